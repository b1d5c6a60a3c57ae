// expect: roster: this adaptor needs the whole list; filter, transform, elements, keys, values and take work page by page; co_await range.collect() first and use it on the vector
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) { return std::move(items) | std::views::reverse; }
