// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lower case of ASCII letters, whatever the locale: host names and names of header fields are compared in it.

#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Returns `text` with `A-Z` as `a-z`.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace roster::inline v0::http::detail
