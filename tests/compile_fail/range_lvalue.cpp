// expect: roster: the range on the left of | is an lvalue; a list has one consumer, and a copy would fetch everything twice; write std::move(range) | adaptor
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) { return items | std::views::take(5); }
