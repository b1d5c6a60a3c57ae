// SPDX-License-Identifier: BSL-1.0
#pragma once
// Seeded random numbers, the same on every machine; the distributions of the standard library do not guarantee this.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A sequence of pseudo-random numbers that depends on the seed alone (SplitMix64).
class sample_source {
 public:
  explicit sample_source(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// Returns a number from 0 to `end` - 1.
  std::uint64_t below(std::uint64_t end) noexcept { return next() % end; }

  /// Returns a number from `first` to `last`.
  std::int64_t between(std::int64_t first, std::int64_t last) noexcept {
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first) + 1));
  }

  bool chance(unsigned percent) noexcept { return below(100) < percent; }

  template <class T, std::size_t N>
  const T& pick(const std::array<T, N>& from) noexcept {
    return from[static_cast<std::size_t>(below(N))];
  }

  /// Returns `count` random characters of `alphabet`.
  std::string letters(std::size_t count, std::string_view alphabet) {
    std::string out;
    while (out.size() < count) out += alphabet[static_cast<std::size_t>(below(alphabet.size()))];
    return out;
  }

 private:
  std::uint64_t state_;
};

}  // namespace roster::inline v0::detail
