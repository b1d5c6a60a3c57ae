// expect: roster: this adaptor needs the whole list; a range holds one page at a time; co_await range.collect() first and apply it to the vector, or write range | roster::each_page(adaptor)
// needs: __cpp_lib_ranges_zip
// SPDX-License-Identifier: BSL-1.0
#include <functional>
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return std::move(items) | std::views::adjacent_transform<2>(std::plus<>{});
}
