// SPDX-License-Identifier: BSL-1.0
#pragma once
// The kind of a member on the wire. Determined by explicit traits: std::is_constructible would classify an aggregate
// as a string.

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <type_traits>
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
  json_text,  ///< roster::json_text, a string on the wire
  utc_time,   ///< roster::utc_time, a string on the wire
  epoch_s,    ///< roster::epoch_seconds, a number or a string on the wire
  epoch_ms,   ///< roster::epoch_milliseconds, a number or a string on the wire
  optional,   ///< std::optional<T>
  list,       ///< std::vector<T>
  map,        ///< std::map<std::string, T>
  object,     ///< a plain struct
  unknown,    ///< roster::unknown_fields
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
struct inner<std::map<std::string, T>> {
  using type = T;
};

/// The kind of T.
template <class T>
inline constexpr kind kind_of = detail::find_kind<T>();

/// The T inside optional<T>, vector<T> and map<string, T>; any other type is returned unchanged.
template <class T>
using inner_type = typename inner<T>::type;

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
        "open_enum, secret, json_text, utc_time, epoch_seconds, epoch_milliseconds, optional, vector, "
        "map<std::string, …> of these, plain structs and unknown_fields; use one of them");
    return false;
  }
}
}  // namespace roster::inline v0::detail
