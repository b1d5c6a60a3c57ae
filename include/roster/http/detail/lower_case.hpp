// SPDX-License-Identifier: BSL-1.0
#pragma once
// Converts ASCII letters to lower case, independent of the locale, to compare host names and field names.

#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Returns `text` with `A-Z` replaced by `a-z`.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace roster::inline v0::http::detail
