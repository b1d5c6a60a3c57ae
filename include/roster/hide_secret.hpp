// SPDX-License-Identifier: BSL-1.0
#pragma once
// Takes a secret that is known out of a text of unknown origin: what services and proxies echo.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace roster {

/// Writes "***" for every occurrence of `secret`; an empty one occurs nowhere.
/// Example: hide_secret: takes a secret out wherever it is, and leaves all else
inline void hide_secret(std::string& text, std::string_view secret) {
  if (secret.empty() || text.find(secret) == text.npos) return;
  std::string shown;
  std::size_t done = 0;
  for (auto at = text.find(secret); at != text.npos; at = text.find(secret, done)) {
    shown.append(text, done, at - done).append("***");
    done = at + secret.size();
  }
  shown.append(text, done);
  text = std::move(shown);
}

}  // namespace roster
