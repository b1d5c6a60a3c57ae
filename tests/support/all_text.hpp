// SPDX-License-Identifier: BSL-1.0
#pragma once
// All text in a value: in every member of a struct, at any depth. A member of an unsupported type does not
// compile, so that none is missed.

#include <boost/system/error_code.hpp>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <exception>
#include <optional>
#include <ranges>
#include <roster/failure.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/secret.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace fake {

template <class T>
std::string all_text(const T& value);

namespace detail {

template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_time = false;
template <class Rep, class Period>
inline constexpr bool is_time<std::chrono::duration<Rep, Period>> = true;
template <class Clock, class Duration>
inline constexpr bool is_time<std::chrono::time_point<Clock, Duration>> = true;

/// The number of members of T. Unlike roster::field_count, it also works for a struct that has a member
/// without a default constructor, such as a failure.
template <class T>
consteval std::size_t count_members() {
  constexpr std::size_t count = roster::detail::member_count<T>;
#if !defined(ROSTER_HAS_REFLECTION)  // members are not counted by trying there
  static_assert(roster::detail::takes<T, std::make_index_sequence<count>> &&
                    !roster::detail::takes<T, std::make_index_sequence<count + 1>>,
                "all_text: the members of this struct cannot be counted");
#endif
  if constexpr (std::is_default_constructible_v<T>) static_assert(roster::detail::field_count<T>() == count);
  return count;
}

template <class T>
std::string text_of_members(const T& value) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (std::string() + ... + (all_text(roster::detail::field_at<I>(value)) + '\n'));
  }(std::make_index_sequence<count_members<T>()>{});
}

inline std::string text_of_exception(const std::exception& e) {
  std::string out = e.what();
  if (const auto* error = dynamic_cast<const boost::system::system_error*>(&e))
    out += '\n' + error->code().message();
  if (const auto* f = dynamic_cast<const roster::failure*>(&e)) out += '\n' + all_text(f->details());
  try {
    std::rethrow_if_nested(e);
  } catch (const std::exception& inner) {
    out += '\n' + text_of_exception(inner);
  }
  return out;
}

template <class T>
std::string text_of_number(T value) {
  if constexpr (std::is_enum_v<T>)
    return std::to_string(static_cast<std::underlying_type_t<T>>(value));
  else
    return std::to_string(value);
}

}  // namespace detail

/// Returns all text in `value`: one line per member and element, numbers in decimal, an exception with its
/// message and details, and a secret as it is printed.
template <class T>
std::string all_text(const T& value) {
  if constexpr (std::convertible_to<const T&, std::string_view>) {
    return std::string(std::string_view(value));
  } else if constexpr (std::derived_from<T, std::exception>) {
    return detail::text_of_exception(value);
  } else if constexpr (std::same_as<T, boost::system::error_code> || std::same_as<T, std::error_code>) {
    return value.message();
  } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    return detail::text_of_number(value);
  } else if constexpr (detail::is_optional<T>) {
    return value ? all_text(*value) : "";
  } else if constexpr (detail::is_pair<T>) {
    return all_text(value.first) + '\n' + all_text(value.second);
  } else if constexpr (detail::is_time<T>) {
    if constexpr (requires { value.count(); })
      return std::to_string(value.count());
    else
      return std::to_string(value.time_since_epoch().count());
  } else if constexpr (std::ranges::range<const T>) {  // http::headers, too
    std::string out;
    for (const auto& element : value) out += all_text(element) + '\n';
    return out;
  } else if constexpr (roster::plain_struct<T>) {
    return detail::text_of_members(value);
  } else if constexpr (std::same_as<T, roster::secret>) {
    std::ostringstream out;
    out << value;
    return out.str();
  } else {
    static_assert(sizeof(T) == 0,
                  "all_text: the text in a value of this type is unknown; name the type in all_text.hpp");
  }
}

}  // namespace fake
