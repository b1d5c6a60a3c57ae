// SPDX-License-Identifier: BSL-1.0
#pragma once
// Short names, compared and hashed in a fixed number of steps: names in random order have no branches to predict.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace roster::inline v0::detail {

/// A name of less than 32 bytes in a JSON text, without escapes.
struct short_name {
  static constexpr std::size_t capacity = 32;

  std::string_view text{};
  std::array<std::uint64_t, 4> words{};  ///< padded with zeros, which no name contains

  short_name() = default;
  /// `begin`: 32 bytes that are readable, and begin with the name.
  short_name(const char* begin, std::size_t size) noexcept
      : text(begin, size),
        words{word(begin, size, 0), word(begin, size, 8), word(begin, size, 16), word(begin, size, 24)} {}

  friend bool operator==(const short_name& a, const short_name& b) noexcept {
    return ((a.words[0] ^ b.words[0]) | (a.words[1] ^ b.words[1]) | (a.words[2] ^ b.words[2]) |
            (a.words[3] ^ b.words[3])) == 0;
  }

  /// Returns a hash, whose upper bits are the best.
  std::uint64_t hash() const noexcept {
    return words[0] * 0x9E3779B97F4A7C15U + words[1] * 0xC2B2AE3D27D4EB4FU + words[2] * 0x165667B19E3779F9U +
           words[3] * 0xD6E8FEB86659FD93U;
  }

 private:
  static constexpr auto mask = [] {
    std::array<unsigned char, 2 * capacity> out{};
    for (std::size_t i = 0; i < capacity; ++i) out[i] = 0xFF;
    return out;
  }();

  static std::uint64_t word(const char* begin, std::size_t size, std::size_t at) noexcept {
    std::uint64_t out{};
    std::uint64_t used{};
    std::memcpy(&out, begin + at, sizeof out);
    std::memcpy(&used, mask.data() + capacity - size + at, sizeof used);
    return out & used;
  }
};

}  // namespace roster::inline v0::detail
