// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <ranges>
#include <roster/range/any_range.hpp>
#include <roster/range/combine/fleet.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <utility>
#include <vector>

namespace {

using list = std::shared_ptr<fake::list<int>>;

list make_list(std::deque<std::vector<int>> pages) {
  auto made = std::make_shared<fake::list<int>>();
  made->pages = std::move(pages);
  return made;
}

const auto text = std::views::transform([](int i) { return std::to_string(i); });
const auto odd = std::views::filter([](int i) { return i % 2 == 1; });

using texts = std::vector<std::string>;

/// Returns one type for several pipelines.
roster::any_range<int> only(bool odd_ones, roster::async_range<int> range) {
  if (odd_ones) return std::move(range) | odd;
  return range;
}

}  // namespace

TEST_CASE("any_range: erases the type of a range's adaptors") {
  boost::asio::io_context context;
  const auto from = make_list({{1, 2, 3}, {4, 5}});
  roster::any_range<std::string> range = fake::range_of(from, context.get_executor()) | odd | text;
  CHECK(from->requests() == 0);
  CHECK(fake::run(context, range.next()) == "1");
  CHECK(fake::run(context, range.collect()) == texts{"3", "5"});
  CHECK(range.report().complete());
  CHECK(from->requests() == 3);
  CHECK(fake::run(context,
                  only(true, fake::range_of(make_list({{1, 2, 3}}), context.get_executor())).collect()) ==
        std::vector{1, 3});
  CHECK(fake::run(context,
                  only(false, fake::range_of(make_list({{1, 2, 3}}), context.get_executor())).collect()) ==
        std::vector{1, 2, 3});
}

TEST_CASE("any_range: accepts further adaptors, fits in containers and is assignable") {
  boost::asio::io_context context;
  std::vector<roster::any_range<std::string>> all;
  all.push_back(fake::range_of(make_list({{1, 2}, {3}}), context.get_executor()) | text);
  all.push_back(fake::range_of(make_list({{4, 5, 6}}), context.get_executor()) | odd | text |
                std::views::take(1));
  all[0] = fake::range_of(make_list({{7}}), context.get_executor()) | text;
  CHECK(fake::run(context, all[0].collect()) == texts{"7"});
  auto longer = std::move(all[1]) | std::views::transform([](const std::string& s) { return s + "!"; });
  CHECK(fake::run(context, longer.collect()) == texts{"5!"});
}

TEST_CASE("any_range: requests no more than is consumed") {
  boost::asio::io_context context;
  const auto from = make_list({{1, 2, 3}, {4, 5}});
  int calls = 0;
  roster::any_range<int> range =
      fake::range_of(from, context.get_executor()) | std::views::transform([&](int i) {
        ++calls;
        return i;
      });
  auto two = std::move(range) | std::views::take(2);
  CHECK(fake::run(context, two.collect()) == std::vector{1, 2});
  CHECK(from->requests() == 1);
  CHECK(calls == 2);
}

TEST_CASE("any_range: yields the same items in the same order for any page sizes, also after failures") {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    boost::asio::io_context context;
    std::vector<int> items;
    for (auto left = random() % 12; left > 0; --left) items.push_back(static_cast<int>(random() % 50));
    texts expected;
    for (const int i : items | odd) expected.push_back(std::to_string(i));
    const auto from = make_list(fake::split(items, random));
    from->failing_first = random() % 2 == 0;
    roster::any_range<std::string> range = fake::range_of(from, context.get_executor()) | odd | text;
    texts seen;
    for (bool more = true; more;) {
      try {
        auto item = fake::run(context, range.next());
        more = item.has_value();
        if (item) seen.push_back(std::move(*item));
      } catch (const roster::failure& f) {
        CHECK(f.condition() == roster::errc::unavailable);
        CHECK(from->failing_first);
        CHECK_FALSE(range.report().complete());
      }
    }
    CHECK(seen == expected);
    CHECK(range.report().complete());
  }
}

TEST_CASE("any_range: the targets of a fleet may have adaptors") {
  boost::asio::io_context context;
  const auto executor = context.get_executor();
  std::vector<roster::fleet_target<std::string>> targets;
  targets.push_back({.from = {.name = "a"},
                     .open = [&] { return fake::range_of(make_list({{1, 2, 3}}), executor) | odd | text; }});
  targets.push_back(
      {.from = {.name = "b"}, .open = [&] { return fake::range_of(make_list({{4}}), executor) | text; }});
  auto range = roster::fleet(executor, std::move(targets));
  texts seen;
  fake::run(context,
            range.for_each([&](const roster::sourced<std::string>& one) { seen.push_back(one.item); }));
  std::ranges::sort(seen);
  CHECK(seen == texts{"1", "3", "4"});
}

TEST_CASE("any_range: explain() still lists the conditions evaluated client-side") {
  boost::asio::io_context context;
  roster::any_range<std::string> range =
      fake::range_of(make_list({{1, 2}}), context.get_executor()) | text | std::views::take(1);
  CHECK(range.explain() == "server-side filter: none\nclient-side filter: none");
}
