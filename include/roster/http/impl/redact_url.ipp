// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redact_url.hpp.

#include <algorithm>
#include <array>
#include <roster/escape_for_log.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/detail/redact_url.hpp>

namespace roster::inline v0::http::detail {

/// Returns whether a character of a malformed URL may be shown: the characters of a host and a plain path, and spaces
/// and control characters, which are otherwise hard to find. Any other character may be the delimiter of a password.
inline bool is_shown_in_url(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || is_unreserved(c) || c == '/';
}

ROSTER_DECL bool is_known_scheme(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 10> known{"http",   "https",   "socks", "socks4", "socks4a",
                                                   "socks5", "socks5h", "ftp",   "ws",     "wss"};
  return std::find(known.begin(), known.end(), name) != known.end();
}

ROSTER_DECL std::string redact_url(std::string_view text) {
  std::string scheme;
  if (const auto end = text.find("://"); end != text.npos) {
    scheme = lower_case(text.substr(0, end));
    if (!is_known_scheme(scheme)) return "***";
    scheme += "://";
  }
  const auto rest = text.substr(scheme.size());
  return std::all_of(rest.begin(), rest.end(), is_shown_in_url) ? escape_for_log(text, 200) : scheme + "***";
}

}  // namespace roster::inline v0::http::detail
