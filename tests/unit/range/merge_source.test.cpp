// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/cancellation_signal.hpp>
#include <deque>
#include <memory>
#include <random>
#include <ranges>
#include <roster/range/adaptor/prefetch.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/blocking.hpp>
#include <roster/range/combine/detail/merge_source.hpp>
#include <support/fake_list.hpp>
#include <support/gated_list.hpp>
#include <vector>

namespace asio = boost::asio;

namespace {

using pages = std::deque<std::vector<int>>;
using result = std::optional<int>;

/// Several lists whose responses arrive when a test says so, and a range over all of them.
struct gates {
  std::unique_ptr<asio::io_context> context{std::make_unique<asio::io_context>()};
  std::vector<std::shared_ptr<fake::gated_list>> lists{};

  explicit gates(std::vector<pages> all) {
    for (auto& one : all) {
      lists.push_back(std::make_shared<fake::gated_list>());
      lists.back()->pages = std::move(one);
    }
  }

  roster::async_range<int> range(roster::merge_options options = {}) {
    std::vector<roster::detail::page_source_factory<int>> makers;
    const auto executor = context->get_executor();
    for (const auto& one : lists)
      makers.push_back([one, executor] { return std::make_unique<fake::gated_source>(one, executor); });
    return roster::async_range<int>(
        std::make_unique<roster::detail::merge_source<int>>(executor, std::move(makers), options));
  }

  /// Runs all ready work until a response has to be released.
  void settle() {
    context->restart();
    context->poll();
  }

  std::vector<std::size_t> requests() const {
    std::vector<std::size_t> all;
    for (const auto& one : lists) all.push_back(one->requests());
    return all;
  }
  std::size_t cancelled() const {
    std::size_t sum = 0;
    for (const auto& one : lists) sum += one->cancelled;
    return sum;
  }
  void release_all(std::size_t answers = 1) {
    for (const auto& one : lists) one->release(answers);
  }
};

/// An operation on a range that has been started.
struct operation {
  std::optional<result> value{};
  std::exception_ptr error{};
  asio::cancellation_signal stop{};

  operation(asio::io_context& context, asio::awaitable<result> work) {
    asio::co_spawn(context, std::move(work),
                   asio::bind_cancellation_slot(stop.slot(), [this](std::exception_ptr e, result r) {
                     error = e;
                     if (!e) value = r;
                   }));
  }
  bool failed_with(const boost::system::error_code& code) const {
    if (!error) return false;
    try {
      std::rethrow_exception(error);
    } catch (const boost::system::system_error& e) {
      return e.code() == code;
    }
  }
};

/// Awaits the next item of a range whose lists have been released.
result next_of(gates& setup, roster::async_range<int>& range) {
  operation next(*setup.context, range.next());
  setup.settle();
  REQUIRE(next.value.has_value());
  return *next.value;
}

const boost::system::error_code aborted = asio::error::operation_aborted;

}  // namespace

TEST_CASE("merge_source: lists are read concurrently, and those that have a page take turns") {
  gates setup({{{1, 2}, {3}}, {{10}, {11}}, {{20}}});
  auto range = setup.range();
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{0, 0, 0});

  operation first(*setup.context, range.next());
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 1});
  CHECK(!first.value.has_value());
  setup.lists[1]->release();
  setup.settle();
  CHECK(first.value == result(10));
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 1});  // nothing is requested outside of an await

  setup.lists[0]->release(2);  // arrives while no await is pending, and only one page of it
  setup.lists[2]->release(2);
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 1});
  CHECK(next_of(setup, range) == 20);  // after the second list it is the third one's turn
  CHECK(setup.requests() == std::vector<std::size_t>{1, 2, 1});
  CHECK(next_of(setup, range) == 1);
  CHECK(next_of(setup, range) == 2);
  CHECK(next_of(setup, range) == 3);
  setup.release_all(2);
  CHECK(next_of(setup, range) == 11);
  CHECK(next_of(setup, range) == std::nullopt);
  CHECK(setup.requests() == std::vector<std::size_t>{3, 3, 2});  // one per page, and one for its end
  CHECK(setup.cancelled() == 0);
}

TEST_CASE("merge_source: without lists, yields an empty list") {
  gates setup({});
  auto range = setup.range();
  CHECK(next_of(setup, range) == std::nullopt);
}

TEST_CASE(
    "merge_source: at most as many lists are fetched at a time as items are wanted, each with that demand") {
  gates setup(std::vector<pages>(30, pages{{1, 2, 3, 4, 5}, {6}}));
  auto five = setup.range() | std::views::take(5);
  operation all(*setup.context, [](auto& range) -> asio::awaitable<result> {
    const auto items = co_await range.collect();
    co_return static_cast<int>(items.size());
  }(five));
  setup.settle();
  auto expected = std::vector<std::size_t>(30, 0);
  std::fill_n(expected.begin(), 5, std::size_t{1});
  CHECK(setup.requests() == expected);
  for (int i = 0; i < 5; ++i)
    CHECK(setup.lists[static_cast<std::size_t>(i)]->demands == std::vector<roster::demand>{5});
  setup.lists[3]->release();
  setup.settle();
  CHECK(all.value == result(5));
  CHECK(setup.requests() == expected);
  CHECK(setup.cancelled() == 4);  // the pages of the others are not wanted
}

TEST_CASE(
    "merge_source: lists that return too few items are fetched again, and others replace those that end") {
  gates setup({{{1}, {2}}, {}, {{3, 4}}});
  auto three = setup.range() | std::views::take(2);
  operation first(*setup.context, three.next());
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 0});
  setup.lists[1]->release();  // ends
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 1});
  setup.lists[0]->release();
  setup.settle();
  CHECK(first.value == result(1));
  operation second(*setup.context, three.next());
  setup.settle();
  CHECK(setup.requests() ==
        std::vector<std::size_t>{1, 1, 1});  // one item is wanted, and one list is fetching
  setup.lists[2]->release();
  setup.settle();
  CHECK(second.value == result(3));
}

TEST_CASE("merge_source: first() requests one list after the other") {
  gates setup({{}, {{7}}, {{8}}});
  auto range = setup.range();
  operation first(*setup.context, range.first());
  setup.release_all();
  setup.settle();
  CHECK(first.value == result(7));
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 0});
  CHECK(setup.lists[1]->demands == std::vector<roster::demand>{1});
}

TEST_CASE("merge_source: a satisfied take cancels the fetches in flight") {
  gates setup({{{1, 2, 3}}, {{5}}, {{6}}});
  auto two = setup.range() | std::views::filter([](int i) { return i != 1; }) | std::views::take(2);
  operation all(*setup.context, [](auto& range) -> asio::awaitable<result> {
    const auto items = co_await range.collect();
    co_return items.back();
  }(two));
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 1});
  setup.lists[0]->release();
  setup.settle();
  CHECK(all.value == result(3));
  CHECK(setup.cancelled() == 2);
  CHECK(setup.context->stopped());  // nothing remains in flight
}

TEST_CASE(
    "merge_source: the failure of a list is thrown in its turn, and it is fetched again; the others keep "
    "their position") {
  gates setup({{{1}, {2}}, {{10}, {11}}, {{20}}});
  setup.lists[1]->failing = 1;
  auto range = setup.range();
  setup.release_all();
  CHECK(next_of(setup, range) == 1);
  operation failing(*setup.context, range.next());
  setup.settle();
  CHECK(failing.failed_with(roster::errc::unavailable));
  setup.release_all(9);
  std::vector<int> rest;
  while (const auto item = next_of(setup, range)) rest.push_back(*item);
  std::sort(rest.begin(), rest.end());
  CHECK(rest == std::vector{2, 10, 11, 20});
  CHECK(setup.requests() == std::vector<std::size_t>{3, 4, 2});
  CHECK(setup.cancelled() == 0);
}

TEST_CASE("merge_source: cancelling an await cancels the fetches, and every list keeps its position") {
  gates setup({{{1}, {2}}, {{10}}});
  auto range = setup.range();
  operation first(*setup.context, range.next());
  setup.settle();
  first.stop.emit(asio::cancellation_type::terminal);
  setup.settle();
  CHECK(first.failed_with(aborted));
  CHECK(setup.cancelled() == 2);
  CHECK(setup.context->stopped());
  setup.release_all(3);
  std::vector<int> all;
  while (const auto item = next_of(setup, range)) all.push_back(*item);
  std::sort(all.begin(), all.end());
  CHECK(all == std::vector{1, 2, 10});
}

TEST_CASE("merge_source: a cancellation loses no page that has arrived") {
  gates setup({{{1}}, {{10}}});
  auto range = setup.range();
  operation first(*setup.context, range.next());
  setup.settle();
  first.stop.emit(asio::cancellation_type::terminal);
  setup.release_all(2);  // the responses arrive before the cancellation takes effect
  setup.settle();
  std::vector<int> all;
  if (first.value) all.push_back(first.value->value());
  while (const auto item = next_of(setup, range)) all.push_back(*item);
  std::sort(all.begin(), all.end());
  CHECK(all == std::vector{1, 10});
}

TEST_CASE("merge_source: a range may be destroyed at any point, and everything in flight ends") {
  for (const bool in_flight : {false, true})
    for (std::size_t released = 0; released <= 6; ++released) {
      CAPTURE(in_flight);
      CAPTURE(released);
      gates setup({{{1}, {2}}, {{10}, {11}}, {{20}}});
      auto range = std::make_unique<roster::async_range<int>>(setup.range());
      for (std::size_t i = 0; i < released; ++i) setup.lists[i % 3]->release();
      std::deque<operation> all;
      for (int i = 0; i < 6; ++i) {
        if (!all.empty() && !all.back().value) break;
        all.emplace_back(*setup.context, range->next());
        setup.settle();
      }
      const bool waiting = !all.back().value;
      if (waiting && !in_flight) {
        all.back().stop.emit(asio::cancellation_type::terminal);
        setup.settle();
      }
      range.reset();
      setup.settle();
      CHECK(setup.context->stopped());
      for (const auto& one : setup.lists) CHECK(one->source_is_gone);
      if (waiting) CHECK(all.back().failed_with(aborted));
    }
}

TEST_CASE(
    "merge_source: the context may be destroyed before the range, with and without an await in flight") {
  for (const bool in_flight : {false, true}) {
    CAPTURE(in_flight);
    gates setup({{{1}}, {{10}}, {{20}}});
    auto range = setup.range();
    operation first(*setup.context, range.next());
    if (!in_flight) setup.lists[1]->release();
    setup.settle();
    CHECK(first.value.has_value() == !in_flight);
    setup.context.reset();
  }
}

TEST_CASE("merge_source: the context may be destroyed at any step of fetches that were started") {
  for (int steps = 0; steps < 8; ++steps) {
    CAPTURE(steps);
    gates setup({{{1}}, {{10}}});
    auto range = setup.range();
    operation first(*setup.context, range.next());
    for (int i = 0; i < steps; ++i) setup.context->poll_one();
    setup.context.reset();
    CHECK(!first.value.has_value());
  }
}

TEST_CASE(
    "merge_source: in ordered mode it returns one list after the other, and fetches the others meanwhile") {
  gates setup({{{1}, {2}}, {{10}}, {}});
  auto range = setup.range({.order = roster::merge_order::ordered});
  operation first(*setup.context, range.next());
  setup.lists[1]->release(2);
  setup.lists[2]->release();
  setup.settle();
  CHECK(!first.value.has_value());
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 1});
  setup.lists[0]->release(3);
  setup.settle();
  CHECK(first.value == result(1));
  CHECK(next_of(setup, range) == 2);
  CHECK(next_of(setup, range) == 10);
  CHECK(next_of(setup, range) == std::nullopt);
  CHECK(setup.requests() == std::vector<std::size_t>{3, 2, 1});
}

TEST_CASE("merge_source: in ordered mode one list is fetched per hundred items wanted") {
  for (const auto& [wanted, asked] : {std::pair(5, 1), {100, 1}, {101, 2}, {250, 3}}) {
    gates setup(std::vector<pages>(10, pages{{1}}));
    auto some = setup.range({.order = roster::merge_order::ordered}) | std::views::take(wanted);
    operation first(*setup.context, some.next());
    setup.settle();
    const auto requests = setup.requests();
    CHECK(std::count(requests.begin(), requests.end(), 1U) == asked);
    setup.release_all(2);
    setup.settle();
    CHECK(first.value == result(1));
  }
}

TEST_CASE("merge_source: at most max_concurrency lists are read, and the next begins when one has ended") {
  gates setup({{{1}}, {{2}}, {{3}}, {{4}}});
  auto range = setup.range({.max_concurrency = 2});
  operation first(*setup.context, range.next());
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{1, 1, 0, 0});
  setup.lists[0]->release();
  setup.settle();
  CHECK(first.value == result(1));
  operation second(*setup.context, range.next());
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{2, 1, 0, 0});  // it has returned a page, and not ended
  setup.lists[0]->release();
  setup.settle();
  CHECK(setup.requests() == std::vector<std::size_t>{2, 1, 1, 0});
  setup.release_all(2);
  std::vector<int> rest;
  setup.settle();
  CHECK(second.value.has_value());
  while (const auto item = next_of(setup, range)) rest.push_back(*item);
  CHECK(rest.size() == 2);
}

TEST_CASE(
    "merge_source: for random lists nothing is lost, repeated or requested twice, and each list keeps its "
    "order") {
  std::mt19937 random(20261127);
  for (int round = 0; round < 400; ++round) {
    asio::io_context context;
    std::vector<std::shared_ptr<fake::list<int>>> lists(random() % 6);
    std::vector<roster::detail::page_source_factory<int>> makers;
    std::vector<std::size_t> lengths;
    std::vector<std::size_t> requests;
    std::vector<int> flat;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      lists[i] = std::make_shared<fake::list<int>>();
      lists[i]->mode = random() % 3 == 0 ? fake::answers::at_once : fake::answers::posted;
      std::vector<int> items;
      for (auto left = random() % 9; left > 0; --left)
        items.push_back(static_cast<int>(i) * 100 + static_cast<int>(items.size()));
      lengths.push_back(items.size());
      flat.insert(flat.end(), items.begin(), items.end());
      lists[i]->pages = fake::split(std::move(items), random);
      lists[i]->failing = random() % 4 == 0 ? random() % 3 : 0;
      requests.push_back(lists[i]->pages.size() + 1 + lists[i]->failing);
      makers.push_back([&context, one = lists[i]] {
        return std::make_unique<fake::source<int>>(one, context.get_executor());
      });
    }
    const bool ordered = random() % 2 == 0;
    const auto order = ordered ? roster::merge_order::ordered : roster::merge_order::unordered;
    const roster::merge_options options{.max_concurrency = 1 + random() % 4, .order = order};
    roster::async_range<int> range(std::make_unique<roster::detail::merge_source<int>>(
        context.get_executor(), std::move(makers), options));
    std::vector<int> came;
    bool more = true;
    while (more) {
      try {
        const auto item = fake::run(context, range.next());
        more = item.has_value();
        if (item) came.push_back(*item);
      } catch (const roster::failure&) {
      }
    }
    if (ordered) CHECK(came == flat);
    std::vector<int> by_lists;
    for (int i = 0; i < 6; ++i)
      for (const int item : came)
        if (item / 100 == i) by_lists.push_back(item);
    CHECK(by_lists == flat);
    for (std::size_t i = 0; i < lists.size(); ++i) CHECK(lists[i]->requests() == requests[i]);
  }
}

TEST_CASE("merge_source: for random lists take returns the available items, for any count") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    asio::io_context context;
    std::vector<roster::detail::page_source_factory<int>> makers;
    std::size_t all = 0;
    for (auto left = random() % 6; left > 0; --left) {
      const auto list = std::make_shared<fake::list<int>>();
      list->mode = random() % 3 == 0 ? fake::answers::at_once : fake::answers::posted;
      std::vector<int> items(random() % 7, 1);
      all += items.size();
      list->pages = fake::split(std::move(items), random);
      makers.push_back(
          [&context, list] { return std::make_unique<fake::source<int>>(list, context.get_executor()); });
    }
    const auto order = random() % 2 == 0 ? roster::merge_order::ordered : roster::merge_order::unordered;
    const roster::merge_options options{.max_concurrency = 1 + random() % 3, .order = order};
    const auto most = random() % 15;
    auto range = roster::async_range<int>(std::make_unique<roster::detail::merge_source<int>>(
                     context.get_executor(), std::move(makers), options)) |
                 std::views::take(static_cast<std::ptrdiff_t>(most));
    CHECK(fake::run(context, range.collect()).size() == std::min<std::size_t>(most, all));
  }
}

TEST_CASE("merge_source: the report is the sum, and pages are numbered across all lists") {
  gates setup({{{1, 2}, {3}}, {{10}}});
  auto range = setup.range();
  setup.lists[0]->report = {
      .requests = 3, .retries = 2, .bytes = 10, .total = 3, .drift = true, .note = "shifted"};
  setup.release_all(3);
  operation first(*setup.context, range.next());
  setup.settle();
  CHECK(range.total() == std::nullopt);
  setup.lists[1]->report.total = 4;
  while (next_of(setup, range)) {
  }
  CHECK(range.report().requests == 3);
  CHECK(range.report().retries == 2);
  CHECK(range.report().pages == 3);
  CHECK(range.report().items == 4);
  CHECK(range.report().bytes == 10);
  CHECK(range.report().total == 7);
  CHECK(range.report().drift);
  CHECK(range.report().note == "shifted");
}

TEST_CASE("merge_source: every list prefetches as set for the whole range") {
  gates setup({{{1}}, {{10}}});
  setup.release_all(9);
  auto range = setup.range() | std::views::transform([](int i) { return i; }) | roster::prefetch(3);
  CHECK(setup.lists[1]->prefetch == 0);
  operation first(*setup.context, range.next());
  setup.settle();
  for (const auto& one : setup.lists) CHECK(one->prefetch == 3);
}

TEST_CASE("merge_source: works in a plain loop, which may be left early") {
  gates setup({{{1}, {2}}, {{10}, {11}}, {{20}}});
  setup.release_all(9);
  std::vector<int> some;
  for (const int item : roster::blocking(setup.range())) {
    some.push_back(item);
    if (some.size() == 4) break;
  }
  CHECK(some == std::vector{1, 10, 20, 2});
  setup.settle();
  for (const auto& one : setup.lists) CHECK(one->source_is_gone);
}
