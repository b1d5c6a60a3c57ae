// expect: roster: next() cannot return an item that cannot be copied; it returns values; use for_each(), which passes references
// SPDX-License-Identifier: BSL-1.0
#include <memory>
#include <ranges>
#include <roster/range/async_range.hpp>

struct item {
  std::unique_ptr<int> owner{};
};
item one_for_all;

auto wrong(roster::async_range<item> items) {
  auto range = std::move(items) | std::views::transform([](item&) -> item& { return one_for_all; });
  return range.next();
}
