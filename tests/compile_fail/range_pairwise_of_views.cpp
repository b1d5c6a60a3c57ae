// expect: roster: this adaptor would keep pointers or views into released pages; items kept between pages must own their data; transform the items into values first, such as std::string
// needs: __cpp_lib_ranges_zip
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>

auto wrong(roster::async_range<std::string> items) {
  return std::move(items) | (std::views::transform([](std::string& s) { return &s; }) | std::views::pairwise);
}
