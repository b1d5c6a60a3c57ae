// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which request members narrow a list, and how, as data: for documentation, for the emulator, for checks.

#include <roster/schema/path.hpp>
#include <tuple>

namespace roster {

/// The request member must be equal to that place of the item, or to the other one; of a list one entry must
/// be, of a map all entries must be among the item's labels. Without a place: the vendor filters by something
/// that the answer does not show.
template <class Member, class Item = no_path, class Other = no_path>
struct exact {
  Member member;
  Item item{};
  Other or_item{};
};
template <class Member, class Item, class Other>
exact(Member, Item, Other) -> exact<Member, Item, Other>;
template <class Member, class Item>
exact(Member, Item) -> exact<Member, Item>;
template <class Member>
exact(Member) -> exact<Member>;

/// The request member must occur in that place of the item.
template <class Member, class Item>
struct fuzzy {
  Member member;
  Item item;
};
template <class Member, class Item>
fuzzy(Member, Item) -> fuzzy<Member, Item>;

/// The filters of an operation.
template <class... Filter>
struct filters {
  std::tuple<Filter...> list;
  constexpr explicit filters(Filter... all) : list(all...) {}
};

}  // namespace roster
