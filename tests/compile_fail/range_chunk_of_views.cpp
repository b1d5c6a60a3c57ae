// expect: roster: this adaptor would keep pointers or views into pages that are gone; what is kept from one page to the next must own what it holds; transform the items into values first, into std::string for instance
// needs: __cpp_lib_ranges_chunk
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>
#include <string_view>

auto wrong(roster::async_range<std::string> items) {
  return std::move(items) | std::views::transform([](std::string& s) { return std::string_view(s); }) |
         std::views::chunk(2);
}
