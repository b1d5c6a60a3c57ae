// expect: roster: collect() would store pointers or views into released pages; items must own their data; transform them into values first, such as std::string
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>
#include <string_view>

auto wrong(roster::async_range<std::string> items) {
  auto range = std::move(items) | std::views::transform([](std::string& s) { return std::string_view(s); });
  return range.collect();
}
