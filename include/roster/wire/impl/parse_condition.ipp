// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of parse_condition.hpp.

#include <roster/wire/parse_condition.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <roster/failure.hpp>
#include <roster/printable.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/nearest.hpp>
#include <roster/wire/number_text.hpp>
#include <string>
#include <variant>

namespace roster::detail {

inline constexpr std::string_view operators_in_words = "the operators are == != < <= > >= ~";

[[noreturn]] inline void refuse_condition(const std::string& why) {
  throw failure(errc::invalid_argument, why);
}

inline std::string_view trimmed_condition(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

inline std::optional<comparison> find_comparison(std::string_view op) noexcept {
  if (op == "==") return comparison::equal;
  if (op == "!=") return comparison::unequal;
  if (op == "<") return comparison::less;
  if (op == "<=") return comparison::less_equal;
  if (op == ">") return comparison::greater;
  if (op == ">=") return comparison::greater_equal;
  if (op == "~") return comparison::contains;
  return std::nullopt;
}

ROSTER_DECL condition_text split_condition(std::string_view text) {
  const std::string shown = "condition \"" + printable(text, 128) + "\": ";
  const auto start = std::min(text.find_first_of("=!<>~"), text.size());
  const std::string_view field = trimmed_condition(text.substr(0, start));
  const std::string_view rest = text.substr(start);
  const bool two_chars = rest.size() > 1 && rest[0] != '~' && rest[1] == '=';
  const std::string_view op = rest.substr(0, two_chars ? 2 : 1);
  const auto found = find_comparison(op);
  if (op.empty()) refuse_condition(shown + "no operator; " + std::string(operators_in_words));
  if (!found)
    refuse_condition(shown + "\"" + std::string(op) + "\" is no operator; " +
                     std::string(operators_in_words));
  if (field.empty()) refuse_condition(shown + "no field before \"" + std::string(op) + "\"");
  return {field, *found, trimmed_condition(rest.substr(op.size()))};
}

[[noreturn]] ROSTER_DECL void refuse_field(std::string_view field, std::span<const std::string_view> known) {
  refuse_condition("unknown field \"" + printable(field, 64) + "\"" + suggestion(field, known));
}

inline operand number_operand(const condition_text& condition) {
  std::int64_t whole{};
  double real{};
  if (parse_number(condition.value, whole) == number_result::ok) return {whole, {}};
  if (parse_number(condition.value, real) == number_result::ok) return {real, {}};
  refuse_condition("condition on \"" + std::string(condition.field) + "\": expected a number, found \"" +
                   printable(condition.value, 64) + "\"");
}

inline operand boolean_operand(const condition_text& condition) {
  const std::string start = "condition on \"" + std::string(condition.field) + "\": ";
  if (condition.op != comparison::equal && condition.op != comparison::unequal)
    refuse_condition(start + "it is true or false; the operators for that are == and !=");
  if (condition.value != "true" && condition.value != "false")
    refuse_condition(start + "expected true or false, found \"" + printable(condition.value, 64) + "\"");
  return {condition.value == "true", {}};
}

ROSTER_DECL operand make_operand(const condition_text& condition, kind column) {
  switch (column) {
    case kind::boolean:
    case kind::flag:
      return boolean_operand(condition);
    case kind::integer:
    case kind::real:
      if (condition.op == comparison::contains)
        refuse_condition("condition on \"" + std::string(condition.field) +
                         "\": it is a number; ~ compares texts");
      return number_operand(condition);
    case kind::utc_time:
      return {std::string(condition.value), parse_rfc3339(condition.value)};
    default:
      return {std::string(condition.value), {}};
  }
}

ROSTER_DECL bool cell_meets(const cell& left, comparison op, const operand& right) {
  if (left.empty()) return false;
  if (const auto* text = std::get_if<std::string>(&left.value)) return text_meets(*text, op, right);
  if (const auto* boolean = std::get_if<bool>(&left.value)) return boolean_meets(*boolean, op, right);
  if (const auto* integer = std::get_if<std::int64_t>(&left.value)) return number_meets(*integer, op, right);
  return number_meets(std::get<double>(left.value), op, right);
}

}  // namespace roster::detail
