// SPDX-License-Identifier: BSL-1.0
#pragma once
// How a value of an item is compared with what a condition says, whether that was compiled or typed at run time.

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

/// The operators of a condition; `contains` looks for a part, in any letter case of ASCII.
enum class comparison { equal, unequal, less, less_equal, greater, greater_equal, contains };

/// A time that a field is compared with: a point, or all from `begin` to in front of `end`, as "2024-07" is.
struct time_operand {
  instant begin{};
  std::optional<instant> end{};
};

/// What a field is compared with: by its kind a boolean, a number, or a text, with its time if it is one.
struct operand {
  std::variant<bool, std::int64_t, double, std::string> value{};
  std::optional<time_operand> time{};
};

/// Returns the operator as it is written: "==", and "~" for contains.
ROSTER_DECL std::string_view text_of(comparison op) noexcept;

/// Returns the operand as people write it, a text in quotes, escaped and capped.
ROSTER_DECL std::string text_of(const operand& right);

/// Compares without rounding the integer to a double.
ROSTER_DECL std::partial_ordering compare_numbers(std::int64_t left, double right) noexcept;
inline std::partial_ordering compare_numbers(double left, std::int64_t right) noexcept {
  return 0 <=> compare_numbers(right, left);
}
template <class Number>
std::partial_ordering compare_numbers(Number left, Number right) noexcept {
  return left <=> right;
}

// Whether `left op right` is true. The operand is of the left side's kind.
ROSTER_DECL bool boolean_meets(bool left, comparison op, const operand& right);
ROSTER_DECL bool number_meets(std::variant<std::int64_t, double> left, comparison op, const operand& right);
ROSTER_DECL bool text_meets(std::string_view left, comparison op, const operand& right);
/// The same of a time that came as `text`, with a value if that is one.
ROSTER_DECL bool time_meets(const std::optional<instant>& left, std::string_view text, comparison op,
                            const operand& right);
}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/schema/impl/comparison.ipp>
#endif
