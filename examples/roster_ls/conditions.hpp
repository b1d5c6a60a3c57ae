// SPDX-License-Identifier: BSL-1.0
#pragma once
// Every --where as one condition.

#include <roster/failure.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>

#include "options.hpp"

namespace roster_ls {

/// Fails: usage_error for a condition that cannot be read.
template <class Operation>
auto make_condition(const options& wanted) {
  using item = roster::item_of<Operation>;
  roster::condition<item> all;
  for (const auto& text : wanted.conditions) {
    try {
      all = all && roster::parse_condition<item, roster::case_of<Operation>>(text);
    } catch (const roster::failure& f) {
      throw usage_error("--where: " + std::string(f.what()));
    }
  }
  return all;
}

}  // namespace roster_ls
