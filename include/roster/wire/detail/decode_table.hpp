// SPDX-License-Identifier: BSL-1.0
#pragma once
// Creates the decoding table of a struct: the only part of decoding whose code grows with the number of members.

#include <array>
#include <cstddef>
#include <memory>
#include <roster/schema/detail/text_tag.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/schema/plain_struct.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/unknown_fields.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/field_addresses.hpp>
#include <roster/wire/projection.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// Reads an Item that is not null into a T, which is the Item itself or a row. Defined in decode_value.hpp.
template <class T, class Item, letter_case Case>
[[gnu::always_inline]] inline bool read_present(decoder& in, T& out);

template <class T, class Item, letter_case Case>
bool read_member(decoder& in, void* member) {
  return read_present<T, Item, Case>(in, *static_cast<T*>(member));
}

/// The index of the unknown_fields of T; the number of members when it has none.
template <class T>
inline constexpr std::size_t unknown_index = [] {
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if (index == field_count<T>() && std::is_same_v<field_type<T, i>, unknown_fields>) index = i;
  });
  return index;
}();

template <class T>
void assign_member(void* to, void* from) {
  *static_cast<T*>(to) = std::move(*static_cast<T*>(from));
}

/// Selects the member by its index and address: generating an assignment for every member of T would add half a second
/// of compile time to every user's file.
template <class T>
void reset_field(void* member, std::size_t index, void (*assign)(void* to, void* from)) {
  T fresh{};
  std::array<void*, max_members> addresses{};
  addresses_of_fields<T>(&fresh, addresses.data());
  assign(member, addresses[index]);
}

template <class T>
unknown_fields* unknown_of(void* object) {
  return std::addressof(field_at<unknown_index<T>>(*static_cast<T*>(object)));
}

template <class T, class Item, std::size_t I, letter_case Case>
consteval member_entry make_entry() {
  if constexpr (std::is_same_v<field_type<T, I>, unknown_fields>) {
    return {};
  } else {
    constexpr std::string_view name = projected_name<T, Item, I, Case>;
    using item_type = field_type<Item, projected_index<T, Item, I>()>;
    return {.name = name,
            .read = read_member<field_type<T, I>, item_type, Case>,
            .assign = assign_member<field_type<T, I>>,
            .plain = is_plain_name(name)};
  }
}

template <class T, class Item, letter_case Case>
inline constexpr auto entries_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<member_entry, sizeof...(I) + 1>{make_entry<T, Item, I, Case>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <class T, class Item, letter_case Case>
inline constexpr auto tags_of = [] {
  std::array<unsigned char, entries_of<T, Item, Case>.size()> tags{};
  for (std::size_t i = 0; i < tags.size(); ++i) tags[i] = text_tag(entries_of<T, Item, Case>[i].name);
  return tags;
}();

/// The names of the item's members. Names that a row omits do not count as unknown.
template <class Item, letter_case Case>
inline constexpr auto names_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{wire_name<Item, I, Case>...};
}(std::make_index_sequence<field_count<Item>()>{});

template <class T, class Item, letter_case Case>
consteval object_table make_table() {
  object_table table{.members = entries_of<T, Item, Case>.data(),
                     .tags = tags_of<T, Item, Case>.data(),
                     .count = field_count<T>(),
                     .addresses = addresses_of_fields<T>,
                     .reset = reset_field<T>};
  if constexpr (unknown_index<T> != field_count<T>()) {
    table.unknown = unknown_of<T>;
    if constexpr (!std::is_same_v<T, Item>) {
      table.ignored = names_of<Item, Case>.data();
      table.ignored_count = names_of<Item, Case>.size();
    }
  }
  return table;
}

/// The decoding table for reading an Item into a T, which is the Item itself or a row.
template <class T, class Item, letter_case Case>
inline constexpr object_table table_of = make_table<T, Item, Case>();

}  // namespace roster::inline v0::detail
