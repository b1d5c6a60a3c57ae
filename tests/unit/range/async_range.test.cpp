// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <concepts>
#include <list>
#include <roster/range/async_range.hpp>
#include <roster/range/blocking.hpp>
#include <support/fake_list.hpp>
#include <support/pipelines.hpp>
#include <support/properties.hpp>
#include <type_traits>

using law::calls;
using law::list_of;
using law::service;

namespace asio = boost::asio;

namespace {

std::deque<std::vector<service>> three_pages() {
  const auto make = [](int id) { return law::make_service(id, id); };
  return {{make(1), make(2), make(3)}, {}, {make(4), make(5)}};
}

template <class Range>
asio::awaitable<std::vector<typename Range::value_type>> by_next(Range range) {
  std::vector<typename Range::value_type> all;
  while (true) {
    auto item = co_await range.next();
    if (!item) co_return all;
    all.push_back(std::move(*item));
  }
}

template <class Range>
asio::awaitable<std::vector<typename Range::value_type>> by_page(Range range) {
  std::vector<typename Range::value_type> all;
  while (true) {
    auto page = co_await range.next_page();
    if (!page) co_return all;
    for (auto&& item : *page) all.push_back(item);
  }
}

template <class Range>
asio::awaitable<std::vector<typename Range::value_type>> by_for_each(Range range) {
  std::vector<typename Range::value_type> all;
  auto keep = [&](typename Range::reference item) { all.push_back(item); };
  co_await range.for_each(keep);
  co_return all;
}

template <class Range>
asio::awaitable<std::vector<typename Range::value_type>> by_begin(Range range) {
  std::vector<typename Range::value_type> all;
  // In a template g++ 12 cannot deduce the type of the bare await.
  for (auto it = co_await range.begin(); it != range.end(); (void)co_await ++it) all.push_back(*it);
  co_return all;
}

template <class Range>
asio::awaitable<std::vector<typename Range::value_type>> by_collect(Range range) {
  auto all = co_await range.collect();
  co_return all;
}

}  // namespace

TEST_CASE("next: returns every item, then nullopt") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  for (int id = 1; id <= 5; ++id) CHECK(fake::run(io, range.next())->id == id);
  for (int i = 0; i < 3; ++i) CHECK(!fake::run(io, range.next()));
}

TEST_CASE("next_page: returns one page after the other through the pipeline") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor()) |
               std::views::filter([](const service& s) { return s.id % 2 == 1; }) |
               std::views::transform([](const service& s) { return s.id; });
  std::vector<std::vector<int>> pages;
  const auto all_pages = [&]() -> asio::awaitable<void> {
    while (true) {
      auto page = co_await range.next_page();
      if (!page) co_return;
      auto& ids = pages.emplace_back();
      for (const int id : *page) ids.push_back(id);
    }
  };
  fake::run(io, all_pages());
  CHECK(pages == std::vector<std::vector<int>>{{1, 3}, {}, {5}});
}

TEST_CASE("next_page: discards the rest of a page only when the next one has arrived") {
  asio::io_context io;
  auto list = list_of(three_pages());
  auto range = fake::range_of(list, io.get_executor());
  CHECK(fake::run(io, range.next())->id == 1);
  list->failing = 1;
  CHECK_THROWS_AS(fake::run(io, range.next_page()), roster::failure);
  CHECK(fake::run(io, range.next())->id == 2);
  CHECK(fake::run(io, range.next_page()));
  CHECK(fake::run(io, range.next())->id == 4);
}

TEST_CASE("for_each: passes references into the page") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  std::vector<int> ids;
  const auto note = [&](service& s) {
    ids.push_back(s.id);
    s.name.clear();
  };
  fake::run(io, range.for_each(note));
  CHECK(ids == std::vector<int>{1, 2, 3, 4, 5});
  auto names = fake::range_of(list_of(three_pages()), io.get_executor());
  fake::run(io, names.for_each(&service::name));
}

TEST_CASE("for_each: after its function has thrown the range continues after that item") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  const auto throw_at_two = [](const service& s) {
    if (s.id == 2) throw std::runtime_error("two");
  };
  CHECK_THROWS_AS(fake::run(io, range.for_each(throw_at_two)), std::runtime_error);
  CHECK(fake::run(io, range.count()) == 3);
}

TEST_CASE("collect: returns all remaining items") {
  asio::io_context io;
  auto range =
      fake::range_of(list_of(three_pages()), io.get_executor()) | std::views::transform(&service::id);
  CHECK(fake::run(io, range.next()) == 1);
  CHECK(fake::run(io, range.collect<std::list<int>>()) == std::list<int>{2, 3, 4, 5});
  CHECK(fake::run(io, range.collect()).empty());
}

TEST_CASE("first: requests a page of one item and ends the range") {
  asio::io_context io;
  auto list = list_of(three_pages());
  auto range = fake::range_of(list, io.get_executor()) | std::views::transform(&service::id);
  CHECK(fake::run(io, range.first()) == 1);
  CHECK(list->demands == std::vector<roster::demand>{1});
  CHECK(!fake::run(io, range.next()));
  CHECK(!fake::run(io, range.first()));
  CHECK(!fake::run(io, range.next_page()));
  CHECK(list->requests() == 1);

  list = list_of({});
  auto empty = fake::range_of(list, io.get_executor());
  CHECK(!fake::run(io, empty.first()));
}

TEST_CASE("first: a failed request does not make later pages small") {
  asio::io_context io;
  auto list = list_of(three_pages());
  list->failing = 1;
  auto range = fake::range_of(list, io.get_executor());
  CHECK_THROWS_AS(fake::run(io, range.first()), roster::failure);
  CHECK(fake::run(io, range.count()) == 5);
  CHECK(list->demands == std::vector<roster::demand>{1, roster::detail::unlimited, roster::detail::unlimited,
                                                     roster::detail::unlimited, roster::detail::unlimited});
}

namespace {

asio::awaitable<void> double_ids(roster::async_range<service> range, std::vector<int>& ids) {
  for (auto it = co_await range.begin(); it != range.end(); co_await ++it) {
    it->id *= 2;
    ids.push_back((*it).id);
  }
}

}  // namespace

TEST_CASE("begin: loops over the items by reference, awaiting each step") {
  asio::io_context io;
  for (const auto mode : {fake::answers::at_once, fake::answers::posted}) {
    auto list = list_of(three_pages());
    list->mode = mode;
    std::vector<int> ids;
    fake::run(io, double_ids(fake::range_of(list, io.get_executor()), ids));
    CHECK(ids == std::vector<int>{2, 4, 6, 8, 10});
    CHECK(list->requests() == 4);
    fake::run(io, double_ids(fake::range_of(list_of({{}, {}}), io.get_executor()), ids));
    CHECK(ids.size() == 5);
  }
}

TEST_CASE("begin: continues after the current item, also after a failure") {
  asio::io_context io;
  auto list = list_of(three_pages());
  auto range = fake::range_of(list, io.get_executor()) | std::views::transform(&service::id);
  CHECK(list->requests() == 0);
  auto it = fake::run(io, range.begin());
  CHECK(*it == 1);
  CHECK(fake::run(io, range.next()) == 2);
  it = fake::run(io, range.begin());
  CHECK(*it == 3);
  list->failing = 1;
  CHECK_THROWS_AS(fake::run(io, ++it), roster::failure);
  CHECK(it == range.end());
  it = fake::run(io, range.begin());
  CHECK(*it == 4);
  fake::run(io, ++it);
  CHECK(*it == 5);
  fake::run(io, ++it);
  CHECK(it == range.end());
  fake::run(io, ++it);
  CHECK(it == range.end());
  CHECK(fake::run(io, range.begin()) == range.end());
}

namespace {

constexpr const char* item_taken =
    "invalid iterator: next() has moved its item out; advance with ++ or begin()";
constexpr const char* no_item = "invalid iterator: it equals end() and has no item; call begin() to continue";

/// Checks that neither * nor -> of an iterator returns anything.
template <class Iterator>
void check_refused(const Iterator& it, const char* why) {
  CHECK_THROWS_WITH_AS((void)(*it).id, why, roster::failure);
  CHECK_THROWS_WITH_AS((void)it->id, why, roster::failure);
}

}  // namespace

TEST_CASE(
    "begin: an iterator fails if it has no item, and hides an item that next() has moved out (fault 162)") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  auto it = fake::run(io, range.begin());
  CHECK(fake::run(io, range.next())->name == law::make_service(2, 2).name);
  check_refused(it, item_taken);
  CHECK(it != range.end());
  fake::run(io, ++it);
  CHECK(it->id == 3);
  CHECK(fake::run(io, range.next())->id == 4);  // on the next page
  check_refused(it, item_taken);
  auto moved = std::move(range);
  check_refused(it, item_taken);
  it = fake::run(io, moved.begin());
  CHECK(it->id == 5);
  CHECK(!fake::run(io, moved.next()));
  check_refused(it, no_item);
  CHECK(it == moved.end());
}

TEST_CASE(
    "begin: an iterator has no item after next_page(), at the end, after its range, and when "
    "default-constructed") {
  asio::io_context io;
  auto range = std::make_optional(fake::range_of(list_of(three_pages()), io.get_executor()));
  auto it = fake::run(io, range->begin());
  const auto use = [&](int which) {
    if (which == 0) CHECK(fake::run(io, range->next_page()));
    if (which == 1) fake::run(io, range->for_each([](service&) {}));
    if (which == 2) CHECK(fake::run(io, range->collect()).size() == 4);
    if (which == 3) CHECK(fake::run(io, range->count()) == 4);
    if (which == 4) CHECK(fake::run(io, range->first())->id == 2);
    if (which == 5) range.reset();
  };
  for (int which = 0; which < 6; ++which) {
    CAPTURE(which);
    range.emplace(fake::range_of(list_of(three_pages()), io.get_executor()));
    it = fake::run(io, range->begin());
    use(which);
    CHECK(it == std::default_sentinel);
    check_refused(it, no_item);
  }
  it = {};
  CHECK(it == std::default_sentinel);
  check_refused(it, "invalid iterator: it is not associated with a range; use the one that begin() returns");
  CHECK_THROWS_AS(fake::run(io, ++it), roster::failure);
}

TEST_CASE("begin: iterators of one range share their position") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  auto one = fake::run(io, range.begin());
  auto other = fake::run(io, range.begin());
  CHECK(one->id == 2);
  fake::run(io, ++other);
  CHECK(one->id == 3);
  CHECK(fake::run(io, range.next())->id == 4);
  check_refused(one, item_taken);
  check_refused(other, item_taken);
  fake::run(io, ++one);
  CHECK(other->id == 5);
}

TEST_CASE("begin: an iterator hides an item that async_next() has moved out") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  auto it = fake::run(io, range.begin());
  auto taken = range.async_next(asio::use_future);
  io.restart();
  io.run();
  CHECK(taken.get()->id == 2);
  check_refused(it, item_taken);
}

TEST_CASE("begin: an iterator outlives its range and then equals end()") {
  asio::io_context io;
  auto range = std::make_optional(fake::range_of(list_of(three_pages()), io.get_executor()));
  auto it = fake::run(io, range->begin());
  auto moved = std::move(*range);
  CHECK(it->id == 1);
  range = std::move(moved);
  range.reset();
  CHECK(it == std::default_sentinel);
  CHECK_THROWS_AS(fake::run(io, ++it), boost::system::system_error);
}

TEST_CASE("count: counts the items that the pipeline yields") {
  asio::io_context io;
  calls log;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor()) |
               std::views::filter([](const service& s) { return s.id != 3; }) |
               std::views::transform(law::noted(log, 0, law::to_name));
  CHECK(fake::run(io, range.count()) == 4);
  CHECK(log[0].empty());
  CHECK(fake::run(io, range.count()) == 0);
}

TEST_CASE("async_range: all ways to consume it yield the same items") {
  asio::io_context io;
  std::mt19937 random{4};
  law::for_some_pipelines([&](auto pipeline) {
    for (int i = 0; i < 100; ++i) {
      const auto flat = law::random_list(random);
      const auto pages = fake::split(flat, random);
      const auto mode = i % 2 ? fake::answers::posted : fake::answers::at_once;
      calls expected_log;
      const auto expected = law::standard(pipeline, flat, expected_log);
      const law::oracle oracle(pages, law::continuations(), [&](const std::vector<service>& list) {
        calls ignored;
        return law::standard(pipeline, list, ignored);
      });
      const auto check = [&](auto consume) {
        auto list = list_of(pages);
        list->mode = mode;
        calls log;
        REQUIRE(consume(pipeline(fake::range_of(list, io.get_executor()), log)) == expected);
        REQUIRE(list->requests() == oracle.requests_for(oracle.known_for_end()));
        for (std::size_t f = 0; f < log.size(); ++f) REQUIRE(log[f].size() <= expected_log[f].size());
      };
      check([&](auto range) { return fake::run(io, by_next(std::move(range))); });
      check([&](auto range) { return fake::run(io, by_page(std::move(range))); });
      check([&](auto range) { return fake::run(io, by_for_each(std::move(range))); });
      check([&](auto range) { return fake::run(io, by_begin(std::move(range))); });
      check([&](auto range) { return fake::run(io, by_collect(std::move(range))); });
      check([&](auto range) { return law::values_of(roster::blocking(std::move(range))); });

      calls log;
      auto counted = pipeline(fake::range_of(list_of(pages), io.get_executor()), log);
      REQUIRE(fake::run(io, counted.count()) == expected.size());
      auto list = list_of(pages);
      auto range = pipeline(fake::range_of(list, io.get_executor()), log);
      const auto first = fake::run(io, range.first());
      REQUIRE(first.has_value() == !expected.empty());
      if (first) REQUIRE(*first == expected.front());
      if (first) REQUIRE(list->requests() == oracle.requests_for(oracle.known_for(1)));
    }
  });
}

TEST_CASE("async_range: ways to consume it can be mixed") {
  asio::io_context io;
  std::mt19937 random{5};
  law::for_some_pipelines([&](auto pipeline) {
    for (int i = 0; i < 200; ++i) {
      const auto flat = law::random_list(random);
      const auto pages = fake::split(flat, random);
      calls ignored;
      const auto expected = law::standard(pipeline, flat, ignored);
      auto list = list_of(pages);
      auto range = pipeline(fake::range_of(list, io.get_executor()), ignored);
      std::size_t at = 0;     // items expected so far
      bool at_border = true;  // no items of the current page are left for next_page() to discard
      const auto is_next = [&](const auto& item) { REQUIRE(item == expected.at(at++)); };
      for (int steps = 0; steps < 6; ++steps) {
        if (random() % 2 == 0 || !at_border) {
          const auto item = fake::run(io, range.next());
          REQUIRE(item.has_value() == (at < expected.size()));
          at_border = !item;
          if (item) is_next(*item);
        } else {
          auto page = fake::run(io, range.next_page());
          if (!page) REQUIRE(at == expected.size());
          if (page)
            for (auto&& item : *page) {
              is_next(item);
              at_border = random() % 4 != 0;
              if (!at_border) break;
            }
        }
      }
      const auto rest = random() % 4;
      if (rest == 0) {
        REQUIRE(fake::run(io, range.count()) == expected.size() - at);
        continue;
      }
      if (rest == 1) {
        const auto item = fake::run(io, range.first());
        REQUIRE(item.has_value() == (at < expected.size()));
        if (item) is_next(*item);
        REQUIRE(!fake::run(io, range.next()));
        continue;
      }
      if (rest == 2) fake::run(io, range.for_each(is_next));
      if (rest == 3)
        for (const auto& item : fake::run(io, range.collect())) is_next(item);
      REQUIRE(at == expected.size());
    }
  });
}

TEST_CASE("|: equals the standard's result on the flat list") {
  asio::io_context io;
  auto services = fake::range_of(list_of(three_pages()), io.get_executor()) |
                  std::views::filter([](const service& s) { return s.id != 2; }) |
                  std::views::transform(&service::id) | std::views::take(3);
  static_assert(std::same_as<decltype(services)::value_type, int>);
  CHECK(fake::run(io, services.collect()) == std::vector<int>{1, 3, 4});
}

TEST_CASE(
    "async_range: after it was moved from, every operation fails with an error that says so (fault 212)") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  const auto other = std::move(range);
  CHECK_THROWS_AS((void)range.report(), roster::failure);
  CHECK_THROWS_AS((void)range.total(), roster::failure);
  CHECK_THROWS_AS((void)range.explain(), roster::failure);
  CHECK_THROWS_AS((void)range.checkpoint(), roster::failure);
  CHECK_THROWS_AS((void)range.get_executor(), roster::failure);
  CHECK_THROWS_AS((void)fake::run(io, range.collect()), roster::failure);
  CHECK_THROWS_WITH_AS(std::move(range) | std::views::take(1), "invalid range: it was moved from",
                       roster::failure);
}

TEST_CASE("|: rejects a range that has been started or moved") {
  asio::io_context io;
  auto range = fake::range_of(list_of(three_pages()), io.get_executor());
  CHECK(fake::run(io, range.next()));
  CHECK_THROWS_WITH_AS(
      std::move(range) | std::views::take(1),
      "operation in progress: the range has been started; add adaptors before the first await",
      roster::failure);
  CHECK(fake::run(io, range.next())->id == 2);  // and the range is unaffected

  auto recipe = fake::range_of(list_of(three_pages()), io.get_executor());
  auto taken = std::move(recipe) | std::views::take(1);
  CHECK_THROWS_AS(std::move(recipe) | std::views::take(1), roster::failure);
  CHECK_THROWS_AS(fake::run(io, recipe.next()), roster::failure);
  CHECK(fake::run(io, taken.count()) == 1);
}

TEST_CASE("|: accepts adaptors stored in a variable, const or not, and mutable functions") {
  asio::io_context io;
  auto odd = std::views::filter([](const service& s) { return s.id % 2 == 1; });
  const auto two = std::views::take(2);
  const auto composed = odd | two;
  for (int i = 0; i < 2; ++i) {
    auto range = fake::range_of(list_of(three_pages()), io.get_executor()) | odd | two;
    CHECK(fake::run(io, range.count()) == 2);
    auto at_once = fake::range_of(list_of(three_pages()), io.get_executor()) | composed;
    CHECK(fake::run(io, at_once.count()) == 2);
  }
  // One function object for the whole list: its counter does not restart with each page.
  auto every_second = fake::range_of(list_of(three_pages()), io.get_executor()) |
                      std::views::filter([n = 0](const service&) mutable { return ++n % 2 == 0; }) |
                      std::views::transform(&service::id);
  CHECK(fake::run(io, every_second.collect()) == std::vector<int>{2, 4});
}

TEST_CASE("async_range: is movable before and after the first await, and requests nothing before it") {
  using range_type = roster::async_range<service>;
  static_assert(std::movable<range_type> && !std::copyable<range_type>);
  static_assert(std::is_nothrow_move_constructible_v<range_type>);
  asio::io_context io;
  auto list = list_of(three_pages());
  auto range = fake::range_of(list, io.get_executor());
  auto moved = std::move(range);
  CHECK(list->requests() == 0);
  auto unawaited = moved.next();
  CHECK(list->requests() == 0);
  auto again = std::move(moved);
  CHECK(fake::run(io, std::move(unawaited))->id == 1);
  CHECK(fake::run(io, again.next())->id == 2);
  auto other = list_of(three_pages());
  moved = fake::range_of(other, io.get_executor());
  again = std::move(moved);
  CHECK(list->source_is_gone);
  CHECK(fake::run(io, again.next())->id == 1);
  auto& self = again;
  again = std::move(self);
  CHECK(fake::run(io, again.next())->id == 2);
}

TEST_CASE("async_range: returns its report, total and executor, also when const and before the first await") {
  asio::io_context io;
  auto list = list_of(three_pages());
  list->total = 5;
  auto range = fake::range_of(list, io.get_executor());
  const auto& seen = range;
  CHECK(!seen.total());
  CHECK(seen.report().pages == 0);
  CHECK(seen.get_executor() == io.get_executor());
  CHECK(fake::run(io, range.next()));
  CHECK(seen.total() == 5);
  CHECK(seen.report().pages == 1);
  CHECK(seen.get_executor() == io.get_executor());
}

TEST_CASE("async_range: works on strands and thread pools") {
  asio::thread_pool pool(2);
  const asio::any_io_executor executors[] = {pool.get_executor(), asio::make_strand(pool.get_executor())};
  for (const auto& executor : executors)
    for (const auto mode : {fake::answers::at_once, fake::answers::posted}) {
      auto list = std::make_shared<fake::list<int>>();
      for (int page = 0; page < 50; ++page) list->pages.emplace_back(3, page);
      list->mode = mode;
      auto range = fake::range_of(list, executor) | std::views::filter([](int n) { return n % 2 == 0; });
      auto all = asio::co_spawn(executor, by_next(std::move(range)), asio::use_future).get();
      CHECK(all.size() == 75);
    }
}
