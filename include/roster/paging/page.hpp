// SPDX-License-Identifier: BSL-1.0
#pragma once
// A page of a listing, and what is requested next.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <roster/paging/checkpoint.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// One page of a list: its items, its position in the list, and the other members of the response.
template <class Item>
struct page {
  std::vector<Item> items{};            ///< may be empty although more pages follow
  std::size_t number{};                 ///< from 1, counted in this listing
  std::string request_id{};             ///< to quote to the vendor's support
  std::optional<std::int64_t> total{};  ///< items on all pages, as reported with this page
  /// The positions before and after the page, if its source has positions.
  std::optional<checkpoint> here{};
  std::optional<checkpoint> after{};  ///< where the list continues
  /// The indices of the items in the response; empty if no item was dropped.
  std::vector<std::size_t> positions{};

  /// Returns the position before the item with that index; the position after the page if there is no such
  /// item.
  checkpoint position(std::size_t index) const {
    if (index >= items.size()) return after.value();
    auto out = here.value();
    out.index = static_cast<std::int64_t>(positions.empty() ? index : positions[index]);
    return out;
  }
};

/// The number of items that a consumer can still use; `unlimited` if it is unknown.
using demand = std::uint64_t;

namespace detail {

/// The demand of a consumer that reads to the end of the list.
inline constexpr demand unlimited = (std::numeric_limits<demand>::max)();

/// Returns a + b; `unlimited` on overflow.
constexpr demand sum_of(demand a, demand b) noexcept { return a > unlimited - b ? unlimited : a + b; }

/// Returns a * b; `unlimited` on overflow.
constexpr demand product_of(demand a, demand b) noexcept {
  return b != 0 && a > unlimited / b ? unlimited : a * b;
}

}  // namespace detail

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

// The decision of a paging strategy about a page: the list continues, ends, cannot continue, or has to be
// read again from an earlier page.

struct page_outcome {
  /// `back`: the received page is discarded, since items that moved to earlier pages have not been seen.
  /// `malformed`: the response contradicts its format.
  enum class kind { more, end, stuck, back, malformed };
  kind what{kind::more};
  bool again{};        ///< the page was accepted before and is read again
  bool incomplete{};   ///< the list ends with fewer items than the server reported
  bool drift{};        ///< the list changed while it was read
  std::string note{};  ///< the reason for `stuck`, `malformed`, `incomplete` or `drift`

  bool accepted() const noexcept { return what != kind::stuck && what != kind::malformed; }
};

/// Returns the sum of two totals; std::nullopt if one is unknown or invalid, since a partial sum would be
/// wrong.
inline std::optional<std::int64_t> sum_of_totals(std::optional<std::int64_t> a,
                                                 std::optional<std::int64_t> b) noexcept {
  std::int64_t out{};
  if (!a || !b || *a < 0 || *b < 0 || __builtin_add_overflow(*a, *b, &out)) return std::nullopt;
  return out;
}

}  // namespace roster::inline v0::detail
