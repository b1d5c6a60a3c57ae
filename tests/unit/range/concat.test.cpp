// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <ranges>
#include <roster/range/blocking.hpp>
#include <roster/range/combine/concat.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <vector>

namespace {

using list = std::shared_ptr<fake::list<int>>;

list make_list(std::deque<std::vector<int>> pages) {
  auto made = std::make_shared<fake::list<int>>();
  made->pages = std::move(pages);
  return made;
}

}  // namespace

TEST_CASE("concat: equals a list of all items") {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    boost::asio::io_context context;
    std::vector<std::vector<int>> all(3);
    for (auto& items : all)
      for (auto left = random() % 8; left > 0; --left) items.push_back(static_cast<int>(random() % 50));
    std::vector<std::string> expected;
    const auto even = std::views::filter([](int i) { return i % 2 == 0; });
    const auto text = std::views::transform([](int i) { return std::to_string(i); });
    for (const int i : all[0] | even) expected.push_back(std::to_string(i));
    for (const int i : all[1]) expected.push_back(std::to_string(i));
    for (const int i : all[2] | std::views::take(3)) expected.push_back(std::to_string(i));
    const auto range = [&](std::size_t i) {
      return fake::range_of(make_list(fake::split(all[i], random)), context.get_executor());
    };
    auto one =
        roster::concat(range(0) | even | text, range(1) | text, range(2) | std::views::take(3) | text) |
        std::views::drop(1);
    if (!expected.empty()) expected.erase(expected.begin());
    CHECK(fake::run(context, one.collect()) == expected);
  }
}

TEST_CASE("concat: requests a list only in its turn, and calls no function for unwanted items") {
  boost::asio::io_context context;
  const auto first = make_list({{1, 2, 3}});
  const auto second = make_list({{4, 5, 6}});
  int calls = 0;
  const auto count = std::views::transform([&](int i) {
    ++calls;
    return i;
  });
  auto four = roster::concat(fake::range_of(first, context.get_executor()) | count,
                             fake::range_of(second, context.get_executor()) | count) |
              std::views::take(4);
  CHECK(fake::run(context, four.next()) == 1);
  CHECK(second->requests() == 0);
  CHECK(fake::run(context, four.collect()) == std::vector{2, 3, 4});
  CHECK(second->demands == std::vector<roster::demand>{1});
  CHECK(calls == 4);
}

TEST_CASE("concat: accepts a vector of ranges, which may be empty") {
  boost::asio::io_context context;
  std::vector<roster::async_range<int>> ranges;
  for (int i = 0; i < 4; ++i) ranges.push_back(fake::range_of(make_list({{i}}), context.get_executor()));
  auto all = roster::concat(std::move(ranges));
  CHECK(all.get_executor() == context.get_executor());
  CHECK(fake::run(context, all.collect()) == std::vector{0, 1, 2, 3});

  auto none = roster::concat(std::vector<roster::async_range<int>>{});
  CHECK(fake::run(context, none.count()) == 0);
  for (const int i : roster::blocking(roster::concat(std::vector<roster::async_range<int>>{}))) FAIL(i);
}
