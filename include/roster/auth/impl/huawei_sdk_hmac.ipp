// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of huawei_sdk_hmac.hpp.

#include <roster/auth/huawei_sdk_hmac.hpp>

#include <roster/auth/detail/canonical_hmac.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <utility>

namespace roster::inline v0 {
namespace detail {

/// Returns the path encoded once, in whichever way it is sent, with a '/' at the end.
inline std::string huawei_path(std::string_view path) {
  const auto plain = http::detail::percent_decode(path);
  if (!plain) throw failure(errc::invalid_argument, "invalid path: a '%' is not a percent-encoding");
  std::string out = http::detail::percent_encode_path(*plain);
  if (!out.ends_with('/')) out += '/';
  return out;
}

inline constexpr canonical_hmac huawei_form{.algorithm = "SDK-HMAC-SHA256",
                                            .key_id_name = "Access",
                                            .token_header = "X-Security-Token",
                                            .covers =
                                                [](std::string_view name) {
                                                  return name == "host" || name == "content-type" ||
                                                         name.starts_with("x-");
                                                },
                                            .path = huawei_path};

}  // namespace detail

ROSTER_DECL huawei_sdk_hmac::huawei_sdk_hmac(options how) : options_(std::move(how)) {
  if (!options_.project_id.empty())
    detail::check_signer_option("huawei_sdk_hmac", "project_id", options_.project_id);
}

ROSTER_DECL void huawei_sdk_hmac::sign(http::request& request, const credentials& key,
                                       const signing_context& context) const {
  const std::string date = detail::format_basic_date(context.now);
  http::headers added{{"X-Sdk-Date", date}};
  if (!options_.project_id.empty()) added.set("X-Project-Id", options_.project_id);
  detail::sign_canonical_request(detail::huawei_form, {.time = date, .parts = {}}, added, request, key);
}

ROSTER_DECL std::string huawei_sdk_hmac::canonical_request(const http::request& signed_request) const {
  return detail::shown_canonical_request(detail::huawei_form, signed_request);
}

}  // namespace roster::inline v0
