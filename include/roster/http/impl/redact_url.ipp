// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redact_url.hpp.

#include <algorithm>
#include <array>
#include <roster/http/lower_case.hpp>
#include <roster/http/redact_url.hpp>
#include <roster/printable.hpp>

namespace roster::http {

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
  if (text.find_first_of(":@%?#[", scheme.size()) != text.npos) return scheme + "***";
  return printable(text, 200);
}

}  // namespace roster::http
