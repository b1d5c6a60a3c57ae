// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of condition.hpp.

#include <roster/schema/condition.hpp>

#include <algorithm>
#include <iterator>
#include <roster/escape_for_log.hpp>
#include <utility>

namespace roster::inline v0::detail {

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
