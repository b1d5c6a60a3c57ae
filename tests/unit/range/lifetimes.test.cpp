// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/detached.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <deque>
#include <memory>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/fake_list.hpp>
#include <support/lifetimes.hpp>

namespace {

struct world {
  std::unique_ptr<boost::asio::io_context> io = std::make_unique<boost::asio::io_context>();
  lifetime::hook called = std::make_shared<std::function<void()>>();
  std::shared_ptr<fake::list<int>> list = std::make_shared<fake::list<int>>();

  world() {
    list->pages = {{1, 2}, {}, {3, 4}, {5, 6}};
    list->mode = fake::answers::posted;
  }
  auto range() { return lifetime::hooked(fake::range_of(list, io->get_executor()), called); }
  bool let_go() const { return list->source_is_gone; }
};

}  // namespace

TEST_CASE("lifetimes: a range may be destroyed at any step of any operation") {
  lifetime::check_range_destroyed<world>();
}
TEST_CASE("lifetimes: a range may be moved at any step of any operation, and is unusable afterwards") {
  lifetime::check_range_moved<world>();
}
TEST_CASE("lifetimes: a context may be destroyed at any step of any operation") {
  lifetime::check_context_destroyed<world>();
}
TEST_CASE("lifetimes: an operation's handler may destroy the range") {
  lifetime::check_destroyed_by_handler<world>();
}
TEST_CASE("lifetimes: an operation may be cancelled at any step, and the range continues") {
  lifetime::check_cancelled<world>();
}
TEST_CASE("lifetimes: a second operation is rejected while one is in flight") {
  lifetime::check_second_refused<world>();
}
TEST_CASE("lifetimes: a coroutine that owns the range may be cancelled, or destroyed, at any step") {
  lifetime::check_frame_destroyed<world>();
}
TEST_CASE("lifetimes: a function of the pipeline may destroy the range") {
  lifetime::check_destroyed_by_function<world>();
}
TEST_CASE("lifetimes: a function of the pipeline may throw at any call") {
  lifetime::check_function_throws<world>();
}
TEST_CASE("lifetimes: a function of the pipeline may not await its own range") {
  lifetime::check_second_refused_to_function<world>();
}

TEST_CASE("lifetimes: the function of for_each may not await its own range, but a loop over a page may") {
  world here;
  auto range = here.range();
  std::deque<lifetime::outcome> inner;
  const auto await_next = [&](int) {
    inner.emplace_back().start(*here.io, lifetime::without_result(range.next()));
  };
  fake::run(*here.io, range.for_each(await_next));
  CHECK(inner.size() == lifetime::items);
  CHECK(std::ranges::all_of(inner, &lifetime::outcome::refused));
  world other;
  auto paged = other.range();
  std::vector<int> ids;
  const auto by_page_and_item = [&]() -> boost::asio::awaitable<void> {
    auto page = co_await paged.next_page();
    for (const int id : *page) ids.push_back(id);
    auto next = co_await paged.next();
    ids.push_back(*next);
  };
  fake::run(*other.io, by_page_and_item());
  CHECK(ids == std::vector<int>{1, 2, 3});
}

TEST_CASE("lifetimes: a range may be destroyed before its operation is awaited, also if it never is") {
  world here;
  auto range = std::make_optional(here.range());
  auto unawaited = range->next();
  {
    auto never = range->count();
  }
  range.reset();
  CHECK_THROWS_AS(fake::run(*here.io, std::move(unawaited)), boost::system::system_error);
  CHECK(here.list->requests() == 0);
}

TEST_CASE("lifetimes: a range may be destroyed between items, at its end and after a failure") {
  for (const std::size_t wanted : {0u, 1u, 2u, 6u, 7u}) {
    world here;
    auto range = std::make_optional(here.range());
    for (std::size_t n = 1; n <= wanted; ++n)
      CHECK(fake::run(*here.io, range->next()).has_value() == (n <= 6));
    range.reset();
    CHECK(here.let_go());
  }
  world here;
  here.list->failing = 1;
  auto range = std::make_optional(here.range());
  CHECK_THROWS_AS(fake::run(*here.io, range->next()), roster::failure);
  range.reset();
  CHECK(here.let_go());
}

namespace {

/// Waits until a single-threaded pool has run all earlier work.
template <class Function>
void after_all(boost::asio::thread_pool& pool, Function then) {
  boost::asio::post(pool, boost::asio::use_future(then)).get();
}

}  // namespace

TEST_CASE("lifetimes: a pool may be destroyed with an operation in flight, before or after the range") {
  enum class executed { by_pool, by_strand };
  const auto check = [](executed how, bool range_first) {
    auto list = std::make_shared<fake::list<int>>();
    list->mode = fake::answers::never;
    boost::asio::thread_pool pool(1);
    std::optional<roster::async_range<int>> range;
    if (how == executed::by_pool) range = fake::range_of(list, pool.get_executor());
    if (how == executed::by_strand) range = fake::range_of(list, boost::asio::make_strand(pool));
    boost::asio::co_spawn(range->get_executor(), lifetime::without_result(range->next()),
                          boost::asio::detached);
    after_all(pool, [] {});
    if (range_first) after_all(pool, [&] { range.reset(); });
    return std::pair(std::move(range), list);
  };
  for (const bool range_first : {false, true}) {
    auto [range, list] = check(executed::by_pool, range_first);
    CHECK(list->requests() == 1);
    range.reset();
    CHECK(list->source_is_gone);
  }
  check(executed::by_strand, true);  // no strand may outlive its pool, whichever object holds it
}
