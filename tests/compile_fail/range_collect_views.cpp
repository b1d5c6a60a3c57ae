// expect: roster: collect() would hold pointers or views into pages that are gone; items must own what they hold; transform them into values first, into std::string for instance
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>
#include <string_view>

auto wrong(roster::async_range<std::string> items) {
  auto range = std::move(items) | std::views::transform([](std::string& s) { return std::string_view(s); });
  return range.collect();
}
