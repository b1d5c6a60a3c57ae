// SPDX-License-Identifier: BSL-1.0
#pragma once
// Generated ids and times that are unique for each service, whatever the random numbers are.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail
