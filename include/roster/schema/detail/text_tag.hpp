// SPDX-License-Identifier: BSL-1.0
#pragma once
// A one-byte hash of a string: finds one of many known strings without comparing with each of them.

#include <cstddef>
#include <cstring>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns a byte that differs between most strings, so that memchr over the tags finds the few candidates.
constexpr unsigned char text_tag(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  if (text.empty()) return 0;
  return static_cast<unsigned char>(text.size() * 31 + byte(0) * 7 + byte(text.size() / 2) * 3 +
                                    byte(text.size() - 1));
}

/// Calls `is_it` with the index of each tag in `tags` that equals the tag of `text`, until it returns true.
/// Returns: that index, or `count`.
template <class IsIt>
std::size_t find_tagged(const unsigned char* tags, std::size_t count, std::string_view text, IsIt is_it) {
  const unsigned char tag = text_tag(text);
  for (std::size_t i = 0; i < count; ++i) {
    const void* const found = std::memchr(tags + i, tag, count - i);
    if (found == nullptr) break;
    i = static_cast<std::size_t>(static_cast<const unsigned char*>(found) - tags);
    if (is_it(i)) return i;
  }
  return count;
}

}  // namespace roster::inline v0::detail
