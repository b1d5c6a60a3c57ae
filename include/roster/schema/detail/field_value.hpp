// SPDX-License-Identifier: BSL-1.0
#pragma once
// The operands that a field can be compared with, depending on its kind, and the comparison itself.

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <roster/schema/condition.hpp>
#include <roster/schema/kind.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace roster::inline v0::detail {

template <class T>
inline constexpr bool is_number = kind_of<T> == kind::integer || kind_of<T> == kind::real;
template <class T>
inline constexpr bool is_boolean = kind_of<T> == kind::boolean || kind_of<T> == kind::flag;
template <class T>
inline constexpr bool has_text =
    kind_of<T> == kind::text || kind_of<T> == kind::open_enum || kind_of<T> == kind::secret ||
    kind_of<T> == kind::json_text || kind_of<T> == kind::utc_time;
template <class T>
inline constexpr bool is_epoch = kind_of<T> == kind::epoch_s || kind_of<T> == kind::epoch_ms;
template <class T>
inline constexpr bool has_order =
    is_number<T> || kind_of<T> == kind::text || kind_of<T> == kind::utc_time || is_epoch<T>;

template <class T>
concept text_like = std::convertible_to<const T&, std::string_view>;

template <class T>
inline constexpr bool is_time_point = std::same_as<T, utc_time> || is_epoch<T>;
template <class Duration>
inline constexpr bool is_time_point<std::chrono::sys_time<Duration>> = true;

/// Whether a Value can be compared with the text of a T.
template <class T, class Value>
inline constexpr bool comparable_as_text = text_like<Value> || std::same_as<T, Value>;
template <class E, class Value>
inline constexpr bool comparable_as_text<open_enum<E>, Value> =
    text_like<Value> || std::same_as<open_enum<E>, Value> || std::same_as<E, Value>;
template <class Value>
inline constexpr bool comparable_as_text<utc_time, Value> = text_like<Value> || is_time_point<Value>;
template <class Unit, class Value>
inline constexpr bool comparable_as_text<epoch_time<Unit>, Value> = text_like<Value> || is_time_point<Value>;

template <class T, class Value>
consteval bool check_comparable() {
  constexpr bool single = is_number<T> || is_boolean<T> || has_text<T> || is_epoch<T>;
  static_assert(single,
                "roster: this field is a list, a map, a variant, bytes or a struct; a condition compares "
                "scalar values; "
                "name a member inside the struct, as in field<&my_item::place, &my_place::name>, or use "
                "std::views::filter");
  constexpr bool same_kind = is_number<T>    ? is_number<Value>
                             : is_boolean<T> ? std::same_as<Value, bool>
                                             : comparable_as_text<T, Value>;
  static_assert(!single || same_kind,
                "roster: a field is compared with a value of another kind; numbers are compared with "
                "numbers, booleans with true or false, strings with strings, enumerations with their own "
                "enumerators, times with times; use a value of the field's kind");
  return single && same_kind;
}

/// Returns a number as conditions compare it: a double if int64 cannot hold it.
template <class T>
std::variant<std::int64_t, double> comparable_number(T number) {
  if constexpr (std::integral<T>)
    if (std::in_range<std::int64_t>(number)) return static_cast<std::int64_t>(number);
  return static_cast<double>(number);
}

inline operand text_operand(std::string_view text) { return {std::string(text), {}}; }

template <class Value>
operand operand_of_time(const Value& right) {
  if constexpr (text_like<Value>) {
    return operand_of_time(utc_time(std::string_view(right)));
  } else if constexpr (std::same_as<Value, utc_time> || is_epoch<Value>) {
    operand out{.value = right.text(), .time = {}};
    if (right.value()) out.time = time_operand{*right.value(), {}};
    return out;
  } else {
    return operand_of_time(utc_time(right));
  }
}

/// Returns the operand for an epoch_time: a time, or a string that is one, or a number of its unit.
template <class T, class Value>
operand operand_of_epoch(const Value& right) {
  operand out = operand_of_time(right);
  if constexpr (text_like<Value>)
    if (!out.time)
      if (const auto point = T::parse(right)) out.time = time_operand{*point, {}};
  return out;
}

/// Returns `right` as the operand for a field_value T.
template <class T, class Value>
operand make_operand(const Value& right) {
  if constexpr (is_boolean<T>)
    return {right, {}};
  else if constexpr (is_number<T>)
    return std::visit([](auto number) { return operand{number, {}}; }, comparable_number(right));
  else if constexpr (kind_of<T> == kind::utc_time)
    return operand_of_time(right);
  else if constexpr (is_epoch<T>)
    return operand_of_epoch<T>(right);
  else if constexpr (kind_of<T> == kind::open_enum)
    return text_operand(T(right).text());
  else if constexpr (text_like<Value>)
    return text_operand(right);
  else if constexpr (kind_of<T> == kind::secret)
    return text_operand(right.reveal());
  else
    return text_operand(right.text());
}

/// Returns whether `op right` is true for a value that is present; a flag may still be absent.
template <class T>
bool present_meets(const T& held, comparison op, const operand& right) {
  if constexpr (is_number<T>)
    return number_meets(comparable_number(held), op, right);
  else if constexpr (kind_of<T> == kind::boolean)
    return boolean_meets(held, op, right);
  else if constexpr (kind_of<T> == kind::flag)
    return held.has_value() && boolean_meets(held.value_or(false), op, right);
  else if constexpr (kind_of<T> == kind::text)
    return text_meets(held, op, right);
  else if constexpr (kind_of<T> == kind::secret)
    return text_meets(held.reveal(), op, right);
  else if constexpr (is_epoch<T>)
    return time_meets(held.value(), held.value() ? std::string() : held.text(), op, right);
  else
    return text_meets(held.text(), op, right);
}

/// Returns whether `op right` is true for a member; false for one that is absent, or a plain string that is empty.
template <class T>
bool member_meets(const T& held, comparison op, const operand& right) {
  if constexpr (has_text<T> || is_epoch<T>)
    return !held.empty() && present_meets(held, op, right);
  else
    return present_meets(held, op, right);
}
template <class T>
bool member_meets(const std::optional<T>& held, comparison op, const operand& right) {
  return held && present_meets(*held, op, right);
}

}  // namespace roster::inline v0::detail
