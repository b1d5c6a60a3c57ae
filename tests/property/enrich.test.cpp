// SPDX-License-Identifier: BSL-1.0
// Enriched ranges under random interleavings: calls that complete in any order, fail, throw or are cancelled at any step.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <exception>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <roster/failure.hpp>
#include <roster/range/adaptors.hpp>
#include <roster/range/combine/enrich.hpp>
#include <stdexcept>
#include <string>
#include <support/fake_list.hpp>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using numbers = std::vector<int>;

namespace {

using row = roster::enriched<int, int>;

/// Calls that take a random number of steps of the executor, and fail or throw a random number of times first.
struct random_calls {
  explicit random_calls(unsigned seed) : random(seed) {}

  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); }

  std::mt19937 random;
  int faults{};                   ///< percentage of the calls that fail or throw
  std::map<int, int> failures{};  ///< by number, so that every call succeeds in the end
  std::size_t started{};
  std::size_t in_flight{};
  std::size_t max_in_flight{};
  int last_delivered{};
  int max_ahead{};
};

struct in_flight_guard {
  std::shared_ptr<random_calls> calls;
  explicit in_flight_guard(std::shared_ptr<random_calls> of) : calls(std::move(of)) {
    calls->max_in_flight = std::max(calls->max_in_flight, ++calls->in_flight);
  }
  in_flight_guard(const in_flight_guard&) = delete;
  in_flight_guard& operator=(const in_flight_guard&) = delete;
  ~in_flight_guard() { --calls->in_flight; }
};

asio::awaitable<int> call(std::shared_ptr<random_calls> calls, int number) {
  const in_flight_guard one(calls);
  for (int steps = calls->below(6); steps > 0; --steps) co_await asio::post(asio::use_awaitable);
  if (calls->below(100) < calls->faults && ++calls->failures[number] <= 3) {
    if (calls->below(2) == 0) throw roster::failure(roster::errc::unavailable, "call failed");
    throw std::runtime_error("call threw");
  }
  co_return 10 * number;
}

/// One random run: reads the list item by item; any await may be cancelled after some steps.
struct interleaving {
  explicit interleaving(unsigned seed)
      : calls(std::make_shared<random_calls>(seed)),
        size(calls->below(15)),
        concurrency(static_cast<std::size_t>(1 + calls->below(4))) {
    auto flat = numbers(static_cast<std::size_t>(size));
    std::iota(flat.begin(), flat.end(), 1);
    list->pages = fake::split(flat, calls->random);
    list->mode = calls->below(2) == 0 ? fake::answers::at_once : fake::answers::posted;
  }

  auto range() {
    return fake::range_of(list, context.get_executor()) |
           roster::enrich(
               [calls = calls](const int& number) {
                 ++calls->started;
                 calls->max_ahead = std::max(calls->max_ahead, number - calls->last_delivered);
                 return call(calls, number);
               },
               {.max_concurrency = concurrency});
  }

  struct awaited {
    bool over{};
    std::exception_ptr error{};
    std::optional<row> item{};
    asio::cancellation_signal stop{};
  };

  /// Awaits next(), cancelled on its executor after `steps` handlers unless it ends before.
  template <class Range>
  std::shared_ptr<awaited> next(Range& from, int steps) {
    const auto now = std::make_shared<awaited>();
    auto done = [now](std::exception_ptr e, std::optional<row> came) {
      now->error = e;
      now->item = std::move(came);
      now->over = true;
    };
    asio::co_spawn(context, from.next(), asio::bind_cancellation_slot(now->stop.slot(), std::move(done)));
    context.restart();
    while (!now->over && context.poll_one() != 0)
      if (steps-- == 0)
        asio::post(context, [now] {
          if (!now->over) now->stop.emit(asio::cancellation_type::terminal);
        });
    REQUIRE(now->over);
    return now;
  }

  /// Returns the items of all awaits that succeeded.
  template <class Range>
  numbers read(Range& from, int cancelled) {
    numbers out;
    for (int awaits = 0; awaits < 2000; ++awaits) {
      const int steps = calls->below(100) < cancelled ? calls->below(12) : -1;
      const auto now = next(from, steps);
      if (now->error) continue;
      if (!now->item) return out;
      CHECK(now->item->response == 10 * now->item->item);
      out.push_back(now->item->item);
      calls->last_delivered = out.back();
    }
    FAIL("the list has no end");
    return out;
  }

  void check(const numbers& came, int expected) {
    numbers all(static_cast<std::size_t>(expected));
    std::iota(all.begin(), all.end(), 1);
    CHECK(came == all);
    CHECK(calls->max_in_flight <= concurrency);
    CHECK(calls->max_ahead <= static_cast<int>(concurrency));
    context.restart();
    context.poll();
    CHECK(calls->in_flight == 0);
  }

  std::shared_ptr<random_calls> calls;
  int size;
  std::size_t concurrency;
  asio::io_context context{};
  std::shared_ptr<fake::list<int>> list{std::make_shared<fake::list<int>>()};
};

constexpr unsigned runs = 400;

}  // namespace

TEST_CASE("enrich: every interleaving delivers every item once, in order, within its limits") {
  for (unsigned seed = 0; seed < runs; ++seed) {
    CAPTURE(seed);
    interleaving run(seed);
    auto range = run.range();
    run.check(run.read(range, 0), run.size);
    CHECK(run.calls->started == static_cast<std::size_t>(run.size));
  }
}

TEST_CASE("enrich: take(k) makes k calls in every interleaving") {
  for (unsigned seed = 0; seed < runs; ++seed) {
    CAPTURE(seed);
    interleaving run(seed);
    const int most = run.calls->below(18);
    auto range = run.range() | std::views::take(most);
    const int expected = std::min(most, run.size);
    run.check(run.read(range, 0), expected);
    CHECK(run.calls->started == static_cast<std::size_t>(expected));
  }
}

TEST_CASE("enrich: calls that fail or throw at any step lose and repeat no item") {
  for (unsigned seed = 0; seed < runs; ++seed) {
    CAPTURE(seed);
    interleaving run(seed);
    run.calls->faults = 40;
    auto range = run.range();
    run.check(run.read(range, 0), run.size);
  }
}

TEST_CASE("enrich: awaits that are cancelled at any step lose and repeat no item") {
  for (unsigned seed = 0; seed < runs; ++seed) {
    CAPTURE(seed);
    interleaving run(seed);
    run.calls->faults = seed % 2 == 0 ? 0 : 30;
    auto range = run.range();
    run.check(run.read(range, 50), run.size);
  }
}

TEST_CASE("enrich: a range that is destroyed at any step leaves no call running") {
  for (unsigned seed = 0; seed < runs; ++seed) {
    CAPTURE(seed);
    interleaving run(seed);
    auto range = std::make_unique<decltype(run.range())>(run.range());
    bool over = false;
    asio::co_spawn(run.context, range->collect(),
                   [&](std::exception_ptr, const std::vector<row>&) { over = true; });
    for (int steps = run.calls->below(40); steps > 0; --steps) run.context.poll_one();
    range.reset();
    if (seed % 4 == 0) continue;  // destroys the context with what is in flight
    run.context.restart();
    run.context.poll();
    CHECK(over);
    CHECK(run.calls->in_flight == 0);
    CHECK(run.list->source_is_gone);
  }
}
