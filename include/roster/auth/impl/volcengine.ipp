// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of volcengine.hpp.

#include <roster/auth/volcengine.hpp>

#include <roster/auth/detail/canonical_hmac.hpp>
#include <roster/auth/detail/digest.hpp>
#include <utility>

namespace roster::inline v0 {
namespace detail {

inline constexpr canonical_hmac volcengine_form{.algorithm = "HMAC-SHA256",
                                                .token_header = "X-Security-Token",
                                                .covers =
                                                    [](std::string_view name) {
                                                      return name == "host" || name == "content-type" ||
                                                             name.starts_with("x-");
                                                    },
                                                .value = collapsed_field_value};

}  // namespace detail

ROSTER_DECL volcengine::volcengine(options how) : options_(std::move(how)) {
  detail::check_signer_option("volcengine", "region", options_.region);
  detail::check_signer_option("volcengine", "service", options_.service);
}

ROSTER_DECL void volcengine::sign(http::request& request, const credentials& key,
                                  const signing_context& context) const {
  const std::string date = detail::format_basic_date(context.now);
  const detail::signature_scope scope{
      .time = date, .parts = {date.substr(0, 8), options_.region, options_.service, "request"}};
  const http::headers added{{"X-Date", date},
                            {"X-Content-Sha256", detail::hex(detail::sha256(request.body))}};
  detail::sign_canonical_request(detail::volcengine_form, scope, added, request, key);
}

ROSTER_DECL std::string volcengine::canonical_request(const http::request& signed_request) const {
  return detail::shown_canonical_request(detail::volcengine_form, signed_request);
}

}  // namespace roster::inline v0
