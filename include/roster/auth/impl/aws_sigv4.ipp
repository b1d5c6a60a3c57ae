// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of aws_sigv4.hpp.

#include <roster/auth/aws_sigv4.hpp>

#include <roster/auth/detail/canonical_hmac.hpp>
#include <roster/http/url.hpp>
#include <utility>

namespace roster::inline v0 {
namespace detail {

inline std::string aws_path(std::string_view path) {
  return http::detail::percent_encode_path(path_as_sent(path));  // the second time
}

inline constexpr canonical_hmac aws_sigv4_form{.algorithm = "AWS4-HMAC-SHA256",
                                               .key_prefix = "AWS4",
                                               .token_header = "X-Amz-Security-Token",
                                               .covers =
                                                   [](std::string_view name) {
                                                     return name == "host" || name == "content-type" ||
                                                            name.starts_with("x-amz-");
                                                   },
                                               .path = aws_path,
                                               .value = collapsed_field_value};

}  // namespace detail

ROSTER_DECL aws_sigv4::aws_sigv4(options how) : options_(std::move(how)) {
  detail::check_signer_option("aws_sigv4", "region", options_.region);
  detail::check_signer_option("aws_sigv4", "service", options_.service);
}

ROSTER_DECL void aws_sigv4::sign(http::request& request, const credentials& key,
                                 const signing_context& context) const {
  const std::string date = detail::format_basic_date(context.now);
  const detail::signature_scope scope{
      .time = date, .parts = {date.substr(0, 8), options_.region, options_.service, "aws4_request"}};
  detail::sign_canonical_request(detail::aws_sigv4_form, scope, {{"X-Amz-Date", date}}, request, key);
}

ROSTER_DECL std::string aws_sigv4::canonical_request(const http::request& signed_request) const {
  return detail::shown_canonical_request(detail::aws_sigv4_form, signed_request);
}

}  // namespace roster::inline v0
