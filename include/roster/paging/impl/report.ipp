// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of report.hpp.

#include <roster/paging/report.hpp>

#include <roster/failure.hpp>
#include <roster/http/url.hpp>

namespace roster::inline v0::detail {

/// Returns an endpoint unchanged if it is valid; otherwise without what may be a password.
inline std::string endpoint_for_message(const std::string& url) {
  try {
    (void)http::detail::parse_endpoint(url);
    return url;
  } catch (const failure&) {
    return http::detail::redact_url(url);
  }
}

ROSTER_DECL origin with_name(origin from) {
  if (!from.name.empty()) return from;
  for (const auto* part : {&from.account, &from.region, &from.endpoint, &from.version}) {
    if (part->empty()) continue;
    if (!from.name.empty()) from.name += ' ';
    if (part == &from.endpoint)
      from.name += endpoint_for_message(*part);
    else
      from.name += part == &from.region ? http::detail::redact_url(*part) : *part;
  }
  return from;
}

}  // namespace roster::inline v0::detail
