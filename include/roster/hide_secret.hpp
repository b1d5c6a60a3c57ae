// SPDX-License-Identifier: BSL-1.0
#pragma once
// Takes a secret that is known out of a text of unknown origin: what services and proxies echo.

#include <string>
#include <string_view>

namespace roster {

/// Writes "***" for every occurrence of `secret`, which is not empty.
inline void hide_secret(std::string& text, std::string_view secret) {
  constexpr std::string_view hidden = "***";
  for (auto at = text.find(secret); at != text.npos; at = text.find(secret, at + hidden.size()))
    text.replace(at, secret.size(), hidden);
}

}  // namespace roster
