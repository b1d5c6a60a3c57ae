// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <ranges>
#include <roster/range/adaptor/prefetch.hpp>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/fleet.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <support/gated_list.hpp>
#include <vector>

using roster::errc;

namespace {

using list = std::shared_ptr<fake::list<int>>;
using item = roster::sourced<int>;

/// Lists that are named "a", "b" and so on.
struct bench {
  boost::asio::io_context context{};
  std::vector<list> lists{};
  std::size_t opened{};

  explicit bench(std::vector<std::deque<std::vector<int>>> all) {
    for (auto& pages : all) {
      lists.push_back(std::make_shared<fake::list<int>>());
      lists.back()->pages = std::move(pages);
      lists.back()->mode = fake::answers::posted;
    }
  }

  roster::async_range<item> range(roster::fleet_options options = {}) {
    std::vector<roster::fleet_target<int>> targets;
    for (std::size_t i = 0; i < lists.size(); ++i)
      targets.push_back({.from = {.account = std::string(1, static_cast<char>('a' + i))}, .open = [this, i] {
                           ++opened;
                           return fake::range_of(lists[i], context.get_executor());
                         }});
    return roster::fleet(context.get_executor(), std::move(targets), options);
  }

  template <class T>
  T run(boost::asio::awaitable<T> work) {
    return fake::run(context, std::move(work));
  }
};

std::map<std::string, std::vector<int>> by_origin(const std::vector<item>& all) {
  std::map<std::string, std::vector<int>> out;
  for (const auto& one : all) out[one.from->account].push_back(one.item);
  return out;
}

/// Makes a list fail permanently.
void break_list(bench& setup, std::size_t index) { setup.lists[index]->failing = 1000; }

}  // namespace

TEST_CASE("fleet: items carry their source, and a target that fails is reported while the others finish") {
  bench setup({{{1, 2}, {3}}, {{10}}, {{20}, {21}}, {}});
  break_list(setup, 1);
  auto range = setup.range();
  CHECK(setup.opened == 0);
  const auto all = setup.run(range.collect());
  CHECK(by_origin(all) == std::map<std::string, std::vector<int>>{{"a", {1, 2, 3}}, {"c", {20, 21}}});
  const auto& report = range.report();
  CHECK(report.incomplete);
  CHECK(!report.complete());
  CHECK(report.note == "1 of 4 targets failed: b");
  CHECK(report.items == 5);
  CHECK(report.pages == 4);
  REQUIRE(report.targets.size() == 4);
  CHECK(report.targets[0].from.name == "a");
  CHECK(report.targets[0].items == 3);
  CHECK(!report.targets[0].failed);
  CHECK(report.targets[1].incomplete);
  REQUIRE(report.failures().size() == 1);
  CHECK(report.failures()[0].from.account == "b");
  CHECK(report.failures()[0].failed->condition() == errc::unavailable);
  CHECK(report.failures()[0].failed->what() ==
        std::string("service unavailable: b: the fake list was told to fail"));
}

TEST_CASE("fleet: works with the standard adaptors, and with projections") {
  bench setup({{{1, 2}, {3}}, {{10}}});
  auto texts =
      setup.range({.order = roster::merge_order::ordered}) |
      std::views::filter([](const item& one) { return one.item != 2; }) |
      std::views::transform([](const item& one) { return one.from->name + std::to_string(one.item); });
  CHECK(setup.run(texts.collect()) == std::vector<std::string>{"a1", "a3", "b10"});
  bench again({{{1, 2}}, {{10}}});
  auto items = again.range({.order = roster::merge_order::ordered}) | std::views::transform(&item::item) |
               std::views::take(2);
  CHECK(again.run(items.collect()) == std::vector{1, 2});
}

TEST_CASE("fleet: opens at most max_concurrency targets at a time, and the next when one has ended") {
  bench setup(std::vector<std::deque<std::vector<int>>>(20, {{1}, {2}}));
  auto range = setup.range({.max_concurrency = 3});
  CHECK(setup.run(range.next()));
  CHECK(setup.opened == 3);
  CHECK(setup.run(range.count()) == 39);
  CHECK(setup.opened == 20);
}

TEST_CASE("fleet: with on_failure::stop fails with the target's name, and requests that target again") {
  bench setup({{{1}}, {{10}}});
  setup.lists[1]->failing = 1;
  auto range = setup.range({.order = roster::merge_order::ordered, .on_failure = roster::on_failure::stop});
  CHECK(setup.run(range.next())->item == 1);
  try {
    (void)setup.run(range.next());
    FAIL("it did not fail");
  } catch (const roster::failure& f) {
    CHECK(f.what() == std::string("service unavailable: b: the fake list was told to fail"));
  }
  CHECK(!range.report().incomplete);
  CHECK(setup.run(range.next())->item == 10);
  CHECK(setup.run(range.next()) == std::nullopt);
  CHECK(range.report().complete());
}

TEST_CASE("fleet: a target that cannot be opened counts as failed") {
  boost::asio::io_context context;
  const auto good = std::make_shared<fake::list<int>>();
  good->pages = {{1}};
  std::vector<roster::fleet_target<int>> targets;
  targets.push_back({.from = {.region = "nowhere"}, .open = []() -> roster::async_range<int> {
                       throw roster::failure(errc::invalid_argument, "no region");
                     }});
  targets.push_back({.open = [&] { return fake::range_of(good, context.get_executor()); }});
  auto range = roster::fleet(context.get_executor(), std::move(targets));
  CHECK(fake::run(context, range.count()) == 1);
  CHECK(range.report().note == "1 of 2 targets failed: nowhere");
  CHECK(range.report().failures()[0].failed->what() == std::string("invalid argument: nowhere: no region"));
}

TEST_CASE("fleet: a target's function may return a range with adaptors") {
  bench setup({{{1, 2}, {3}}, {{10, 11}}});
  const auto list = [&](std::size_t i) {
    return fake::range_of(setup.lists[i], setup.context.get_executor());
  };
  const auto odd = [](int n) { return n % 2 == 1; };
  auto range = roster::fleet<int>(
      setup.context.get_executor(),
      {{.from = {.name = "a"}, .open = [&] { return list(0) | std::views::filter(odd); }},
       {.from = {.name = "b"},
        .open =
            [&] {
              return list(1) | std::views::transform([](int n) { return n + 1; }) | std::views::take(1);
            }}},
      {.order = roster::merge_order::ordered});
  std::vector<int> all;
  setup.run(range.for_each([&](const item& one) { all.push_back(one.item); }));
  CHECK(all == std::vector{1, 3, 11});
  CHECK(range.report().complete());
  CHECK(range.report().targets[0].ended);
  CHECK(range.report().targets[1].ended);
}

TEST_CASE("fleet: a target has ended once it was read to its end, and not if it failed or was not wanted") {
  bench setup({{{1}}, {{2}}, {{3}}});
  break_list(setup, 1);
  auto range =
      setup.range({.max_concurrency = 1, .order = roster::merge_order::ordered}) | std::views::take(2);
  CHECK(setup.run(range.count()) == 2);
  const auto targets = range.report().targets;
  CHECK(targets[0].ended);
  CHECK(!targets[1].ended);
  CHECK(!targets[2].ended);
}

TEST_CASE("fleet: notes of its targets have their names, and totals are added up") {
  bench setup({{{1}}, {{2}}, {{3}}});
  setup.lists[0]->total = 1;
  setup.lists[1]->total = 3;
  setup.lists[1]->report = {.incomplete = true, .drift = true, .note = "it is short"};
  setup.lists[2]->total = 1;
  auto range = setup.range();
  CHECK(range.report().targets.size() == 3);  // before anything is requested
  CHECK(setup.run(range.count()) == 3);
  CHECK(range.total() == 5);
  CHECK(range.report().note == "b: it is short");
  CHECK(range.report().drift);
  CHECK(range.report().targets[1].note == "it is short");
  CHECK(range.report().failures().empty());
}

TEST_CASE("fleet: targets, with or without adaptors, prefetch as set for the whole fleet") {
  boost::asio::io_context context;
  const auto plain = std::make_shared<fake::gated_list>();
  const auto adapted = std::make_shared<fake::gated_list>();
  const auto list = [&](const std::shared_ptr<fake::gated_list>& of) {
    return roster::async_range<int>(std::make_unique<fake::gated_source>(of, context.get_executor()));
  };
  std::vector<roster::fleet_target<int>> targets;
  targets.push_back({.open = [&] { return list(plain); }});
  targets.push_back({.open = [&] { return roster::concat(list(adapted) | std::views::take(3)); }});
  plain->release();
  adapted->release();
  auto range = roster::fleet(context.get_executor(), std::move(targets)) | roster::prefetch(2);
  CHECK(fake::run(context, range.count()) == 0);
  CHECK(plain->prefetch == 2);
  CHECK(adapted->prefetch == 2);
}

TEST_CASE("fleet: a limit leaves targets unopened") {
  bench setup(std::vector<std::deque<std::vector<int>>>(20, {{1, 2, 3}}));
  auto two = setup.range() | std::views::take(2);
  CHECK(setup.run(two.collect()).size() == 2);
  CHECK(setup.opened == 2);
  CHECK(!two.report().incomplete);
}

TEST_CASE("fleet: without targets, yields an empty list; if all targets fail, an incomplete one") {
  bench none({});
  auto empty = none.range();
  CHECK(none.run(empty.count()) == 0);
  CHECK(empty.report().complete());
  bench bad({{{1}}, {{2}}});
  break_list(bad, 0);
  break_list(bad, 1);
  auto failing = bad.range();
  CHECK(bad.run(failing.count()) == 0);
  CHECK(failing.report().note == "2 of 2 targets failed: a, b");
}
