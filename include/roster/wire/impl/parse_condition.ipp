// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of parse_condition.hpp.

#include <roster/wire/parse_condition.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <string>
#include <utility>
#include <variant>

namespace roster::inline v0::detail {

inline constexpr std::string_view operators_in_words = "valid operators are == != < <= > >= ~ in";
inline constexpr std::string_view blanks = " \t\r\n\f\v";

[[noreturn]] inline void throw_invalid_condition(const std::string& why) {
  throw failure(errc::invalid_argument, why);
}

inline std::string_view trimmed_condition(std::string_view text) noexcept {
  text.remove_prefix((std::min)(text.find_first_not_of(blanks), text.size()));
  text.remove_suffix(text.size() - (text.find_last_not_of(blanks) + 1));
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

/// Parses a condition from left to right. Every error names its position.
class condition_parser {
 public:
  condition_parser(std::string_view text, const make_term& term) noexcept : text_(text), term_(term) {}

  condition_node read() {
    auto all = read_any(0);
    if (at_ != text_.size()) fail("expected &&, || or the end");
    return all;
  }

 private:
  static constexpr int deepest = 100;

  [[noreturn]] void fail(const std::string& why) const { fail_at(at_, why); }
  [[noreturn]] void fail_at(std::size_t at, const std::string& why) const {
    const auto rest = text_.substr(at, 24);
    throw_invalid_condition("invalid condition \"" + escape_for_log(text_, 128) + "\": " + why +
                            ", at position " + std::to_string(at + 1) +
                            (rest.empty() ? " (the end)" : " (\"" + escape_for_log(rest, 24) + "\")"));
  }

  void skip_space() noexcept { at_ = (std::min)(text_.find_first_not_of(blanks, at_), text_.size()); }
  bool next_is(std::string_view token) noexcept {
    skip_space();
    return text_.substr(at_).starts_with(token);
  }
  bool take(std::string_view token) noexcept {
    if (!next_is(token)) return false;
    at_ += token.size();
    return true;
  }

  condition_node read_any(int depth) {
    auto left = read_all(depth);
    while (take("||")) left = join(condition_node::kind::any_of, std::move(left), read_all(depth));
    return left;
  }
  condition_node read_all(int depth) {
    auto left = read_one(depth);
    while (take("&&")) left = join(condition_node::kind::all_of, std::move(left), read_one(depth));
    return left;
  }

  condition_node read_one(int depth) {
    if (depth == deepest) fail("nested too deeply, the limit is " + std::to_string(deepest) + " levels");
    if (take("!")) return {.how = condition_node::kind::none_of, .term = {}, .inner = {read_one(depth + 1)}};
    if (!take("(")) return read_comparison();
    auto inner = read_any(depth + 1);
    if (!take(")")) fail("expected )");
    return inner;
  }

  condition_node read_comparison() {
    skip_space();
    std::string field = read_field();
    if (!field.empty() && next_is("in")) {
      const auto after = text_.find_first_not_of(blanks, at_ + 2);
      if (after != text_.npos && text_[after] == '(') {
        at_ = after + 1;
        return read_list(field);
      }
    }
    const auto op = read_operator(field);
    return term_({std::move(field), op, read_value(false)});
  }

  /// Reads the name of a field, whose last part may be in quotes.
  std::string read_field() {
    const auto begin = at_;
    at_ = (std::min)(text_.find_first_of("=!<>~()&|,\"' \t\r\n\f\v", at_), text_.size());
    std::string field(text_.substr(begin, at_ - begin));
    const bool has_quote = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'');
    if (has_quote && field.size() > 1 && field.back() == '.') field += read_quoted();
    return field;
  }

  comparison read_operator(std::string_view field) {
    skip_space();
    const auto begin = at_;
    const std::string_view rest = text_.substr(at_);
    const bool two_chars = rest.size() > 1 && rest[0] != '~' && rest[1] == '=';
    const auto op = rest.substr(0, two_chars ? 2 : 1);
    if (op.empty() || std::string_view("=!<>~").find(op[0]) == std::string_view::npos)
      fail_at(begin, "missing operator; " + std::string(operators_in_words));
    const auto found = find_comparison(op);
    if (!found)
      fail_at(begin, "invalid operator \"" + std::string(op) + "\"; " + std::string(operators_in_words));
    if (field.empty()) fail_at(begin, "missing field before \"" + std::string(op) + '"');
    at_ += op.size();
    return *found;
  }

  condition_node read_list(const std::string& field) {
    condition_node any{.how = condition_node::kind::any_of, .term = {}, .inner = {}};
    do {
      if (next_is(",") || next_is(")") || at_ == text_.size()) fail("expected a value");
      any.inner.push_back(term_({field, comparison::equal, read_value(true)}));
    } while (take(","));
    if (!take(")")) fail("expected , or )");
    return any.inner.size() == 1 ? any.inner.front() : any;
  }

  std::string read_value(bool in_list) {
    skip_space();
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) return read_quoted();
    const auto begin = at_;
    for (int depth = 0; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      const auto rest = text_.substr(at_);
      if (rest.starts_with("&&") || rest.starts_with("||") || (in_list && depth == 0 && c == ',')) break;
      if (c == '(') ++depth;
      if (c == ')' && depth-- == 0) break;
    }
    const auto value = trimmed_condition(text_.substr(begin, at_ - begin));
    for (const std::string_view op : {"==", "!=", "<=", ">=", "<", ">", ","})
      if (const auto at = value.find(op); at != value.npos)
        fail_at(begin + at, "unquoted value contains \"" + std::string(op) +
                                "\"; quote the value, or join conditions with && or ||");
    if (const auto at = value.find_first_of("\"'");
        at != value.npos && (at == 0 || value.back() == value[at]))
      fail_at(begin + at, "quotation mark inside an unquoted value; quote the whole value");
    return std::string(value);
  }

  std::string read_quoted() {
    const auto begin = at_;
    const char quote = text_[at_++];
    std::string value;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    if (at_ == text_.size()) fail_at(begin, "missing closing quotation mark");
    ++at_;
    return value;
  }

  std::string_view text_;
  const make_term& term_;
  std::size_t at_{};
};

ROSTER_DECL condition_node parse_condition_text(std::string_view text, const make_term& term) {
  return condition_parser(text, term).read();
}

[[noreturn]] ROSTER_DECL void throw_unknown_field(std::string_view field,
                                                  std::span<const std::string_view> known) {
  throw_invalid_condition("unknown field \"" + escape_for_log(field, 64) + "\"" + suggestion(field, known));
}

/// Throws the error of a condition whose operator or value does not fit its field.
[[noreturn]] inline void throw_misfit(const condition_text& condition, const std::string& why) {
  throw_invalid_condition("invalid condition on \"" + escape_for_log(condition.field, 64) + "\": " + why);
}

inline operand number_operand(const condition_text& condition) {
  std::int64_t whole{};
  double real{};
  if (parse_number(condition.value, whole) == number_result::ok) return {whole, {}};
  if (parse_number(condition.value, real) == number_result::ok) return {real, {}};
  throw_misfit(condition, "expected a number, found \"" + escape_for_log(condition.value, 64) + "\"");
}

inline operand boolean_operand(const condition_text& condition) {
  if (condition.op != comparison::equal && condition.op != comparison::unequal)
    throw_misfit(condition, "operator not supported for a boolean; use == or !=");
  if (condition.value != "true" && condition.value != "false")
    throw_misfit(condition, "expected true or false, found \"" + escape_for_log(condition.value, 64) + "\"");
  return {condition.value == "true", {}};
}

/// Returns the time of "now" plus or minus an offset, "now-30d"; the units are s, m, h, d and w.
inline std::optional<instant> relative_time(std::string_view text) {
  using namespace std::chrono;
  if (!text.starts_with("now")) return std::nullopt;
  text.remove_prefix(3);
  const auto present = floor<seconds>(system_clock::now());
  if (text.empty()) return instant{present, {}};
  std::int64_t number{};
  constexpr std::string_view units = "smhdw";
  constexpr std::array<std::int64_t, 5> in_seconds{1, 60, 3600, 86'400, 604'800};
  const auto unit = units.find(text.back());
  const bool has_sign = text.front() == '-' || text.front() == '+';
  if (!has_sign || unit == units.npos || text.size() > 9) return std::nullopt;
  if (parse_number(text.substr(1, text.size() - 2), number) != number_result::ok || number < 0)
    return std::nullopt;
  const seconds away(number * in_seconds[unit]);
  return instant{text.front() == '-' ? present - away : present + away, {}};
}

/// Returns the year, month or day that a string names, "2024-07".
inline std::optional<time_operand> period(std::string_view text) {
  using namespace std::chrono;
  const auto begin = [&](std::string_view rest) { return parse_time(std::string(text) + std::string(rest)); };
  const auto to = [](const instant& from, year_month_day end) {
    return time_operand{from, instant{sys_days(end), {}}};
  };
  const auto first_of = [](const instant& at) { return year_month_day(floor<days>(at.seconds)); };
  if (text.size() == 4)
    if (const auto at = begin("-01-01")) return to(*at, first_of(*at) + years(1));
  if (text.size() == 7)
    if (const auto at = begin("-01")) return to(*at, first_of(*at) + months(1));
  if (text.size() == 10)
    if (const auto at = begin("")) return to(*at, sys_days(first_of(*at)) + days(1));
  return std::nullopt;
}

inline operand operand_of_time(const condition_text& condition) {
  operand out{.value = condition.value, .time = {}};
  if (condition.op == comparison::contains) return out;
  out.time = period(condition.value);
  if (out.time) return out;
  const auto point =
      condition.value.starts_with("now") ? relative_time(condition.value) : parse_time(condition.value);
  if (!point)
    throw_misfit(condition, "expected a time such as 2024-07-30T05:45:46Z, 2024-07 or now-30d, found \"" +
                                escape_for_log(condition.value, 64) + "\"");
  out.time = time_operand{*point, {}};
  return out;
}

/// Returns the operand of an epoch_time: a time in the formats of utc_time, or a number of the unit.
template <class Unit>
operand operand_of_number(const condition_text& condition) {
  if (condition.op == comparison::contains)
    throw_misfit(condition, "operator ~ is not supported for an epoch time; it searches strings");
  // Four or eight digits are a year or a day rather than a number of the unit.
  const auto point = epoch_time<Unit>::parse(condition.value);
  if (!point || period(condition.value) || parse_time(condition.value)) return operand_of_time(condition);
  return {.value = condition.value, .time = time_operand{*point, {}}};
}

ROSTER_DECL operand make_operand(const condition_text& condition, kind column) {
  switch (column) {
    case kind::boolean:
    case kind::flag:
      return boolean_operand(condition);
    case kind::integer:
    case kind::real:
      if (condition.op == comparison::contains)
        throw_misfit(condition, "operator ~ is not supported for a number; it searches strings");
      return number_operand(condition);
    case kind::utc_time:
      return operand_of_time(condition);
    case kind::epoch_s:
      return operand_of_number<std::chrono::seconds>(condition);
    case kind::epoch_ms:
      return operand_of_number<std::chrono::milliseconds>(condition);
    case kind::variant:
      throw_misfit(condition, "its values are of several types, which a condition does not compare");
    default:
      return {std::string(condition.value), {}};
  }
}

ROSTER_DECL bool cell_meets(const cell& left, comparison op, const operand& right, kind column) {
  if (left.empty()) return false;
  if (is_epoch_kind(column)) return time_meets(left.time, left.text(), op, right);
  if (const auto* text = std::get_if<std::string>(&left.value)) return text_meets(*text, op, right);
  if (const auto* boolean = std::get_if<bool>(&left.value)) return boolean_meets(*boolean, op, right);
  if (const auto* integer = std::get_if<std::int64_t>(&left.value)) return number_meets(*integer, op, right);
  return number_meets(std::get<double>(left.value), op, right);
}

}  // namespace roster::inline v0::detail
