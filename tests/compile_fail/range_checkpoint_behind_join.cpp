// expect: roster: checkpoint() follows an adaptor that combines or splits items; a checkpoint is a position between two items of the list; remove join, chunk, slide, adjacent, stride and each_page, and apply them to the collected items
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <vector>

auto wrong(roster::async_range<std::vector<int>> items) {
  return (std::move(items) | std::views::join).checkpoint();
}
