// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/detached.hpp>
#include <roster/range/detail/range_state.hpp>
#include <set>
#include <stdexcept>
#include <support/fake_list.hpp>
#include <support/pipelines.hpp>
#include <support/properties.hpp>

using law::calls;
using law::list_of;
using law::service;

namespace asio = boost::asio;

namespace {

constexpr int splits = 300;

}  // namespace

TEST_CASE(
    "range_state: for any split into pages, with and without failures, yields what the standard view "
    "yields") {
  std::mt19937 random{1};
  law::for_each_pipeline([&](auto pipeline) {
    for (int i = 0; i < splits; ++i) law::check_against_standard(pipeline, random, true);
  });
  law::for_deeper_pipelines([&](auto pipeline) {
    for (int i = 0; i < splits; ++i) law::check_against_standard(pipeline, random);
  });
}

namespace {

/// Throws once for each of the given ids.
struct trap {
  std::set<int>* ids;
  bool operator()(const service& s) const {
    if (ids->erase(s.id)) throw std::runtime_error("trap " + std::to_string(s.id));
    return s.group % 2 == 0;
  }
};

/// Returns all ids; where a function threw, -1 represents the exception.
template <class Range>
std::vector<int> ids_and_throws(asio::io_context& io, Range range) {
  std::vector<int> ids;
  while (true) {
    try {
      const auto item = fake::run(io, range.next());
      if (!item) return ids;
      ids.push_back(law::id_of(*item));
    } catch (const std::runtime_error&) {
      ids.push_back(-1);
    }
  }
}

std::vector<service> numbered(int size, int group = 0) {
  std::vector<service> flat;
  for (int id = 1; id <= size; ++id) flat.push_back(law::make_service(id, group));
  return flat;
}

std::deque<std::vector<service>> in_pages_of(std::size_t size, const std::vector<service>& flat) {
  std::deque<std::vector<service>> pages;
  for (std::size_t i = 0; i < flat.size(); i += size) {
    pages.emplace_back();
    for (std::size_t j = i; j < std::min(i + size, flat.size()); ++j) pages.back().push_back(flat[j]);
  }
  return pages;
}

}  // namespace

TEST_CASE("range_state: an item at which a function throws is consumed, for any split into pages") {
  asio::io_context io;
  // With pages of 1 every exception is thrown inside begin(), with one page of 9 all but the first inside ++.
  for (const std::size_t size : {1u, 2u, 3u, 4u, 9u}) {
    CAPTURE(size);
    const auto list = [&] {
      return fake::range_of(list_of(in_pages_of(size, numbered(9))), io.get_executor());
    };
    using all = std::vector<int>;
    using std::views::take;
    std::set<int> ids;
    const trap trapped{&ids};
    const auto throwing = std::views::filter(trapped);
    const auto throwing_id = std::views::transform([trapped](const service& s) {
      trapped(s);
      return s.id;
    });
    const auto odd = std::views::filter([](int id) { return id % 2 == 1; });
    const auto seen = [&](auto range) {
      ids = {1, 3, 4, 9};
      return ids_and_throws(io, std::move(range));
    };

    CHECK(seen(list() | throwing) == all{-1, 2, -1, -1, 5, 6, 7, 8, -1});
    CHECK(seen(list() | throwing_id) == all{-1, 2, -1, -1, 5, 6, 7, 8, -1});
    CHECK(seen(list() | throwing_id | odd) == all{-1, -1, -1, 5, 7, -1});
    // A take after a filter has not seen the item; any other take has counted it.
    CHECK(seen(list() | throwing | take(3)) == all{-1, 2, -1, -1, 5, 6});
    CHECK(seen(list() | take(5) | throwing) == all{-1, 2, -1, -1, 5});
    CHECK(seen(list() | throwing_id | take(5)) == all{-1, 2, -1, -1, 5});
    CHECK(seen(list() | take(4) | throwing_id) == all{-1, 2, -1, -1});
    CHECK(seen(list() | take(7) | throwing | take(3)) == all{-1, 2, -1, -1, 5, 6});
  }
}

TEST_CASE("range_state: a throwing function costs no request and no other item") {
  asio::io_context io;
  std::mt19937 random{3};
  for (int i = 0; i < splits; ++i) {
    auto flat = numbered(static_cast<int>(random() % 20));
    std::set<int> ids;
    for (auto& s : flat) {
      s.group = static_cast<int>(random() % 4);
      if (random() % 4 == 0) ids.insert(s.id);
    }
    std::vector<int> expected;
    for (const auto& s : flat)
      if (ids.count(s.id))
        expected.push_back(-1);
      else if (s.group % 2 == 0)
        expected.push_back(s.id);
    auto list = list_of(fake::split(flat, random));
    const auto pages = list->pages.size();
    REQUIRE(ids_and_throws(io, fake::range_of(list, io.get_executor()) | std::views::filter(trap{&ids})) ==
            expected);
    REQUIRE(list->requests() == pages + 1);
  }
}

TEST_CASE("range_state: computes how many items the consumer can still use") {
  asio::io_context io;
  using roster::detail::unlimited;
  using demands = std::vector<roster::demand>;
  const auto after_all = [&](auto pipeline) {
    auto list = list_of(in_pages_of(2, numbered(6, 0)));
    calls log;
    fake::run(io, pipeline(fake::range_of(list, io.get_executor())).count());
    return list->demands;
  };
  const auto even = std::views::filter(law::even_group);
  const auto name = std::views::transform(&service::name);
  const auto tags = std::views::transform(&service::tag);
  using std::views::take, std::views::keys;
  CHECK(after_all([](auto r) { return r; }) == demands(4, unlimited));
  CHECK(after_all([](auto r) { return std::move(r) | take(5); }) == demands{5, 3, 1});
  CHECK(after_all([](auto r) { return std::move(r) | take(4); }) == demands{4, 2});
  CHECK(after_all([&](auto r) { return std::move(r) | name | take(3); }) == demands{3, 1});
  CHECK(after_all([&](auto r) { return std::move(r) | take(3) | tags | keys; }) == demands{3, 1});
  CHECK(after_all([&](auto r) { return std::move(r) | take(5) | take(3); }) == demands{3, 1});
  CHECK(after_all([&](auto r) { return std::move(r) | take(3) | take(5); }) == demands{3, 1});
  CHECK(after_all([&](auto r) { return std::move(r) | even | take(3); }) == demands{unlimited, unlimited});
  CHECK(after_all([&](auto r) { return std::move(r) | take(3) | even | take(2); }) == demands{3});
  CHECK(after_all([&](auto r) { return std::move(r) | take(3) | even | take(9); }) == demands{3, 1});
  CHECK(after_all([&](auto r) { return std::move(r) | (even | name | take(1)); }) == demands{unlimited});
  CHECK(after_all([&](auto r) { return std::move(r) | take(0); }) == demands{});
}

TEST_CASE("range_state: an item counts as consumed for the size of the next page, which is requested early") {
  asio::io_context io;
  auto list = list_of(in_pages_of(3, numbered(9)));
  auto range = fake::range_of(list, io.get_executor()) | std::views::take(5);
  REQUIRE(fake::run(io, range.next()));
  REQUIRE(fake::run(io, range.next_page()));
  CHECK(list->demands == std::vector<roster::demand>{5, 4});
}

TEST_CASE("range_state: rejects a second operation while one is in flight, and the first continues") {
  asio::io_context io;
  auto list = list_of(in_pages_of(2, numbered(4)));
  list->mode = fake::answers::posted;
  auto range = fake::range_of(list, io.get_executor());
  int refused = 0;
  std::optional<service> first;
  const auto expect_busy = [&](auto operation) -> asio::awaitable<void> {
    try {
      co_await operation();
    } catch (const roster::failure& f) {
      refused += f.condition() == roster::errc::busy;
    }
  };
  asio::co_spawn(io, range.next(), [&](std::exception_ptr e, std::optional<service> item) {
    CHECK(!e);
    first = item;
  });
  asio::co_spawn(io, expect_busy([&] { return range.next(); }), asio::detached);
  asio::co_spawn(io, expect_busy([&] { return range.next_page(); }), asio::detached);
  asio::co_spawn(io, expect_busy([&] { return range.first(); }), asio::detached);
  asio::co_spawn(io, expect_busy([&] { return range.count(); }), asio::detached);
  asio::co_spawn(io, expect_busy([&] { return range.collect(); }), asio::detached);
  asio::co_spawn(io, expect_busy([&] { return range.for_each([](service&) {}); }), asio::detached);
  io.run();
  CHECK(refused == 6);
  REQUIRE(first);
  CHECK(first->id == 1);
  CHECK(list->requests() == 1);
  CHECK(fake::run(io, range.count()) == 3);
}

namespace {

/// Starts next() and holds its result.
struct started {
  template <class Range>
  started(asio::io_context& io, Range& range, asio::cancellation_slot slot = {}) {
    asio::co_spawn(io, range.next(),
                   asio::bind_cancellation_slot(slot, [this](std::exception_ptr e, std::optional<service> i) {
                     done = true;
                     error = e;
                     item = std::move(i);
                   }));
  }
  bool aborted() const {
    if (!error) return false;
    try {
      std::rethrow_exception(error);
    } catch (const boost::system::system_error& e) {
      return e.code() == asio::error::operation_aborted;
    }
  }
  bool done{};
  std::exception_ptr error{};
  std::optional<service> item{};
};

}  // namespace

TEST_CASE("range_state: cancellation reaches the source, and the next await requests that page again") {
  asio::io_context io;
  auto list = list_of(in_pages_of(2, numbered(4)));
  auto range = fake::range_of(list, io.get_executor()) | std::views::filter(law::even_group);
  REQUIRE(fake::run(io, range.next())->id == 1);
  REQUIRE(fake::run(io, range.next())->id == 2);
  for (int attempt = 1; attempt <= 3; ++attempt) {
    list->mode = fake::answers::never;
    asio::cancellation_signal cancel;
    started waiting(io, range, cancel.slot());
    io.restart();
    io.poll();
    CHECK(!waiting.done);
    CHECK(list->requests() == static_cast<std::size_t>(1 + attempt));
    asio::post(io, [&] { cancel.emit(asio::cancellation_type::terminal); });
    io.restart();
    io.run();
    CHECK(waiting.aborted());
  }
  list->mode = fake::answers::at_once;
  CHECK(fake::run(io, range.next())->id == 3);
  CHECK(list->requests() == 5);
}

TEST_CASE("range_state: a cancellation after the response loses nothing") {
  asio::io_context io;
  auto list = list_of(in_pages_of(1, numbered(2)));
  list->mode = fake::answers::posted;
  auto range = fake::range_of(list, io.get_executor());
  asio::cancellation_signal cancel;
  std::vector<int> ids;
  for (int tries = 0; ids.size() < 2; ++tries) {
    REQUIRE(tries < 40);
    started waiting(io, range, cancel.slot());
    io.restart();
    for (int i = 0; i < tries; ++i) io.poll_one();
    if (!waiting.done)
      cancel.emit(
          asio::cancellation_type::terminal);  // Asio would keep a pointer into the completed operation
    io.restart();
    io.run();
    REQUIRE(waiting.done);
    if (waiting.item) ids.push_back(waiting.item->id);
    if (!waiting.item) CHECK(waiting.aborted());
  }
  CHECK(ids == std::vector<int>{1, 2});
  CHECK(!fake::run(io, range.next()));
}

TEST_CASE("range_state: a late cancellation does not affect the next operation") {
  for (int steps = 0; steps < 12; ++steps) {
    CAPTURE(steps);
    asio::io_context io;
    auto list = list_of(in_pages_of(1, numbered(2)));
    list->mode = fake::answers::posted;
    auto range = std::make_optional(fake::range_of(list, io.get_executor()));
    asio::cancellation_signal cancel;
    started first(io, *range, cancel.slot());
    for (int i = 0; i < steps; ++i) io.poll_one();
    cancel.emit(asio::cancellation_type::terminal);
    while (!first.done) REQUIRE(io.poll_one() == 1);
    CHECK(first.item.has_value() != first.aborted());
    if (steps % 2 == 0) {
      started second(io, *range);
      io.restart();
      io.run();
      REQUIRE(second.item);
      CHECK(second.item->id == (first.item ? 2 : 1));
    } else {
      range.reset();
      io.run();
    }
  }
}

namespace {

enum class destroyed { on_the_executor, elsewhere, by_assignment, after_cancellation };

/// Destroys a range whose next() has run for `steps` steps of the executor.
void destroy_in_flight(fake::answers mode, int steps, destroyed how) {
  asio::io_context io;
  auto list = list_of(in_pages_of(2, numbered(4)));
  list->mode = mode;
  auto range = std::make_optional(fake::range_of(list, io.get_executor()));
  asio::cancellation_signal cancellation;
  started waiting(io, *range, cancellation.slot());
  for (int i = 0; i < steps; ++i) io.poll_one();
  const bool in_time = waiting.done;
  if (how == destroyed::on_the_executor) asio::post(io, [&] { range.reset(); });
  if (how == destroyed::after_cancellation) cancellation.emit(asio::cancellation_type::terminal);
  if (how == destroyed::elsewhere || how == destroyed::after_cancellation) range.reset();
  if (how == destroyed::by_assignment) *range = fake::range_of(list_of({}), io.get_executor());
  io.restart();
  io.run();
  REQUIRE(waiting.done);
  CHECK(waiting.item.has_value() != waiting.aborted());
  if (in_time) CHECK(waiting.item);
  if (!in_time && how != destroyed::on_the_executor) CHECK(waiting.aborted());
  CHECK(list->source_is_gone);
}

}  // namespace

TEST_CASE("range_state: destroying a range with next() in flight completes it with operation_aborted") {
  for (const auto mode : {fake::answers::never, fake::answers::posted, fake::answers::at_once})
    for (const auto how : {destroyed::on_the_executor, destroyed::elsewhere, destroyed::by_assignment,
                           destroyed::after_cancellation})
      // Before it begins, before the response, while it is being delivered, and after it.
      for (int steps = 0; steps < 12; ++steps) {
        CAPTURE(static_cast<int>(mode));
        CAPTURE(static_cast<int>(how));
        CAPTURE(steps);
        destroy_in_flight(mode, steps, how);
      }
}

TEST_CASE("range_state: a range may be destroyed by the function that receives its items") {
  asio::io_context io;
  auto list = list_of(in_pages_of(2, numbered(6)));
  auto range = std::make_optional(fake::range_of(list, io.get_executor()));
  std::vector<int> ids;
  const auto take_one = [&](service& s) {
    ids.push_back(s.id);
    range.reset();
  };
  CHECK_THROWS_AS(fake::run(io, range->for_each(take_one)), boost::system::system_error);
  CHECK(ids == std::vector<int>{1});
  CHECK(list->requests() == 1);
}

TEST_CASE("range_state: a range may be moved with next() in flight") {
  asio::io_context io;
  auto list = list_of(in_pages_of(2, numbered(4)));
  list->mode = fake::answers::posted;
  auto range = fake::range_of(list, io.get_executor());
  started waiting(io, range);
  auto moved = std::move(range);
  io.poll_one();
  auto again = std::move(moved);
  io.run();
  REQUIRE(waiting.item);
  CHECK(waiting.item->id == 1);
  CHECK(fake::run(io, again.next())->id == 2);
  CHECK_THROWS_WITH_AS(fake::run(io, range.next()), "invalid range: it was moved from", roster::failure);
}

TEST_CASE("range_state: a context may be destroyed before a range that waits on it, and after its signal") {
  auto list = list_of(in_pages_of(2, numbered(4)));
  list->mode = fake::answers::never;
  auto io = std::make_unique<asio::io_context>();
  auto cancel = std::make_unique<asio::cancellation_signal>();
  auto range = std::make_optional(fake::range_of(list, io->get_executor()));
  started waiting(*io, *range, cancel->slot());
  io->poll();
  SUBCASE("context, range, signal") {
    io.reset();
    range.reset();
    cancel.reset();
  }
  SUBCASE("signal, context, range") {
    cancel.reset();
    io.reset();
    range.reset();
  }
  SUBCASE("range, context, signal") {
    range.reset();
    io.reset();
    cancel.reset();
  }
  SUBCASE("signal, range, context") {
    cancel.reset();
    range.reset();
    io.reset();
  }
  CHECK(!waiting.done);
  CHECK(!range);
}

TEST_CASE("range_state: a source that throws before it awaits anything leaves the range at its position") {
  asio::io_context io;
  auto list = list_of(in_pages_of(2, numbered(2)));
  list->threw_before_awaiting = true;
  auto range = fake::range_of(list, io.get_executor());
  CHECK_THROWS_AS(fake::run(io, range.next()), roster::failure);
  list->threw_before_awaiting = false;
  CHECK(fake::run(io, range.count()) == 2);
}

TEST_CASE("range_state: a million pages that are available immediately do not grow the stack") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  constexpr std::size_t pages = 1'000'000;
  list->pages.assign(pages, {});
  auto range = fake::range_of(list, io.get_executor());
  CHECK(!fake::run(io, range.next()));
  CHECK(list->requests() == pages + 1);
}

TEST_CASE("range_state: a million items, each by a separate await, do not grow the stack") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  for (int page = 0; page < 1000; ++page) list->pages.emplace_back(1000, page);
  auto range = fake::range_of(list, io.get_executor());
  const auto sum_of = [](auto& items) -> asio::awaitable<long> {
    long sum = 0;
    while (true) {
      const auto item = co_await items.next();
      if (!item) co_return sum;
      sum += *item;
    }
  };
  SUBCASE("awaited") { CHECK(fake::run(io, sum_of(range)) == 499'500'000); }
  SUBCASE("spawned, with use_awaitable") {
    const auto spawned_sum_of = [](auto& items) -> asio::awaitable<long> {
      const auto executor = co_await asio::this_coro::executor;
      long sum = 0;
      while (true) {
        auto next = items.next();
        const auto item = co_await asio::co_spawn(executor, std::move(next), asio::use_awaitable);
        if (!item) co_return sum;
        sum += *item;
      }
    };
    CHECK(fake::run(io, spawned_sum_of(range)) == 499'500'000);
  }
}

TEST_CASE("range_state: a consumed page has no memory while the next one is awaited") {
  using state = roster::detail::range_state<int, roster::detail::page_view<int>>;
  asio::io_context io;
  const auto list = std::make_shared<fake::list<int>>();
  list->pages = {{1, 2}, {3}};
  auto source = std::make_unique<fake::source<int>>(list, io.get_executor());
  const auto range = std::make_shared<state>(std::move(source), std::tuple<>{});
  const auto next = [&] { return fake::run(io, roster::detail::next_item(range)); };
  CHECK(next() == 1);
  list->failing = 1;
  CHECK_THROWS_AS(fake::run(io, roster::detail::fetch_page(range)), roster::failure);
  CHECK(range->current_page().items.size() == 2);
  CHECK(next() == 2);
  list->failing = 1;
  CHECK_THROWS_AS(next(), roster::failure);
  CHECK(range->current_page().items.capacity() == 0);
  CHECK(next() == 3);
  CHECK_FALSE(next());
}
