// SPDX-License-Identifier: BSL-1.0
#pragma once
// Sample values for generated data.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns 12 letters and digits; different for each index with the same seed.
inline std::string sample_id(std::size_t index, std::uint64_t seed) {
  constexpr std::uint64_t mask =
      (std::uint64_t{1} << 60U) - 1;  // 12 digits of 5 bits; every step is reversible
  std::uint64_t z = (index ^ (seed * 0xD1342543DE82EF95U)) & mask;
  z = (z * 0x9E3779B97F4A7C15U) & mask;
  z ^= z >> 31U;
  z = (z * 0xBF58476D1CE4E5B9U) & mask;
  z ^= z >> 29U;
  std::string out;
  for (; out.size() < 12; z >>= 5U) out += "abcdefghijkmnpqrstuvwxyz23456789"[z & 31U];
  return out;
}

/// Returns the time of the service at `index` of `count`, in the two years before July 2026; at least one second
/// after the previous one.
inline std::chrono::sys_seconds sample_time(std::size_t index, std::size_t count, std::uint64_t chance) {
  using namespace std::chrono;
  constexpr sys_seconds first = sys_days{year{2024} / July / 1};
  constexpr std::int64_t span = seconds(days(730)).count();
  const auto step = span / static_cast<std::int64_t>(count);  // count is far below the number of seconds
  const auto shift = step > 1 ? static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(step)) : 0;
  return first + seconds(static_cast<std::int64_t>(index) * (step > 0 ? step : 1) + shift);
}

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

}  // namespace roster::inline v0::emulator::detail
