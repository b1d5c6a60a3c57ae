// SPDX-License-Identifier: BSL-1.0
#pragma once
// The number of items that a consumer can still use, which determines the page size.

#include <cstdint>
#include <limits>

namespace roster::inline v0 {

/// The number of items that a consumer can still use; `unlimited` if it is unknown.
using demand = std::uint64_t;
/// The demand of a consumer that reads to the end of the list.
inline constexpr demand unlimited = (std::numeric_limits<demand>::max)();

namespace detail {

/// Returns a + b; `unlimited` on overflow.
constexpr demand sum_of(demand a, demand b) noexcept { return a > unlimited - b ? unlimited : a + b; }

/// Returns a * b; `unlimited` on overflow.
constexpr demand product_of(demand a, demand b) noexcept {
  return b != 0 && a > unlimited / b ? unlimited : a * b;
}

}  // namespace detail

}  // namespace roster::inline v0
