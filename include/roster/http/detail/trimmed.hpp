// SPDX-License-Identifier: BSL-1.0
#pragma once
// Removes the white space around the value of a header field, which is not part of it (RFC 9110, 5.5).

#include <string_view>

namespace roster::inline v0::http::detail {

/// Returns `text` without leading and trailing spaces and tabs.
/// Lifetime: that of `text`.
constexpr std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace roster::inline v0::http::detail
