// expect: roster: the right-hand side of | is not an adaptor for the items of this range; an adaptor's function takes one item; check its parameter against the range's reference type
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>

auto wrong(roster::async_range<std::string> items) {
  return std::move(items) | std::views::filter([](int n) { return n > 0; });
}
