// SPDX-License-Identifier: BSL-1.0
#pragma once
// A page as a value: its items, its place in the walk and what the rest of the answer says about it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/paging/checkpoint.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// One page of a list: its items, where it is in the list, and the rest of the response.
template <class Item>
struct page {
  std::vector<Item> items{};
  std::size_t number{};                 ///< from 1, counted in this walk
  std::string request_id{};             ///< to quote to the vendor's support
  std::optional<std::int64_t> total{};  ///< items on all pages, as the server said with this page
  /// The positions in front of the page and behind it, where its source has positions.
  std::optional<checkpoint> here{};
  std::optional<checkpoint> behind{};
  /// Where the items were in the answer; empty if that is where they are here, since none was left out.
  std::vector<std::size_t> positions{};

  /// Returns the position in front of the item with that index; behind the page if that is none.
  checkpoint position(std::size_t index) const {
    if (index >= items.size()) return behind.value();
    auto out = here.value();
    out.index = static_cast<std::int64_t>(positions.empty() ? index : positions[index]);
    return out;
  }
};

}  // namespace roster::inline v0
