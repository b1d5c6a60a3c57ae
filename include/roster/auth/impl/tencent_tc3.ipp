// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of tencent_tc3.hpp.

#include <roster/auth/tencent_tc3.hpp>

#include <roster/auth/detail/canonical_hmac.hpp>
#include <roster/http/detail/date.hpp>
#include <utility>

namespace roster::inline v0 {
namespace detail {

inline constexpr canonical_hmac tencent_tc3_form{
    .algorithm = "TC3-HMAC-SHA256",
    .key_prefix = "TC3",
    .token_header = "X-TC-Token",
    .covers = [](std::string_view name) { return name == "host" || name == "content-type"; },
    .sorts_query = false};

}  // namespace detail

ROSTER_DECL tencent_tc3::tencent_tc3(options how) : options_(std::move(how)) {
  detail::check_signer_option("tencent_tc3", "service", options_.service);
  detail::check_signer_option("tencent_tc3", "action", options_.action);
  detail::check_signer_option("tencent_tc3", "version", options_.version);
  if (!options_.region.empty()) detail::check_signer_option("tencent_tc3", "region", options_.region);
}

ROSTER_DECL void tencent_tc3::sign(http::request& request, const credentials& key,
                                   const signing_context& context) const {
  const std::string date = http::detail::format_utc_date(context.now).substr(0, 10);
  const std::string time = std::to_string(context.now.time_since_epoch().count());
  const detail::signature_scope scope{.time = time, .parts = {date, options_.service, "tc3_request"}};
  http::headers added{
      {"X-TC-Action", options_.action}, {"X-TC-Version", options_.version}, {"X-TC-Timestamp", time}};
  if (!options_.region.empty()) added.set("X-TC-Region", options_.region);
  if (!request.headers.contains("content-type"))
    added.set("Content-Type",
              request.method == "GET" ? "application/x-www-form-urlencoded" : "application/json");
  detail::sign_canonical_request(detail::tencent_tc3_form, scope, added, request, key);
}

ROSTER_DECL std::string tencent_tc3::canonical_request(const http::request& signed_request) const {
  return detail::shown_canonical_request(detail::tencent_tc3_form, signed_request);
}

}  // namespace roster::inline v0
