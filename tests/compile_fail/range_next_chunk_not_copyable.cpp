// expect: roster: next() cannot return an item that cannot be copied; it returns values; use for_each(), which passes references
// needs: __cpp_lib_ranges_chunk
// SPDX-License-Identifier: BSL-1.0
#include <memory>
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<std::unique_ptr<int>> items) {
  auto range = std::move(items) | std::views::chunk(2);
  return range.next();
}
