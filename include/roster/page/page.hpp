// SPDX-License-Identifier: BSL-1.0
#pragma once
// A page as a value: its items, its place in the walk and what the rest of the answer says about it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace roster {

template <class Item>
struct page {
  std::vector<Item> items{};
  std::size_t number{};                 ///< from 1, counted in this walk
  std::string request_id{};             ///< to quote to the vendor's support
  std::optional<std::int64_t> total{};  ///< items on all pages, as the server said with this page
};

}  // namespace roster
