// SPDX-License-Identifier: BSL-1.0
#pragma once
// A condition on an item that is written by a user at run time: "Gpu >= 1".

#include <chrono>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/wire/cell.hpp>
#include <roster/wire/columns.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace roster {
namespace detail {

enum class comparison { equal, unequal, less, less_equal, greater, greater_equal, contains };

/// "field op value", taken apart but not yet typed.
struct condition_text {
  std::string_view field;
  comparison op;
  std::string_view value;
};

ROSTER_DECL condition_text split_condition(std::string_view text);

/// What a cell is compared with: by its kind a boolean, a number, or a text, with its time if it is one.
struct operand {
  std::variant<bool, std::int64_t, double, std::string> value{};
  std::optional<std::chrono::sys_seconds> time{};
};

ROSTER_DECL operand make_operand(const condition_text& condition, kind column);
ROSTER_DECL bool holds(const cell& left, comparison op, const operand& right);
[[noreturn]] ROSTER_DECL void refuse_field(std::string_view field, std::span<const std::string_view> known);

}  // namespace detail

/// A predicate over items. It is never true for an absent field, whatever the operator. A secret is compared
/// as it is, not as it is shown.
template <class Item>
class condition {
 public:
  condition(column<Item> left, detail::comparison op, detail::operand right)
      : left_(std::move(left)), op_(op), right_(std::move(right)) {}

  bool operator()(const Item& item) const { return detail::holds(left_.read(item, true), op_, right_); }

 private:
  column<Item> left_;
  detail::comparison op_;
  detail::operand right_;
};

/// Parses "field op value". The operators are == != < <= > >= and ~ ("contains", in any letter case of
/// ASCII). Numbers are compared as numbers, times by their seconds, texts byte by byte, booleans only with ==
/// and !=.
/// Fails: failure(errc::invalid_argument) for an unknown field (naming the nearest), a wrong operator or a
/// value that does not fit the field.
/// Example: condition: compares numbers as numbers
template <class Item, letter_case Case = verbatim_case>
condition<Item> parse_condition(std::string_view text) {
  const detail::condition_text parts = detail::split_condition(text);
  const column<Item>* const left = find_column<Item, Case>(parts.field);
  if (left == nullptr) {
    std::vector<std::string_view> known;
    for (const auto& one : columns<Item, Case>()) known.push_back(one.name());
    detail::refuse_field(parts.field, known);
  }
  return {*left, parts.op, detail::make_operand(parts, left->kind())};
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/condition.ipp>
#endif
