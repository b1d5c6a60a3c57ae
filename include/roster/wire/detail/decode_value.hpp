// SPDX-License-Identifier: BSL-1.0
#pragma once
// Selects the function that decodes a type. Separate from decode.hpp, since decoding of list pages uses it, too.

#include <limits>
#include <memory>
#include <optional>
#include <roster/schema/kind.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/decode_scalar.hpp>
#include <roster/wire/detail/decode_table.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <roster/wire/projection.hpp>
#include <string>
#include <string_view>
#include <type_traits>

namespace roster::inline v0::detail {

template <class T, class Item, letter_case Case>
bool read_value(decoder& in, T& out);

/// Reads a list or a map. A null in a list is an error, since there it cannot mean "absent". `{}` is accepted as an
/// empty list and `[]` as an empty map: languages with a single container type serialize them this way.
template <class T, class Item, letter_case Case>
bool read_list(decoder& in, T& out) {
  using entry = typename T::value_type;
  json_reader::scope inside;
  if (in.take_empty('{')) {
    out.clear();
    return true;
  }
  if (!in.enter_list(inside)) return false;
  out.clear();
  while (in.more(inside)) {
    bool read{};
    if constexpr (std::is_same_v<entry, bool>) {  // vector<bool> has no bool elements to refer to
      bool value{};
      read = read_value<bool, bool, Case>(in, value);
      out.push_back(value);
    } else {
      read = read_value<entry, inner_type<Item>, Case>(in, out.emplace_back());
    }
    if (!read) {
      in.error_inside(inside.count - 1);
      return false;
    }
  }
  return in.good();
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
    const auto [place, added] = out.try_emplace(std::string(name));
    if (!added) place->second = entry{};
    if (in.null()) continue;
    if (!read_value<entry, inner_type<Item>, Case>(in, place->second)) {
      in.error_inside(place->first);
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

template <class T, class Item, letter_case Case>
[[gnu::always_inline]] inline bool read_present(decoder& in, T& out) {
  constexpr kind k = kind_of<T>;
  using item_type = required_type<Item>;
  if constexpr (std::is_same_v<T, std::optional<std::string>>) {
    std::string_view text;
    if (!read_text(in, text)) return false;
    out.emplace(text);  // constructed in place
    return true;
  } else if constexpr (k == kind::optional) {
    return read_value<inner_type<T>, item_type, Case>(in, out.emplace());
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
