// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of cell.hpp.

#include <roster/wire/cell.hpp>

#include <roster/schema/condition.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <string>
#include <type_traits>
#include <variant>

namespace roster::inline v0 {

ROSTER_DECL std::string cell::text() const {
  std::string out;
  std::visit(
      [&](const auto& content) {
        using type = std::remove_cvref_t<decltype(content)>;
        if constexpr (std::is_same_v<type, std::string>)
          out = content;
        else if constexpr (std::is_same_v<type, bool>)
          out = content ? "true" : "false";
        else if constexpr (!std::is_same_v<type, std::monostate>)
          detail::print_number(content, out);
      },
      value);
  return out;
}

namespace detail {

inline std::partial_ordering compare_texts(const std::string& left, const std::string& right) {
  const auto one = parse_time(left);
  const auto other = parse_time(right);
  if (one && other) return *one <=> *other;
  if (one || other) return other.has_value() <=> one.has_value();  // comparing bytes would not be transitive
  return left <=> right;
}

}  // namespace detail

ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right) {
  if (left.empty() || right.empty()) return left.empty() <=> right.empty();
  if (left.time && right.time) return *left.time <=> *right.time;
  if (left.time || right.time) return right.time.has_value() <=> left.time.has_value();
  return std::visit(
      [&](const auto& one, const auto& other) -> std::partial_ordering {
        using first = std::remove_cvref_t<decltype(one)>;
        using second = std::remove_cvref_t<decltype(other)>;
        constexpr bool numbers = (std::is_same_v<first, std::int64_t> || std::is_same_v<first, double>) &&
                                 (std::is_same_v<second, std::int64_t> || std::is_same_v<second, double>);
        if constexpr (std::is_same_v<first, std::string> && std::is_same_v<second, std::string>)
          return detail::compare_texts(one, other);
        else if constexpr (numbers)
          return detail::compare_numbers(one, other);
        else if constexpr (std::is_same_v<first, bool> && std::is_same_v<second, bool>)
          return one <=> other;
        else  // cells of different columns: ordered by kind
          return left.value.index() <=> right.value.index();
      },
      left.value, right.value);
}

}  // namespace roster::inline v0
