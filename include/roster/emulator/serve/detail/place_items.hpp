// SPDX-License-Identifier: BSL-1.0
#pragma once
// Places the items of a page in a response: in a list, in a map, or inside their elements.

#include <cstddef>
#include <limits>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The items that have not been placed yet.
template <class Item>
struct remaining_items {
  typename std::vector<Item>::const_iterator next{};
  typename std::vector<Item>::const_iterator end{};

  bool empty() const noexcept { return next == end; }
};

/// Elements of a list inside an element of another one, so that even short pages have several lists.
inline constexpr std::size_t elements_inside = 2;

/// The number of the first entry of a map. All numbers have as many digits, so that their order is that of the map.
inline constexpr std::size_t first_entry = 1'000'001;

template <class T, class Item>
void place_inside(T& here, roster::detail::path_type<>, remaining_items<Item>& left, std::size_t most);
template <class T, class Item, auto First, auto... Rest>
void place_inside(T& here, roster::detail::path_type<First, Rest...>, remaining_items<Item>& left,
                  std::size_t most);

/// Adds up to `most` elements to a list or a map until all items are placed; the rest of the path leads from an element
/// to its items.
template <class List, class Path, class Item>
void place_in_elements(List& list, Path path, remaining_items<Item>& left, std::size_t most) {
  for (std::size_t count = 0; count < most && !left.empty(); ++count) {
    roster::detail::inner_type<List> element{};
    place_inside(element, path, left, elements_inside);
    if constexpr (roster::detail::kind_of<List> == roster::detail::kind::map) {
      list.emplace("entry-" + std::to_string(first_entry + count), std::move(element));
    } else {
      list.push_back(std::move(element));
    }
  }
}

/// Places items in a T, which is the place of one item, or of a list or a map of items.
template <class T, class Item>
void place_inside(T& here, roster::detail::path_type<> path, remaining_items<Item>& left, std::size_t most) {
  if constexpr (std::is_same_v<T, Item>)
    here = *left.next++;
  else if constexpr (roster::detail::is_optional<T>)
    place_inside(here.emplace(), path, left, most);
  else
    place_in_elements(here, path, left, most);
}

template <class T, class Item, auto First, auto... Rest>
void place_inside(T& here, roster::detail::path_type<First, Rest...> path, remaining_items<Item>& left,
                  std::size_t most) {
  if constexpr (roster::detail::is_optional<T>)
    place_inside(here.emplace(), path, left, most);
  else if constexpr (roster::detail::is_each<First>)
    place_in_elements(here, roster::detail::path_type<Rest...>{}, left, most);
  else
    place_inside(here.*First, roster::detail::path_type<Rest...>{}, left, most);
}

/// Places all items of a page where the operation declares them. Without items, the list is empty.
/// Example: place_items: divides items among lists
template <class Op>
void place_items(typename Op::response& body, const std::vector<item_of<Op>>& page) {
  remaining_items<item_of<Op>> left{page.begin(), page.end()};
  place_inside(roster::detail::make(body, roster::detail::list_path<Op>{}),
               roster::detail::path_in_list<Op>{}, left, (std::numeric_limits<std::size_t>::max)());
}

}  // namespace roster::inline v0::emulator::detail
