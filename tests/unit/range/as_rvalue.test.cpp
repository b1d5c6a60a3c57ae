// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>

#if defined(__cpp_lib_ranges_as_rvalue)

using item = std::unique_ptr<int>;

namespace v = std::views;

namespace {

auto pointers(boost::asio::io_context& io) {
  auto list = std::make_shared<fake::list<item>>();
  list->pages.resize(2);
  for (int i = 1; i <= 4; ++i) list->pages[i > 2].push_back(std::make_unique<int>(i));
  return fake::range_of(list, io.get_executor());
}

const auto same = [](item& i) -> item& { return i; };  // a reference that may be to anything

}  // namespace

TEST_CASE("as_rvalue: moves items out that a function returned by reference") {
  boost::asio::io_context io;
  auto range = pointers(io) | v::transform(same) | v::as_rvalue | v::drop(1);
  static_assert(std::is_same_v<decltype(range)::reference, item&&>);
  CHECK(*fake::run(io, range.next()).value() == 2);
  CHECK(fake::run(io, range.collect()).size() == 2);
}

TEST_CASE("as_rvalue: works in a composition and before adaptors that take rvalues") {
  boost::asio::io_context io;
  const auto steal = v::transform([](item&& i) { return std::move(i); });
  auto range = pointers(io) | (v::transform(same) | v::as_rvalue | steal | v::take(3));
  std::vector<int> numbers;
  for (const auto& i : fake::run(io, range.collect())) numbers.push_back(*i);
  CHECK(numbers == std::vector<int>{1, 2, 3});
}

#endif
