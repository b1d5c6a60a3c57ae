// SPDX-License-Identifier: BSL-1.0
#pragma once
// Undocumented values of an enumeration in a condition or request: allowed, since a vendor may extend it at any time,
// but nearly always a typing error.

#include <optional>
#include <roster/config.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/query.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0 {

/// A value that is not documented for its field or parameter.
struct unknown_value {
  std::string field{};                              ///< as named in the condition or request, joined by dots
  std::string value{};                              ///< as in the condition or request; not escaped
  std::optional<std::string_view> closest_match{};  ///< the closest documented value, if any
  std::span<const std::string_view> documented{};   ///< all documented values; static

  friend bool operator==(const unknown_value& left, const unknown_value& right) {
    return left.field == right.field && left.value == right.value &&
           left.closest_match == right.closest_match;
  }
};

namespace detail {

ROSTER_DECL std::vector<unknown_value> unknown_values_of(const condition_node& node);
ROSTER_DECL std::optional<unknown_value> unknown_value_of(std::span<const parameter_info> parameters,
                                                          std::string_view name, std::string_view value);

}  // namespace detail

/// Returns every value that the condition compares with a `roster::open_enum` by == or != (also in a list) and that is
/// not documented; and every operand of ~ that is not part of any documented value. The order is that of the
/// condition, without duplicates.
/// Example: unknown_values: finds values of a condition that are not documented
template <class Item>
std::vector<unknown_value> unknown_values(const condition<Item>& of) {
  return detail::unknown_values_of(of.node());
}

/// Returns the value if the parameter of the request T called `name` on the wire is a `roster::open_enum`, or a list
/// of them, and the value is not documented; std::nullopt otherwise, also for a parameter that T does not have.
/// Example: unknown_values: finds values of parameters that are not documented
template <class T, letter_case Case = verbatim_case>
std::optional<unknown_value> unknown_values(std::string_view name, std::string_view value) {
  return detail::unknown_value_of(parameters<Case, T>(), name, value);
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/unknown_values.ipp>
#endif
