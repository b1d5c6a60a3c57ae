// SPDX-License-Identifier: BSL-1.0
#pragma once
// What an item of an API becomes in an inventory.

#include <doctest/doctest.h>

#include <roster/inventory/detail/mapping.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>

namespace roster_test {

/// Returns the service that an item is mapped to, as JSON without empty members.
template <class Item>
std::string mapped(const Item& item) {
  static_assert(roster::detail::check_mapping<Item>());
  return roster::to_json(roster::detail::service_of(item), {.keep_empty = false});
}

/// The same, for an item as JSON of its API.
template <class Item, roster::letter_case Case = roster::verbatim_case>
std::string mapped_json(const std::string& json) {
  Item item;
  const auto problem = roster::decode<Case>(json, item);
  REQUIRE_MESSAGE(!problem, problem->text());
  return roster_test::mapped(item);
}

}  // namespace roster_test
