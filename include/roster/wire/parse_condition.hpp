// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parses a condition on an item from text that a user typed, such as "Gpu >= 1".

#include <functional>
#include <roster/config.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/columns.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0 {
namespace detail {

/// One comparison, parsed but not yet typed.
struct condition_text {
  std::string field;
  comparison op;
  std::string value;
};

/// Converts one comparison to a node of the condition.
using make_term = std::function<condition_node(const condition_text&)>;

ROSTER_DECL condition_node parse_condition_text(std::string_view text, const make_term& term);
ROSTER_DECL operand make_operand(const condition_text& condition, kind column);
ROSTER_DECL bool cell_meets(const cell& left, comparison op, const operand& right, kind column);
[[noreturn]] ROSTER_DECL void throw_unknown_field(std::string_view field,
                                                  std::span<const std::string_view> known);

}  // namespace detail

/// Parses comparisons, "field op value", joined by &&, || and ! and grouped by parentheses. The operators are == != <
/// <= > >= and ~ ("contains", ignoring ASCII case); "field in (a, b)" tests for one of several values. A value may be
/// in double or single quotes, with \ before a quote inside it; so may the key of an entry of a map: `labels."a b" == c`. Numbers are compared as numbers, times as times,
/// strings byte by byte, booleans only with == and !=. A secret is compared by its actual text, not by its redacted
/// form.
/// Fails: failure(errc::invalid_argument), with the position, for a syntax error, an unknown field (naming the
/// closest match), an operator that does not fit the field or a value that does not fit the field. An enumeration
/// accepts undocumented values; roster::unknown_values() finds them.
/// Example: parse_condition: combines comparisons, and accepts quoted values
template <class Item, letter_case Case = verbatim_case>
condition<Item> parse_condition(std::string_view text) {
  return condition<Item>(detail::parse_condition_text(text, [](const detail::condition_text& parts) {
    const auto left = find_column<Item, Case>(parts.field);
    if (!left) {
      std::vector<std::string_view> known;
      for (const auto& one : columns<Item, Case>()) known.push_back(one.name());
      detail::throw_unknown_field(parts.field, known);
    }
    return detail::condition_node{
        .how = detail::condition_node::kind::term,
        .term = {.field = {.text = std::string(left->name()), .on_wire = true},
                 .op = parts.op,
                 .right = detail::make_operand(parts, left->kind()),
                 .is_secret = left->is_secret(),
                 .compare =
                     [left](const void* item, detail::comparison op, const detail::operand& right) {
                       return detail::cell_meets(left->read(*static_cast<const Item*>(item), true), op, right,
                                                 left->kind());
                     },
                 .documented = left->documented()},
        .inner = {}};
  }));
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/parse_condition.ipp>
#endif
