// SPDX-License-Identifier: BSL-1.0
#pragma once
// The kind of a member on the wire. Determined by explicit traits: std::is_constructible would classify an aggregate
// as a string.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/bytes.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/one_or_many.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace roster::inline v0::detail {

/// The kinds of member that a schema may have.
enum class kind {
  unsupported,
  text,       ///< std::string
  boolean,    ///< bool
  flag,       ///< roster::flag
  integer,    ///< any integer type, range checked
  real,       ///< float, double
  open_enum,  ///< roster::open_enum<E>
  secret,     ///< roster::secret
  bytes,      ///< roster::bytes, base64 on the wire
  json_text,  ///< roster::json_text, a string or any other JSON value on the wire
  utc_time,   ///< roster::utc_time, a string on the wire
  epoch_s,    ///< roster::epoch_seconds, a number or a string on the wire
  epoch_ms,   ///< roster::epoch_milliseconds, a number or a string on the wire
  optional,   ///< std::optional<T>
  variant,    ///< std::variant<T...>
  list,  ///< std::vector<T>, roster::one_or_many<T>; with the reflection of C++26 also T[N], std::array<T, N>
  map,   ///< std::map<std::string, T>
  object,   ///< a plain struct
  unknown,  ///< roster::unknown_fields
};

template <class T>
inline constexpr kind kind_of_class = plain_struct<T> ? kind::object : kind::unsupported;
template <>
inline constexpr kind kind_of_class<std::string> = kind::text;
template <>
inline constexpr kind kind_of_class<flag> = kind::flag;
template <>
inline constexpr kind kind_of_class<secret> = kind::secret;
template <>
inline constexpr kind kind_of_class<bytes> = kind::bytes;
template <>
inline constexpr kind kind_of_class<json_text> = kind::json_text;
template <>
inline constexpr kind kind_of_class<utc_time> = kind::utc_time;
template <>
inline constexpr kind kind_of_class<epoch_seconds> = kind::epoch_s;
template <>
inline constexpr kind kind_of_class<epoch_milliseconds> = kind::epoch_ms;
template <>
inline constexpr kind kind_of_class<unknown_fields> = kind::unknown;
template <class E>
inline constexpr kind kind_of_class<open_enum<E>> = kind::open_enum;
template <class T>
inline constexpr kind kind_of_class<std::optional<T>> = kind::optional;
template <class T>
inline constexpr kind kind_of_class<std::vector<T>> = kind::list;
template <class T>
inline constexpr kind kind_of_class<one_or_many<T>> = kind::list;
template <class T, std::size_t N>
  requires reflects_arrays
inline constexpr kind kind_of_class<std::array<T, N>> = kind::list;
template <class... T>
inline constexpr kind kind_of_class<std::variant<T...>> = kind::variant;
template <class T>
inline constexpr kind kind_of_class<std::map<std::string, T>> = kind::map;

template <class T>
consteval kind find_kind() {
  if constexpr (std::same_as<T, bool>)
    return kind::boolean;
  else if constexpr (std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t>)
    return kind::unsupported;
  else if constexpr (std::integral<T>)
    return kind::integer;
  else if constexpr (std::floating_point<T>)
    return kind::real;
  else if constexpr (std::is_class_v<T>)
    return kind_of_class<T>;
  else if constexpr (std::is_bounded_array_v<T> && std::rank_v<T> == 1 && reflects_arrays)
    return kind::list;
  else
    return kind::unsupported;
}

template <class T>
struct inner {
  using type = T;
};
template <class T>
struct inner<std::optional<T>> {
  using type = T;
};
template <class T>
struct inner<std::vector<T>> {
  using type = T;
};
template <class T>
struct inner<one_or_many<T>> {
  using type = T;
};
template <class T, std::size_t N>
struct inner<T[N]> {
  using type = T;
};
template <class T, std::size_t N>
  requires reflects_arrays
struct inner<std::array<T, N>> {
  using type = T;
};
template <class T>
struct inner<std::map<std::string, T>> {
  using type = T;
};

/// Whether T is a list with a fixed number of elements.
template <class T>
inline constexpr bool is_fixed_list = std::is_bounded_array_v<T>;
template <class T, std::size_t N>
inline constexpr bool is_fixed_list<std::array<T, N>> = true;

/// The kind of T.
template <class T>
inline constexpr kind kind_of = detail::find_kind<T>();

/// The T inside optional<T>, vector<T>, one_or_many<T>, arrays and map<string, T>; any other type is returned unchanged.
template <class T>
using inner_type = typename inner<T>::type;

/// The kind of a value in JSON, by its first byte.
enum class json_kind : unsigned char {
  none,
  string,
  number,
  boolean,
  list,
  object,
  several,  ///< values of more than one kind in JSON are read as this type
};

/// The kind in JSON of a T; none for one that cannot be an alternative of a std::variant.
template <class T>
consteval json_kind find_json_kind() {
  switch (kind_of<T>) {
    case kind::text:
    case kind::open_enum:
    case kind::secret:
    case kind::bytes:
    case kind::utc_time:
      return json_kind::string;
    case kind::integer:
    case kind::real:
    case kind::epoch_s:
    case kind::epoch_ms:
      return json_kind::number;
    case kind::boolean:
    case kind::flag:
      return json_kind::boolean;
    case kind::list:
      return is_one_or_many<T> ? json_kind::several : json_kind::list;
    case kind::map:
    case kind::object:
      return json_kind::object;
    case kind::json_text:
      return json_kind::several;
    default:
      return json_kind::none;
  }
}
template <class T>
inline constexpr json_kind json_kind_of = find_json_kind<T>();

/// Whether no two alternatives have the same kind in JSON, so that the kind of a value selects one of them.
template <class T>
inline constexpr bool are_distinct = false;
template <class... T>
inline constexpr bool are_distinct<std::variant<T...>> = [] {
  unsigned seen = 0;
  bool distinct = true;
  for (const json_kind one : {json_kind_of<T>...}) {
    const unsigned bit = 1U << static_cast<unsigned>(one);
    distinct = distinct && (seen & bit) == 0 && one != json_kind::several;
    seen |= bit;
  }
  return distinct;
}();

/// Checks the alternatives of a variant, or the element of a one_or_many.
template <class T>
consteval bool check_alternatives() {
  return true;
}
template <class Variant>
  requires(kind_of<Variant> == kind::variant)
consteval bool check_alternatives() {
  constexpr bool valid = []<class... T>(std::type_identity<std::variant<T...>>) {
    return ((json_kind_of<T> != json_kind::none) && ...);
  }(std::type_identity<Variant>{});
  static_assert(
      valid,
      "roster: an alternative of a std::variant is a std::optional, another std::variant or "
      "unknown_fields; an alternative is a type of one JSON value; write std::optional<std::variant<…>> "
      "for a member that may be absent");
  static_assert(
      !valid || are_distinct<Variant>,
      "roster: two alternatives of a std::variant have the same kind in JSON; its kind (string, "
      "number, boolean, array or object) selects the alternative, and one_or_many and json_text are "
      "of several kinds; use one alternative of each kind");
  return valid && are_distinct<Variant>;
}
template <class List>
  requires is_one_or_many<List>
consteval bool check_alternatives() {
  constexpr json_kind inside = json_kind_of<inner_type<List>>;
  constexpr bool valid =
      inside != json_kind::none && inside != json_kind::list && inside != json_kind::several;
  static_assert(
      valid,
      "roster: the elements of a roster::one_or_many are an array, a std::optional, a std::variant or "
      "json_text; a single element is recognized since it is no array; use std::vector");
  return valid;
}

/// Checks the type of one member of T, not recursively. The compiler's message contains T and the member.
template <class T, fixed_string Member, class Type>
consteval bool check_member() {
  if constexpr (kind_of<Type> != kind::unsupported) {
    return true;
  } else if constexpr (std::is_class_v<Type> && std::is_aggregate_v<Type>) {
    return check_plain_struct<Type>();
  } else {
    static_assert(
        kind_of<Type> != kind::unsupported,
        "roster: a member has an unsupported type; members are std::string, bool, integers, double, flag, "
        "open_enum, secret, bytes, json_text, utc_time, epoch_seconds, epoch_milliseconds, optional, "
        "variant, "
        "vector, one_or_many, map<std::string, …> of these, plain structs and unknown_fields; use one of "
        "them");
    return false;
  }
}
}  // namespace roster::inline v0::detail
