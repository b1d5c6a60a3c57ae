// expect: roster: checkpoint() follows an adaptor that combines or splits items; a checkpoint is a position between two items of the list; remove join, chunk, slide, adjacent, stride and each_page, and apply them to the collected items
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return (std::move(items) | roster::each_page(std::views::reverse)).checkpoint();
}
