// SPDX-License-Identifier: BSL-1.0
#pragma once
// The request members that filter a list, as data for pushdown, checks and the emulator.

#include <roster/schema/path.hpp>
#include <string_view>
#include <tuple>

namespace roster::inline v0 {

/// A filter by equality: the request member, or the one at a path in the request, equals the item's member at `item`,
/// or the one at `or_item`. In a list, one entry must be equal; in a map, all entries must be among the item's labels.
/// Without `item`, the service filters by a property that the response does not contain. An absent flag counts as
/// false.
template <class Member, class Item = detail::no_path, class Other = detail::no_path>
struct exact {
  Member member;                ///< the parameter of the request
  Item item{};                  ///< the member of the item that the service compares with it
  Other or_item{};              ///< a second member, of which one has to be equal
  std::string_view excepted{};  ///< a value that occurs in responses but is not accepted as a filter

  /// Returns the filter for all values but this one.
  constexpr exact except(std::string_view value) const { return {member, item, or_item, value}; }
};
template <class Member, class Item, class Other>
exact(Member, Item, Other) -> exact<Member, Item, Other>;
template <class Member, class Item>
exact(Member, Item) -> exact<Member, Item>;
template <class Member>
exact(Member) -> exact<Member>;

/// A filter by a member of the item that differs from equality: the response masks the value, or the service joins
/// strings or applies a default value. Conditions of where() are never pushed down to this filter.
template <class Member, class Item>
struct loose {
  Member member;  ///< the parameter of the request
  Item item;      ///< the member of the item
};
template <class Member, class Item>
loose(Member, Item) -> loose<Member, Item>;

/// A filter by substring: the request member must occur in that member of the item.
template <class Member, class Item>
struct fuzzy {
  Member member;  ///< the parameter of the request
  Item item;      ///< the member of the item
};
template <class Member, class Item>
fuzzy(Member, Item) -> fuzzy<Member, Item>;

namespace detail {

template <class Filter>
inline constexpr bool is_fuzzy = false;
template <class Member, class Item>
inline constexpr bool is_fuzzy<fuzzy<Member, Item>> = true;

/// Whether a condition on one member of the item can be pushed down to this filter.
template <class Filter>
inline constexpr bool is_pushable = false;
template <class Member, class Item>
inline constexpr bool is_pushable<exact<Member, Item, no_path>> = has_path<Item>;

}  // namespace detail

/// The filters of an operation.
template <class... Filter>
struct filters {
  std::tuple<Filter...> list;  ///< one for each parameter
  /// The filters of an operation.
  constexpr explicit filters(Filter... all) : list(all...) {}
};

}  // namespace roster::inline v0
