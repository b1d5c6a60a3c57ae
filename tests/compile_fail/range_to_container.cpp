// expect: roster: the right-hand side of | does not return a view of the range; items are fetched while they are awaited; write co_await range.collect<Container>() instead of ranges::to
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>
#include <vector>

struct to_vector {  // as std::ranges::to<std::vector>() is
  std::vector<int> operator()(std::ranges::input_range auto&&) const { return {}; }
};
auto wrong(roster::async_range<int> items) { return std::move(items) | to_vector{}; }
