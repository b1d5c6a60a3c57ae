// expect: roster: collect<Container>() appends with push_back(), which this container does not have for the items of this range; use for_each() to fill others
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <set>

auto wrong(roster::async_range<int> items) { return items.collect<std::set<int>>(); }
