// SPDX-License-Identifier: BSL-1.0
#pragma once
// Every --where, and --since, as one condition.

#include <roster/failure.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <string_view>

#include "options.hpp"
#include "tasks.hpp"

namespace roster_ls {

/// The field that holds when an item was created.
template <class Operation>
inline constexpr std::string_view creation_field = "";
template <>
inline constexpr std::string_view creation_field<eas_operation> = "CreateTime";
template <>
inline constexpr std::string_view creation_field<qianfan_operation> = "createTime";

/// Fails: usage_error for a condition that cannot be read.
template <class Operation>
auto make_condition(const options& wanted) {
  using item = roster::item_of<Operation>;
  roster::condition<item> all;
  const auto add = [&](const std::string& option, const std::string& text) {
    try {
      all = all && roster::parse_condition<item, roster::case_of<Operation>>(text);
    } catch (const roster::failure& f) {
      throw usage_error(option + ": " + f.what());
    }
  };
  for (const auto& text : wanted.conditions) add("--where", text);
  if (!wanted.since.empty())
    add("--since", std::string(creation_field<Operation>) + " >= '" + wanted.since + '\'');
  return all;
}

}  // namespace roster_ls
