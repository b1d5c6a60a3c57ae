// SPDX-License-Identifier: BSL-1.0
#pragma once
// The total of several lists that are combined into one.

#include <cstdint>
#include <optional>

namespace roster::inline v0::detail {

/// Returns the sum of two totals; std::nullopt if one is unknown or invalid, since a partial sum would be
/// wrong.
inline std::optional<std::int64_t> sum_of_totals(std::optional<std::int64_t> a,
                                                 std::optional<std::int64_t> b) noexcept {
  std::int64_t out{};
  if (!a || !b || *a < 0 || *b < 0 || __builtin_add_overflow(*a, *b, &out)) return std::nullopt;
  return out;
}

}  // namespace roster::inline v0::detail
