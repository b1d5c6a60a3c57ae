// expect: roster: each_page() must be the first adaptor; it works on pages as received from the service; move the adaptors before it into its closure, as in each_page(std::views::filter(f) | std::views::reverse)
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return std::move(items) | std::views::drop(1) | roster::each_page(std::views::reverse);
}
