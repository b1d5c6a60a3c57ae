// SPDX-License-Identifier: BSL-1.0
#pragma once
// Rows: user-defined structs that replace an API's item. Their members are matched with the item's by name, and every
// error is reported in one sentence that names the member.

#include <cstddef>
#include <optional>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <string_view>
#include <type_traits>

namespace roster::inline v0::detail {

template <class T>
struct without_optional {
  using type = T;
};
template <class T>
struct without_optional<std::optional<T>> : without_optional<T> {};

/// T, or the type it contains when it is an optional.
template <class T>
using required_type = typename without_optional<T>::type;

/// Returns whether a member of kind `row` can hold the item's member of kind `item`.
constexpr bool kind_fits(kind row, kind item) noexcept {
  const bool item_is_text =
      item == kind::open_enum || item == kind::utc_time || item == kind::json_text;  // but not a secret
  const bool both_boolean =
      (row == kind::flag && item == kind::boolean) || (row == kind::boolean && item == kind::flag);
  return row == item || (row == kind::text && item_is_text) || both_boolean;
}

/// Appears in the compiler's message with the member that the item does not have.
template <class Row, class Item, fixed_string Member>
struct projected_member {
  static constexpr std::size_t index = index_of<Item>(Member.view());
  static_assert(index < field_count<Item>(),
                "roster: this row has a member that the item does not have; the members of a row are members "
                "of the item, with the same names; correct the name or remove the member");
  static constexpr bool found = index < field_count<Item>();
};

/// Appears in the compiler's message with the member whose type does not match, and both types.
template <class Row, class Item, fixed_string Member, class RowType, class ItemType>
struct projected_kind {
  static constexpr bool fits =  // two variants are of the same type, or do not fit
      kind_of<RowType> != kind::variant && detail::kind_fits(kind_of<RowType>, kind_of<ItemType>);
  static_assert(fits,
                "roster: a member of this row has another kind than the item's; it may be the item's type, "
                "with or without optional, std::string for any text except a secret, any integer for an "
                "integer; use one of these");
};

template <class Row, class Item>
consteval bool check_row();

/// Checks a member of a row against the item's, recursively.
template <class Row, class Item, fixed_string Member, class RowType, class ItemType>
consteval bool check_projected_type() {
  using row_type = required_type<RowType>;
  using item_type = required_type<ItemType>;
  if constexpr (std::is_same_v<row_type, item_type>)
    return true;
  else if constexpr (!projected_kind<Row, Item, Member, row_type, item_type>::fits)
    return false;
  else if constexpr (kind_of<row_type> == kind::object)
    return check_row<row_type, item_type>();
  else if constexpr (kind_of<row_type> == kind::list || kind_of<row_type> == kind::map)
    return check_projected_type<Row, Item, Member, inner_type<row_type>, inner_type<item_type>>();
  else
    return true;
}

template <class Row, class Item, std::size_t I>
inline constexpr auto row_member_name = fixed_string<member_name<Row, I>.size()>(member_name<Row, I>);

/// Checks that every member of Row is one of Item.
template <class Row, class Item>
consteval bool check_row() {
  bool all = true;
  for_each_field<Row>([&](auto i) {
    constexpr auto& name = row_member_name<Row, Item, i>;
    if constexpr (projected_member<Row, Item, name>::found)
      all = all && check_projected_type<Row, Item, name, field_type<Row, i>,
                                        field_type<Item, projected_member<Row, Item, name>::index>>();
    else
      all = false;
  });
  return all;
}

/// Returns the index of the member of Item that corresponds to the I-th member of Row.
template <class Row, class Item, std::size_t I>
consteval std::size_t projected_index() {
  if constexpr (std::is_same_v<Row, Item>)
    return I;
  else
    return index_of<Item>(member_name<Row, I>);
}

/// Checks that Row is a projection of Item; every error is reported in one sentence.
template <class Row, class Item>
consteval bool check_projection() {
  return detail::check_projected_type<Row, Item, "", Row, Item>();
}

/// The name on the wire of the I-th member of a row: that of the item's member of the same name.
template <class Row, class Item, std::size_t I, letter_case Case>
inline constexpr std::string_view projected_name =
    wire_name<Item, detail::projected_index<Row, Item, I>(), Case>;

}  // namespace roster::inline v0::detail
