// expect: roster: the ranges given to concat() or merge() have different item types; one list has one item type; transform the items into the same type first
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/combine/concat.hpp>
#include <string>

auto wrong(roster::async_range<int> a, roster::async_range<std::string> b) {
  auto both = roster::concat(std::move(a), std::move(b));
  return both.next();
}
