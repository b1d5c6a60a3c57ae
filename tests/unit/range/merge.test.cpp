// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <ranges>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/merge.hpp>
#include <support/fake_list.hpp>
#include <vector>

namespace {

using list = std::shared_ptr<fake::list<int>>;

list make_list(std::deque<std::vector<int>> pages, fake::answers mode = fake::answers::posted) {
  auto made = std::make_shared<fake::list<int>>();
  made->pages = std::move(pages);
  made->mode = mode;
  return made;
}

}  // namespace

TEST_CASE("merge: reads its lists concurrently, and requests nothing twice") {
  boost::asio::io_context context;
  const auto first = make_list({{1, 2}, {3}});
  const auto second = make_list({{10}});
  auto both = roster::merge(fake::range_of(first, context.get_executor()),
                            fake::range_of(second, context.get_executor()));
  CHECK(first->requests() == 0);
  CHECK(fake::run(context, both.collect()) == std::vector{1, 2, 10, 3});
  CHECK(first->requests() == 3);
  CHECK(second->requests() == 2);
}

TEST_CASE("merge: does not wait for a list that does not respond") {
  boost::asio::io_context context;
  const auto silent = make_list({{1}}, fake::answers::never);
  auto both = roster::merge(fake::range_of(silent, context.get_executor()),
                            fake::range_of(make_list({{7}, {8}}), context.get_executor())) |
              std::views::filter([](int) { return true; }) | std::views::take(2);
  CHECK(fake::run(context, both.collect()) == std::vector{7, 8});
  CHECK(silent->requests() == 1);
}

TEST_CASE("merge: ranges keep their adaptors, and can be merged again") {
  std::mt19937 random(11);
  for (int round = 0; round < 100; ++round) {
    boost::asio::io_context context;
    std::vector<int> flat(random() % 20);
    for (auto& item : flat) item = static_cast<int>(random() % 100);
    const auto range = [&] {
      return fake::range_of(make_list(fake::split(flat, random)), context.get_executor());
    };
    const auto odd = std::views::filter([](int i) { return i % 2 == 1; });
    const auto negative = std::views::transform([](int i) { return -i; });
    auto one = roster::merge(roster::merge(range() | odd, range() | negative),
                             roster::concat(range() | std::views::take(3), range() | odd | negative)) |
               std::views::transform([](int i) { return i + 1; });
    std::vector<int> expected;
    for (const int i : flat) {
      expected.push_back(1 - i);
      if (i % 2 == 1) expected.insert(expected.end(), {i + 1, 1 - i});
    }
    for (const int i : flat | std::views::take(3)) expected.push_back(i + 1);
    auto all = fake::run(context, one.collect());
    std::sort(all.begin(), all.end());
    std::sort(expected.begin(), expected.end());
    CHECK(all == expected);
  }
}

TEST_CASE("merge: accepts a vector of ranges, which may be empty") {
  boost::asio::io_context context;
  std::vector<roster::async_range<int>> ranges;
  for (int i = 0; i < 4; ++i) ranges.push_back(fake::range_of(make_list({{i}}), context.get_executor()));
  auto all = roster::merge(std::move(ranges));
  CHECK(fake::run(context, all.collect()) == std::vector{0, 1, 2, 3});
  auto none = roster::merge(std::vector<roster::async_range<int>>{});
  CHECK(fake::run(context, none.count()) == 0);
}
