// SPDX-License-Identifier: BSL-1.0
#pragma once
// Compares a value of an item with the operand of a condition, which is compiled or parsed at run time.

#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace roster::inline v0::detail {

/// The operators of a condition; `contains` searches for a substring, ignoring ASCII case.
enum class comparison { equal, unequal, less, less_equal, greater, greater_equal, contains };

/// A time that a field is compared with: a point, or the half-open period from `begin` to `end`, such as "2024-07".
struct time_operand {
  instant begin{};
  std::optional<instant> end{};
};

/// The right side of a comparison: a boolean, a number or a string, depending on the field's kind; with the time if
/// the string is one.
struct operand {
  std::variant<bool, std::int64_t, double, std::string> value{};
  std::optional<time_operand> time{};
};

/// Returns the operator as it is spelled in a condition: "==", and "~" for contains.
ROSTER_DECL std::string_view text_of(comparison op) noexcept;

/// Returns the operand as it is spelled in a condition, a string in quotes, escaped and truncated.
ROSTER_DECL std::string text_of(const operand& right);

/// Compares two numbers without rounding the integer to a double.
ROSTER_DECL std::partial_ordering compare_numbers(std::int64_t left, double right) noexcept;
inline std::partial_ordering compare_numbers(double left, std::int64_t right) noexcept {
  return 0 <=> compare_numbers(right, left);
}
template <class Number>
std::partial_ordering compare_numbers(Number left, Number right) noexcept {
  return left <=> right;
}

// Returns whether `left op right` is true. The operand has the kind of the left side.
ROSTER_DECL bool boolean_meets(bool left, comparison op, const operand& right);
ROSTER_DECL bool number_meets(std::variant<std::int64_t, double> left, comparison op, const operand& right);
ROSTER_DECL bool text_meets(std::string_view left, comparison op, const operand& right);
/// Compares a time that was received as `text`; `left` is empty if `text` is not a time.
ROSTER_DECL bool time_meets(const std::optional<instant>& left, std::string_view text, comparison op,
                            const operand& right);
}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/schema/impl/comparison.ipp>
#endif
