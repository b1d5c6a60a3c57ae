// expect: roster: checkpoint() stands behind an adaptor that makes one item of several, or several of one; a checkpoint is a place between two items of the list; leave out join, chunk, slide, adjacent, stride and each_page, and apply them to what is collected
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <vector>

auto wrong(roster::async_range<std::vector<int>> items) {
  return (std::move(items) | std::views::join).checkpoint();
}
