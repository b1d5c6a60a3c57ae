// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decoding values of any described type.

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <roster/schema/detail/text_tag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <roster/wire/projection.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace roster::inline v0::detail {

/// Reads an Item that is not null into a T, which is the Item itself or a row.
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
  if constexpr (std::is_array_v<T>)
    std::ranges::move(*static_cast<T*>(from), *static_cast<T*>(to));
  else
    *static_cast<T*>(to) = std::move(*static_cast<T*>(from));
}

/// Selects the member by its index and address: generating an assignment for every member of T would add half a second
/// of compile time to every user's file.
template <class T>
void reset_field(void* member, std::size_t index, void (*assign)(void* to, void* from)) {
  T fresh{};
  std::array<void*, field_count<T>()> addresses{};
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
            .assign = assign_member<field_type<T, I>>};
  }
}

template <class T, class Item, letter_case Case>
inline constexpr auto entries_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<member_entry, sizeof...(I) + 1>{make_entry<T, Item, I, Case>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <class T, class Item, letter_case Case>
inline constexpr auto tags_of = [] {
  std::array<unsigned char, padded_tags(field_count<T>() + 1)> tags{};
  for (std::size_t i = 0; i < field_count<T>(); ++i) tags[i] = text_tag(entries_of<T, Item, Case>[i].name);
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

// Selects the function that decodes a type. Separate from decode.hpp, since decoding of list pages uses it, too.

template <class T, class Item, letter_case Case>
bool read_value(decoder& in, T& out);

/// Reads an entry of a list.
template <class T, class Item, letter_case Case>
bool read_entry(decoder& in, T& out) {
  using entry = typename T::value_type;
  if constexpr (std::is_same_v<entry, bool>) {  // vector<bool> has no bool elements to refer to
    bool value{};
    const bool read = read_value<bool, bool, Case>(in, value);
    out.push_back(value);
    return read;
  } else {
    return read_value<entry, inner_type<Item>, Case>(in, out.emplace_back());
  }
}

/// Reads a list or a map. A null in a list is an error, since there it cannot mean "absent". `{}` is accepted as an
/// empty list and `[]` as an empty map: languages with a single container type serialize them this way.
template <class T, class Item, letter_case Case>
bool read_list(decoder& in, T& out) {
  json_reader::scope inside;
  if constexpr (is_one_or_many<Item>) {
    if (in.peek() != '[') {
      out.clear();
      return read_entry<T, Item, Case>(in, out);
    }
  }
  if (in.take_empty('{')) {
    out.clear();
    return true;
  }
  if (!in.enter_list(inside)) return false;
  out.clear();
  while (in.more(inside)) {
    if (!read_entry<T, Item, Case>(in, out)) {
      in.error_inside(inside.count - 1);
      return false;
    }
  }
  return in.good();
}

/// Reads a list of as many elements as the array has.
template <class T, class Item, letter_case Case>
bool read_fixed_list(decoder& in, T& out) {
  const std::size_t size = std::size(out);
  in.peek();
  const std::size_t start = in.offset();
  json_reader::scope inside;
  if (!in.enter_list(inside)) return false;
  std::size_t count = 0;
  for (; in.more(inside); ++count) {
    if (count >= size) {
      if (!in.skip()) return false;
    } else if (!read_value<inner_type<T>, inner_type<Item>, Case>(in, out[count])) {
      in.error_inside(count);
      return false;
    }
  }
  if (!in.good()) return false;
  return count == size || in.mismatch("a list of " + std::to_string(size) + " elements", start);
}

template <class T, class Item, letter_case Case>
bool read_map(decoder& in, T& out) {
  using entry = typename T::mapped_type;
  json_reader::scope inside;
  if (in.take_empty('[')) {
    out.clear();
    return true;
  }
  if (!in.enter_object(inside)) return false;
  out.clear();
  while (in.more(inside)) {
    std::string_view name;
    if (!in.key(name)) return false;
    const auto [position, added] = out.try_emplace(std::string(name));
    if (!added) position->second = entry{};
    if (in.null()) continue;
    if (!read_value<entry, inner_type<Item>, Case>(in, position->second)) {
      in.error_inside(position->first);
      return false;
    }
  }
  return in.good();
}

template <class T>
bool read_integer(json_reader& in, T& out) {
  using limits = std::numeric_limits<T>;
  if constexpr (std::is_signed_v<T> && sizeof(T) == 8) {
    bool negative{};
    unsigned long long magnitude{};
    if (in.short_integer(negative, magnitude)) {  // the common case; any 18 digits fit into 64 bits
      out = negative ? -static_cast<T>(magnitude) : static_cast<T>(magnitude);
      return true;
    }
  }
  if constexpr (std::is_signed_v<T>) {
    long long value{};
    if (!read_signed(in, (limits::min)(), (limits::max)(), value)) return false;
    out = static_cast<T>(value);
  } else {
    unsigned long long value{};
    if (!read_unsigned(in, (limits::max)(), value)) return false;
    out = static_cast<T>(value);
  }
  return true;
}

template <class T>
bool read_enum(json_reader& in, T& out) {
  std::string_view text;
  if (!read_text(in, text)) return false;
  out = text;
  return true;
}

/// Reads the alternative that has the kind of the value in JSON.
template <class Variant, letter_case Case>
bool read_variant(decoder& in, Variant& out) {
  const json_kind next = next_kind(in);
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    static constexpr std::array kinds{json_kind_of<std::variant_alternative_t<I, Variant>>...};
    constexpr bool may_be_secret = ((kind_of<std::variant_alternative_t<I, Variant>> == kind::secret) || ...);
    bool read{};
    const auto read_as = [&]<std::size_t Index>(std::integral_constant<std::size_t, Index>) {
      using alternative = std::variant_alternative_t<Index, Variant>;
      if (kinds[Index] != next) return false;
      read = read_value<alternative, alternative, Case>(in, out.template emplace<Index>());
      return true;
    };
    return (read_as(std::integral_constant<std::size_t, I>{}) || ...) ? read
                                                                      : reject_kind(in, kinds, may_be_secret);
  }(std::make_index_sequence<std::variant_size_v<Variant>>{});
}

template <class T, class Item, letter_case Case>
[[gnu::always_inline]] inline bool read_present(decoder& in, T& out) {
  constexpr kind k = kind_of<T>;
  using item_type = required_type<Item>;
  if constexpr (kind_of<required_type<T>> == kind::text && kind_of<item_type> == kind::json_text) {
    json_text json;  // a string in a row receives any JSON value as text
    if (!read_scalar(in, json)) return false;
    out = json.text();
    return true;
  } else if constexpr (std::is_same_v<T, std::optional<std::string>>) {
    std::string_view text;
    if (!read_text(in, text)) return false;
    out.emplace(text);  // constructed in place
    return true;
  } else if constexpr (k == kind::optional) {
    return read_value<inner_type<T>, item_type, Case>(in, out.emplace());
  } else if constexpr (k == kind::variant) {
    return read_variant<T, Case>(in, out);
  } else if constexpr (k == kind::list && is_fixed_list<T>) {
    return read_fixed_list<T, item_type, Case>(in, out);
  } else if constexpr (k == kind::list) {
    return read_list<T, item_type, Case>(in, out);
  } else if constexpr (k == kind::map) {
    return read_map<T, item_type, Case>(in, out);
  } else if constexpr (k == kind::object) {
    return read_object(in, std::addressof(out), table_of<T, item_type, Case>);
  } else if constexpr (k == kind::integer) {
    return read_integer(in, out);
  } else if constexpr (k == kind::open_enum) {
    return read_enum(in, out);
  } else {
    return read_scalar(in, out);
  }
}

/// Reads an Item, or a null where T is an optional.
template <class T, class Item, letter_case Case>
bool read_value(decoder& in, T& out) {
  if constexpr (kind_of<T> == kind::optional) {
    if (in.null()) {
      out.reset();
      return true;
    }
  }
  return read_present<T, Item, Case>(in, out);
}

}  // namespace roster::inline v0::detail
