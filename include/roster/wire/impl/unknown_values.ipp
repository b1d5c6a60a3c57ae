// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of unknown_values.hpp.

#include <roster/wire/unknown_values.hpp>

#include <algorithm>
#include <roster/wire/columns.hpp>
#include <variant>

namespace roster::inline v0::detail {

inline unknown_value undocumented(std::string_view field, std::string_view value,
                                  std::span<const std::string_view> documented) {
  return {std::string(field), std::string(value), closest_match(value, documented), documented};
}

/// Returns whether a documented value of the field can satisfy the comparison.
inline bool is_documented(const condition_term& term) {
  return std::any_of(term.documented.begin(), term.documented.end(), [&](std::string_view one) {
    return text_meets(one, term.op == comparison::contains ? comparison::contains : comparison::equal,
                      term.right);
  });
}

inline void add_unknown_values(const condition_node& node, std::vector<unknown_value>& all) {
  for (const auto& inner : node.inner) add_unknown_values(inner, all);
  if (node.how != condition_node::kind::term || node.term.documented.empty()) return;
  const auto op = node.term.op;
  const auto* const value = std::get_if<std::string>(&node.term.right.value);
  const bool is_compared =
      op == comparison::equal || op == comparison::unequal || op == comparison::contains;  // not a range
  if (value == nullptr || value->empty() || !is_compared || is_documented(node.term)) return;
  auto found = undocumented(node.term.field.text, *value, node.term.documented);
  if (std::find(all.begin(), all.end(), found) == all.end()) all.push_back(std::move(found));
}

ROSTER_DECL std::vector<unknown_value> unknown_values_of(const condition_node& node) {
  std::vector<unknown_value> all;
  add_unknown_values(node, all);
  return all;
}

ROSTER_DECL std::optional<unknown_value> unknown_value_of(std::span<const parameter_info> parameters,
                                                          std::string_view name, std::string_view value) {
  for (const auto& one : parameters) {
    if (one.name != name || one.texts.empty() || value.empty()) continue;
    if (std::find(one.texts.begin(), one.texts.end(), value) == one.texts.end())
      return undocumented(name, value, one.texts);
  }
  return std::nullopt;
}

}  // namespace roster::inline v0::detail
