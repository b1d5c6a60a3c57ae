// expect: roster: this adaptor would keep items that can be neither copied nor moved out of the page; it keeps values between pages; write range | std::views::as_rvalue | adaptor
// needs: __cpp_lib_ranges_chunk_by
// SPDX-License-Identifier: BSL-1.0
#include <memory>
#include <ranges>
#include <roster/range/async_range.hpp>

using item = std::unique_ptr<int>;
item one_for_all;

auto wrong(roster::async_range<item> items) {
  return std::move(items) | std::views::transform([](item&) -> item& { return one_for_all; }) |
         std::views::chunk_by([](const item& a, const item& b) { return *a == *b; });
}
