// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which request members narrow a list, and how, as data: for documentation, for the emulator, for checks.

#include <roster/schema/path.hpp>
#include <string_view>
#include <tuple>

namespace roster::inline v0 {

/// The request member must be equal to that place of the item, or to the other one; of a list one entry must
/// be, of a map all entries must be among the item's labels. Without a place: the vendor filters by something
/// that the answer does not show. A flag is taken to count as false where it is absent.
template <class Member, class Item = detail::no_path, class Other = detail::no_path>
struct exact {
  Member member;
  Item item{};
  Other or_item{};
  std::string_view excepted{};  ///< the text of a value that is answered, but cannot be asked for

  constexpr exact except(std::string_view value) const { return {member, item, or_item, value}; }
};
template <class Member, class Item, class Other>
exact(Member, Item, Other) -> exact<Member, Item, Other>;
template <class Member, class Item>
exact(Member, Item) -> exact<Member, Item>;
template <class Member>
exact(Member) -> exact<Member>;

/// The request member selects by that place of the item, but not as == does: the answer masks what is asked for,
/// joins texts, or one value is asked for by default. A condition of where() is never asked for in this way.
template <class Member, class Item>
struct loose {
  Member member;
  Item item;
};
template <class Member, class Item>
loose(Member, Item) -> loose<Member, Item>;

/// The request member must occur in that place of the item.
template <class Member, class Item>
struct fuzzy {
  Member member;
  Item item;
};
template <class Member, class Item>
fuzzy(Member, Item) -> fuzzy<Member, Item>;

namespace detail {

template <class Filter>
inline constexpr bool is_fuzzy = false;
template <class Member, class Item>
inline constexpr bool is_fuzzy<fuzzy<Member, Item>> = true;

/// Whether a condition on one place of the item can be asked for by this filter.
template <class Filter>
inline constexpr bool is_exact_by_one_place = false;
template <class Member, class Item>
inline constexpr bool is_exact_by_one_place<exact<Member, Item, no_path>> = has_path<Item>;

}  // namespace detail

/// The filters of an operation.
template <class... Filter>
struct filters {
  std::tuple<Filter...> list;
  constexpr explicit filters(Filter... all) : list(all...) {}
};

}  // namespace roster::inline v0
