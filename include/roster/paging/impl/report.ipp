// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of report.hpp.

#include <roster/paging/report.hpp>

#include <cstdint>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <string>

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

namespace roster::inline v0 {

ROSTER_DECL std::ostream& operator<<(std::ostream& out, const report& written) {
  const auto counted = [](std::uint64_t n, const char* one, const char* several) {
    return std::to_string(n) + ' ' + (n == 1 ? one : several);
  };
  std::string line = counted(written.items, "item", "items") + " on " +
                     counted(written.pages, "page", "pages") + " by " +
                     counted(written.requests, "request", "requests");
  if (written.retries != 0) line += " (" + counted(written.retries, "retry", "retries") + ')';
  if (written.total) line += ", total " + std::to_string(*written.total);
  line += written.complete() ? "; complete" : "; not complete";
  if (written.drift) line += "; the list changed while it was read";
  if (!written.note.empty()) line += "; " + written.note;
  for (const auto& one : written.targets)
    if (one.failed) line += "; " + one.from.name + ": " + one.failed->what();
  return out << line;
}

}  // namespace roster::inline v0
