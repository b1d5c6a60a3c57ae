// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of condition.hpp.

#include <roster/schema/condition.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <iterator>
#include <optional>
#include <roster/escape_for_log.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::string_view text_of(comparison op) noexcept {
  constexpr std::array<std::string_view, 7> texts{"==", "!=", "<", "<=", ">", ">=", "~"};
  return texts[static_cast<std::size_t>(op)];
}

inline std::string quoted_operand(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped.append(c == '"' || c == '\\' ? "\\" : "").append(1, c);
  return '"' + escape_for_log(escaped, 64) + '"';
}

ROSTER_DECL std::string text_of(const operand& right) {
  if (const auto* text = std::get_if<std::string>(&right.value)) return quoted_operand(*text);
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

ROSTER_DECL bool is_met(const condition_node& node, const void* item) {
  const auto here = [&](const condition_node& inner) { return is_met(inner, item); };
  switch (node.how) {
    case condition_node::kind::all_of:
      return std::all_of(node.inner.begin(), node.inner.end(), here);
    case condition_node::kind::any_of:
      return std::any_of(node.inner.begin(), node.inner.end(), here);
    case condition_node::kind::none_of:
      return std::none_of(node.inner.begin(), node.inner.end(), here);
    case condition_node::kind::term:
      break;
  }
  return node.term.compare(item, node.term.op, node.term.right);
}

inline std::string text_of(const condition_term& term) {
  const std::string right = term.is_secret ? "***" : text_of(term.right);
  return escape_for_log(term.field.text, 128) + ' ' + std::string(text_of(term.op)) + ' ' + right;
}

ROSTER_DECL std::string text_of(const condition_node& node) {
  using node_kind = condition_node::kind;
  if (node.how == node_kind::term) return text_of(node.term);
  if (node.inner.empty()) return "anything";
  std::string out = node.how == node_kind::none_of ? "not " : "";
  for (const auto& inner : node.inner) {
    const bool plain =
        node.how != node_kind::none_of && (inner.how == node_kind::term || inner.how == node_kind::none_of);
    if (&inner != &node.inner.front()) out += node.how == node_kind::all_of ? " and " : " or ";
    out += plain ? text_of(inner) : '(' + text_of(inner) + ')';
  }
  return out;
}

ROSTER_DECL condition_node join(condition_node::kind how, condition_node left, condition_node right) {
  if (left.how != how) {
    condition_node outer{.how = how, .term = {}, .inner = {}};
    outer.inner.push_back(std::move(left));
    left = std::move(outer);
  }
  if (right.how == how)
    left.inner.insert(left.inner.end(), std::make_move_iterator(right.inner.begin()),
                      std::make_move_iterator(right.inner.end()));
  else
    left.inner.push_back(std::move(right));
  return left;
}

inline bool is_wanted_value(const condition_node& node) {
  return node.how == condition_node::kind::term && node.term.op == comparison::equal && !node.term.is_secret;
}

ROSTER_DECL std::optional<in_list> as_one_of(const condition_node& node) {
  if (is_wanted_value(node)) return in_list{node.term.field, {node.term.right}};
  if (node.how != condition_node::kind::any_of) return std::nullopt;
  in_list wanted{};
  for (const auto& inner : node.inner) {
    if (!is_wanted_value(inner)) return std::nullopt;
    if (wanted.values.empty()) wanted.field = inner.term.field;
    if (inner.term.field != wanted.field) return std::nullopt;
    wanted.values.push_back(inner.term.right);
  }
  return wanted;
}

ROSTER_DECL condition_node remaining(const condition_node& node,
                                     const std::function<bool(const in_list&)>& take) {
  condition_node left = join(condition_node::kind::all_of, {}, node);
  std::erase_if(left.inner, [&](const condition_node& part) {
    const auto wanted = as_one_of(part);
    return wanted && take(*wanted);
  });
  return left;
}

}  // namespace roster::inline v0::detail
