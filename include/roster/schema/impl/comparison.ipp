// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of comparison.hpp.

#include <roster/schema/detail/comparison.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <optional>
#include <roster/escape_for_log.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL std::string_view text_of(comparison op) noexcept {
  constexpr std::array<std::string_view, 7> texts{"==", "!=", "<", "<=", ">", ">=", "~"};
  return texts[static_cast<std::size_t>(op)];
}

ROSTER_DECL std::string text_of(const operand& right) {
  if (const auto* text = std::get_if<std::string>(&right.value)) return '"' + escape_for_log(*text, 64) + '"';
  if (const auto* boolean = std::get_if<bool>(&right.value)) return *boolean ? "true" : "false";
  std::array<char, 32> digits;
  const auto print = [&](auto number) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return std::string(digits.data(), end);
  };
  const auto* whole = std::get_if<std::int64_t>(&right.value);
  return whole != nullptr ? print(*whole) : print(std::get<double>(right.value));
}

ROSTER_DECL std::partial_ordering compare_numbers(std::int64_t left, double right) noexcept {
  constexpr double limit = 9223372036854775808.0;  // 2^63
  if (std::isnan(right)) return std::partial_ordering::unordered;
  if (right >= limit) return std::partial_ordering::less;
  if (right < -limit) return std::partial_ordering::greater;
  const double whole = std::trunc(right);
  const auto order = left <=> static_cast<std::int64_t>(whole);
  return order != 0 ? std::partial_ordering(order) : 0.0 <=> right - whole;
}

inline bool is_ordered(std::partial_ordering order, comparison op) noexcept {
  switch (op) {
    case comparison::equal:
      return order == 0;
    case comparison::unequal:
      return order != 0;
    case comparison::less:
      return order < 0;
    case comparison::less_equal:
      return order <= 0;
    case comparison::greater:
      return order > 0;
    case comparison::greater_equal:
      return order >= 0;
    case comparison::contains:
      break;
  }
  return false;
}

inline bool contains_text(std::string_view text, std::string_view part) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto same = [&](char a, char b) { return lower(a) == lower(b); };
  return part.empty() || std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

ROSTER_DECL bool boolean_meets(bool left, comparison op, const operand& right) {
  return (left == std::get<bool>(right.value)) == (op == comparison::equal);
}

ROSTER_DECL bool number_meets(std::variant<std::int64_t, double> left, comparison op, const operand& right) {
  const auto with = [&](auto number) {
    const auto* whole = std::get_if<std::int64_t>(&right.value);
    return is_ordered(whole != nullptr ? compare_numbers(number, *whole)
                                       : compare_numbers(number, std::get<double>(right.value)),
                      op);
  };
  const auto* integer = std::get_if<std::int64_t>(&left);
  return integer != nullptr ? with(*integer) : with(std::get<double>(left));
}

/// Compares a time with a point or a period; unordered if `left` has no value. A time within a period is equivalent to
/// it.
inline std::partial_ordering compare_times(const std::optional<instant>& left,
                                           const time_operand& right) noexcept {
  if (!left) return std::partial_ordering::unordered;
  if (!right.end || *left < right.begin) return *left <=> right.begin;
  return *left < *right.end ? std::partial_ordering::equivalent : std::partial_ordering::greater;
}

ROSTER_DECL bool time_meets(const std::optional<instant>& left, std::string_view text, comparison op,
                            const operand& right) {
  if (right.time) return is_ordered(compare_times(left, *right.time), op);
  const bool same = !left && text == std::get<std::string>(right.value);
  return is_ordered(same ? std::partial_ordering::equivalent : std::partial_ordering::unordered, op);
}

ROSTER_DECL bool text_meets(std::string_view left, comparison op, const operand& right) {
  const auto& text = std::get<std::string>(right.value);
  if (op == comparison::contains) return contains_text(left, text);
  if (right.time) return is_ordered(compare_times(parse_time(left), *right.time), op);
  return is_ordered(left <=> std::string_view(text), op);
}

}  // namespace roster::inline v0::detail
