// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/thread_pool.hpp>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/async_operation.hpp>
#include <stdexcept>
#include <string>
#include <support/token_matrix.hpp>

namespace asio = boost::asio;

namespace {

using token::error_code;

template <class Row>
void row(const char* name) {
  CAPTURE(std::string(name));
  token::check_row<Row>();
}

auto list_of(std::deque<std::vector<int>> pages) {
  auto list = std::make_shared<fake::list<int>>();
  list->pages = std::move(pages);
  return list;
}

}  // namespace

TEST_CASE("async operations: with any token and any ending, the range keeps its position") {
  row<token::callback>("a callback, by a slot");
  row<token::callback_on_another_executor>("a callback, by a slot, on an executor of its own");
  row<token::callback_with_an_allocator>("a callback, by a slot, with an allocator");
  row<token::callback_with_a_value_appended>("append");
  row<token::as_tuple_of_a_callback>("as_tuple of a callback");
  row<token::deferred>("deferred");
  row<token::use_future>("use_future");
  row<token::detached>("detached");
  row<token::in_coroutine<token::use_awaitable>>("use_awaitable");
  row<token::in_coroutine<token::deferred_awaited>>("deferred, awaited");
  row<token::in_coroutine<token::as_tuple_awaited>>("as_tuple, awaited");
  row<token::in_coroutine<token::redirect_error_awaited>>("redirect_error, awaited");
}

TEST_CASE("async_next: delivers an item to any completion token") {
  asio::io_context io;
  auto list = list_of({{1, 2}, {}, {3}});
  auto range = fake::range_of(list, io.get_executor());
  std::vector<int> all;
  range.async_next([&](error_code code, std::optional<int> item) {
    CHECK(!code);
    all.push_back(item.value());
  });
  CHECK(list->requests() == 0);
  io.run();
  auto future = range.async_next(asio::use_future);
  io.restart();
  io.run();
  all.push_back(future.get().value());
  CHECK(all == std::vector<int>{1, 2});
  CHECK(fake::run(io, range.next()) == 3);
  auto end = range.async_next(asio::use_future);
  io.restart();
  io.run();
  CHECK(!end.get());
}

TEST_CASE("async_next_page: delivers a page to any completion token") {
  asio::io_context io;
  auto range = fake::range_of(list_of({{1, 2}, {3}}), io.get_executor()) |
               std::views::transform([](int n) { return 10 * n; });
  std::vector<std::vector<int>> pages;
  const auto keep = [&](error_code code, auto page) {
    CHECK(!code);
    pages.emplace_back();
    for (const int n : page.value()) pages.back().push_back(n);
  };
  for (int i = 0; i < 2; ++i) {
    range.async_next_page(keep);
    io.restart();
    io.run();
  }
  CHECK(pages == std::vector<std::vector<int>>{{10, 20}, {30}});
}

TEST_CASE("async_collect: delivers all remaining items to any completion token") {
  asio::io_context io;
  auto range = fake::range_of(list_of({{1, 2}, {3}}), io.get_executor());
  auto all = range.async_collect<std::deque<int>>(asio::use_future);
  io.run();
  CHECK(all.get() == std::deque<int>{1, 2, 3});
}

TEST_CASE("async_collect: keeps the items received before a failure, with any token (fault 127)") {
  asio::io_context io;
  auto list = list_of({{1, 2}, {3}});
  auto range = fake::range_of(list, io.get_executor());
  REQUIRE(fake::run(io, range.next()) == 1);
  list->failing = 2;
  range.async_collect([&](error_code code, std::vector<int> some) {
    CHECK(code == roster::errc::unavailable);
    CHECK(some.empty());
  });
  io.restart();
  io.run();
  auto future = range.async_collect(asio::use_future);
  io.restart();
  io.run();
  CHECK_THROWS_AS(future.get(), boost::system::system_error);
  CHECK(fake::run(io, range.collect()) == std::vector<int>{2, 3});
}

TEST_CASE("last_failure: has the details that an error_code cannot hold") {
  asio::io_context io;
  auto list = list_of({{1}, {2}});
  auto range = fake::range_of(list, io.get_executor());
  CHECK(!range.last_error());
  list->failing = 1;
  range.async_next(asio::detached);
  io.run();
  const auto failed = range.last_failure();
  REQUIRE(failed);
  CHECK(failed->details().message == "the fake list was told to fail");
  range.async_next(asio::detached);
  io.restart();
  io.run();
  CHECK(!range.last_error());
  CHECK(!range.last_failure());
}

TEST_CASE("last_error: keeps the exception of a user function until the next operation") {
  asio::io_context io;
  auto range = fake::range_of(list_of({{1, 2}}), io.get_executor()) | std::views::transform([](int n) {
                 if (n == 1) throw std::runtime_error("not one");
                 return n;
               });
  range.async_next([&](error_code code, std::optional<int>) { CHECK(code == roster::errc::exception); });
  io.run();
  CHECK_THROWS_WITH_AS(std::rethrow_exception(range.last_error()), "not one", std::runtime_error);
  CHECK(!range.last_failure());
  auto second = range.async_next(asio::use_future);
  io.restart();
  io.run();
  CHECK(second.get() == 2);
  CHECK(!range.last_error());
}

TEST_CASE("async operations: a second one in flight fails with busy, and the first one is unaffected") {
  asio::io_context io;
  auto list = list_of({{1}, {2}});
  list->mode = fake::answers::posted;
  auto range = fake::range_of(list, io.get_executor());
  std::vector<std::string> results;
  const auto tell = [&](std::string name) {
    return [&results, name](error_code code, std::optional<int> item) {
      results.push_back(name + (code == roster::errc::busy ? " busy" : " " + std::to_string(item.value())));
    };
  };
  SUBCASE("before the first one has begun") {
    range.async_next(tell("first"));
    range.async_next(tell("second"));
    CHECK(results.empty());
    auto awaited = asio::co_spawn(io, range.next(), asio::use_future);
    io.run();
    CHECK_THROWS_AS(awaited.get(), roster::failure);
  }
  SUBCASE("while the first one waits") {
    range.async_next(tell("first"));
    while (list->requests() == 0) io.poll_one();
    range.async_next(tell("second"));
  }
  io.restart();
  io.run();
  std::sort(results.begin(), results.end());
  CHECK(results == std::vector<std::string>{"first 1", "second busy"});
  CHECK(!range.last_error());
  CHECK(fake::run(io, range.next()) == 2);
}

TEST_CASE("async operations: deferred starts nothing, and the range may be moved before it runs") {
  asio::io_context io;
  auto list = list_of({{1}, {2}});
  auto range = std::make_optional(fake::range_of(list, io.get_executor()));
  auto later = range->async_next(asio::deferred);
  io.run();
  CHECK(list->requests() == 0);
  CHECK(fake::run(io, range->next()) == 1);  // not in flight
  error_code code;
  std::optional<int> item;
  const auto keep = [&](error_code c, std::optional<int> i) {
    code = c;
    item = i;
  };
  SUBCASE("moved") {
    auto moved = std::move(*range);
    std::move(later)(keep);
    io.restart();
    io.run();
    CHECK(item == 2);
  }
  SUBCASE("destroyed") {
    range.reset();
    std::move(later)(keep);
    io.restart();
    io.run();
    CHECK(code == asio::error::operation_aborted);
  }
  CHECK(list->requests() == (item ? 2 : 1));
}

TEST_CASE("async operations: any cancellation type that the slot receives ends the wait") {
  for (const auto kind : {asio::cancellation_type::terminal, asio::cancellation_type::partial,
                          asio::cancellation_type::total}) {
    asio::io_context io;
    auto list = list_of({{1}});
    list->mode = fake::answers::never;
    auto range = fake::range_of(list, io.get_executor());
    asio::cancellation_signal cancel;
    error_code code;
    range.async_next(asio::bind_cancellation_slot(cancel.slot(), [&](error_code c, std::optional<int>) {
      code = c;
      CHECK(!cancel.slot().has_handler());
    }));
    io.poll();
    CHECK(list->requests() == 1);
    cancel.emit(kind);
    io.poll();
    CHECK(code == asio::error::operation_aborted);
  }
}

TEST_CASE("async operations: destroying the range completes them with operation_aborted") {
  for (const auto mode : {fake::answers::at_once, fake::answers::posted, fake::answers::never})
    for (int steps = 0; steps < 8; ++steps) {
      CAPTURE(steps);
      asio::io_context io;
      auto list = list_of({{1}});
      list->mode = mode;
      auto range = std::make_optional(fake::range_of(list, io.get_executor()));
      int completions = 0;
      error_code code;
      range->async_next([&](error_code c, std::optional<int>) {
        ++completions;
        code = c;
      });
      for (int i = 0; i < steps; ++i) io.poll_one();
      const bool in_time = completions == 1;
      range.reset();
      io.restart();
      io.run();
      CHECK(completions == 1);
      CHECK(code == (in_time ? error_code{} : asio::error::operation_aborted));
      CHECK(list->source_is_gone);
    }
}

TEST_CASE(
    "async operations: the handler may destroy the range, and the context may be destroyed before both") {
  auto list = list_of({{1}, {2}});
  auto io = std::make_unique<asio::io_context>();
  auto range = std::make_optional(fake::range_of(list, io->get_executor()));
  SUBCASE("by its handler") {
    range->async_next([&](error_code, std::optional<int> item) {
      CHECK(item == 1);
      range.reset();
    });
    io->run();
    CHECK(!range);
  }
  SUBCASE("context, slot, range") {
    list->mode = fake::answers::never;
    auto cancel = std::make_unique<asio::cancellation_signal>();
    range->async_next(asio::bind_cancellation_slot(
        cancel->slot(), [](error_code, std::optional<int>) { FAIL("nobody runs it"); }));
    io->poll();
    io.reset();
    cancel.reset();
    range.reset();
  }
}

TEST_CASE("async operations: many items that are available immediately do not grow the stack") {
  asio::io_context io;
  constexpr int pages = 100;
  constexpr int size = 1000;
  auto list = std::make_shared<fake::list<int>>();
  for (int page = 0; page < pages; ++page) list->pages.emplace_back(size, page);
  auto range = fake::range_of(list, io.get_executor());
  std::vector<int> all;
  int deepest = 0;
  int depth = 0;
  struct again {
    roster::async_range<int>& range;
    std::vector<int>& all;
    int& depth;
    int& deepest;
    void operator()(error_code, std::optional<int> item) {
      deepest = std::max(deepest, ++depth);
      if (item) all.push_back(*item);
      if (item) range.async_next(again(*this));
      --depth;
    }
  };
  range.async_next(again{range, all, depth, deepest});
  io.run();
  CHECK(all.size() == pages * size);
  CHECK(deepest == 1);
}

TEST_CASE("async operations: an exception of the handler propagates out of the context") {
  asio::io_context io;
  auto range = fake::range_of(list_of({{1}, {2}}), io.get_executor());
  range.async_next([](error_code, std::optional<int>) { throw std::runtime_error("the handler's"); });
  CHECK_THROWS_WITH_AS(io.run(), "the handler's", std::runtime_error);
  io.run();
  CHECK(fake::run(io, range.next()) == 2);
}

TEST_CASE("async operations: outstanding work keeps the handler's context running until the end") {
  asio::io_context io;
  asio::io_context other;
  auto list = list_of({{1}});
  list->mode = fake::answers::posted;
  auto range = fake::range_of(list, io.get_executor());
  bool done = false;
  range.async_next(asio::bind_executor(other, [&](error_code, std::optional<int>) { done = true; }));
  CHECK(other.poll() == 0);
  CHECK(!other.stopped());
  io.run();
  CHECK(!done);
  other.run();
  CHECK(done);
}

TEST_CASE("async operations: may begin on any thread") {
  asio::thread_pool pool(1);
  auto range = fake::range_of(list_of({{1}, {2}}), pool.get_executor());
  CHECK(range.async_next(asio::use_future).get() == 1);
  CHECK(range.async_next(asio::use_future).get() == 2);
  CHECK(!range.async_next(asio::use_future).get());
}
