// expect: roster: the function given to for_each() does not accept the items of this range; it is called with the range's reference type; check its parameter
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return items.for_each([](const char* text) { return *text; });
}
