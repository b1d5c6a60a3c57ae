// SPDX-License-Identifier: BSL-1.0
#pragma once
// A one-byte hash of a string: finds one of many known strings without comparing with each of them.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns a byte that differs between most strings, so that few of them have the tag of another.
constexpr unsigned char text_tag(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  if (text.empty()) return 0;
  return static_cast<unsigned char>(text.size() * 31 + byte(0) * 7 + byte(text.size() / 2) * 3 +
                                    byte(text.size() - 1));
}

/// The size of an array of tags: they are compared eight at a time.
constexpr std::size_t padded_tags(std::size_t count) noexcept { return (count + 7) / 8 * 8; }

/// Finds `text` among strings with these tags, of which there are padded_tags(count); `text_at` returns the string with
/// an index.
/// Returns: its index, or `count`.
template <class TextAt>
std::size_t find_tagged(const unsigned char* tags, std::size_t count, std::string_view text, TextAt text_at) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t low_bits = ones * 0x7F;
  const std::uint64_t wanted = ones * text_tag(text);
  for (std::size_t i = 0; i < count; i += 8) {
    std::uint64_t tag_bits{};
    std::memcpy(&tag_bits, tags + i, sizeof tag_bits);
    tag_bits ^= wanted;
    // The top bit of each byte that is zero: of a tag that is equal.
    std::uint64_t equal = ~(((tag_bits & low_bits) + low_bits) | tag_bits | low_bits);
    for (; equal != 0; equal &= equal - 1) {
      const auto place = static_cast<std::size_t>(std::countr_zero(equal)) / 8;
      const std::size_t index = i + (std::endian::native == std::endian::little ? place : 7 - place);
      if (index < count && text_at(index) == text) return index;
    }
  }
  return count;
}

}  // namespace roster::inline v0::detail
