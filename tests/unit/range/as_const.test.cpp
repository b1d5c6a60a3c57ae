// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>

#if defined(__cpp_lib_ranges_as_const)

namespace v = std::views;

TEST_CASE("as_const: yields items that cannot be modified") {
  boost::asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{1, 2}, {3}};
  auto range = fake::range_of(list, io.get_executor()) | v::as_const | v::drop(1);
  static_assert(std::is_same_v<decltype(range)::reference, const int&>);
  CHECK(fake::run(io, range.collect()) == std::vector<int>{2, 3});
}

TEST_CASE("as_const: works in a composition") {
  CHECK(piped::items(piped::pages<int>{{1, 2}, {3, 4}}, [](auto r) {
          return std::move(r) | (v::as_const | v::filter([](const int& n) { return n != 2; }) | v::take(2));
        }) == piped::numbers{1, 3});
}

#endif
