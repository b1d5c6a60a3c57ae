// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <deque>
#include <limits>
#include <map>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/consume.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <support/fake_list.hpp>
#include <unordered_map>

namespace asio = boost::asio;

namespace {

/// Records the calls of reserve().
struct container : std::vector<int> {
  std::vector<std::size_t> reserved{};
  void reserve(std::size_t size) {
    reserved.push_back(size);
    std::vector<int>::reserve(size);
  }
};

auto numbers(asio::io_context& io, std::optional<std::int64_t> total) {
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{}, {1, 2, 3}, {4, 5, 6}};
  list->total = total;
  return fake::range_of(list, io.get_executor());
}

}  // namespace

TEST_CASE("collect: reserves once, by the server's total and what the pipeline passes") {
  asio::io_context io;
  const auto reserved = [&](auto range) {
    return fake::run(io, range.template collect<container>()).reserved;
  };
  using sizes = std::vector<std::size_t>;
  const auto plus_one = std::views::transform([](int n) { return n + 1; });
  const auto even = std::views::filter([](int n) { return n % 2 == 0; });
  CHECK(reserved(numbers(io, 6)) == sizes{6});
  CHECK(reserved(numbers(io, 6) | plus_one | std::views::take(4)) == sizes{4});
  CHECK(reserved(numbers(io, 2) | plus_one | std::views::take(4)) == sizes{2});
  CHECK(reserved(numbers(io, 6) | even) == sizes{0});
  CHECK(reserved(numbers(io, std::nullopt)) == sizes{0});
  CHECK(reserved(numbers(io, -1)) == sizes{0});
}

TEST_CASE("collect: fills maps and sets, and keeps the first of two items with the same key") {
  asio::io_context io;
  const auto by_rest = std::views::transform([](int n) { return std::pair{n % 4, n}; });
  CHECK(fake::run(io, (numbers(io, 6) | by_rest).collect<std::map<int, int>>()) ==
        std::map<int, int>{{0, 4}, {1, 1}, {2, 2}, {3, 3}});
  CHECK(fake::run(io, (numbers(io, 6) | by_rest).collect<std::multimap<int, int>>()).size() == 6);
  CHECK(fake::run(io, (numbers(io, 6) | by_rest).collect<std::unordered_map<int, int>>()).at(3) == 3);
  CHECK(fake::run(io, (numbers(io, 6) | by_rest | std::views::keys).collect<std::set<int>>()) ==
        std::set<int>{0, 1, 2, 3});
}

TEST_CASE("collect: does not trust an arbitrary total") {
  asio::io_context io;
  for (const auto total : {std::int64_t{1} << 40, std::numeric_limits<std::int64_t>::max()}) {
    auto range = numbers(io, total);
    const auto all = fake::run(io, range.collect<container>());
    CHECK(all == std::vector<int>{1, 2, 3, 4, 5, 6});
    CHECK(all.reserved == std::vector<std::size_t>{(std::size_t{64} << 20) / sizeof(int)});
  }
}

TEST_CASE("consume: a wait that loses against a concurrent one leaves the range at its position") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{1}, {2}};
  auto range = fake::range_of(list, io.get_executor());
  const auto next_or_nothing = [&]() -> asio::awaitable<std::optional<int>> {
    using namespace asio::experimental::awaitable_operators;
    asio::steady_timer at_once(io, asio::steady_timer::time_point::min());
    auto both = range.next() || at_once.async_wait(asio::use_awaitable);
    const auto winner = co_await std::move(both);
    co_return winner.index() == 0 ? std::get<0>(winner) : std::nullopt;
  };
  list->mode = fake::answers::never;
  CHECK(!fake::run(io, next_or_nothing()));
  CHECK(!fake::run(io, next_or_nothing()));
  CHECK(list->requests() == 2);
  list->mode = fake::answers::at_once;
  CHECK(fake::run(io, range.next()) == 1);
}

TEST_CASE("consume: any cancellation type that the caller enables ends the wait") {
  for (const auto kind : {asio::cancellation_type::terminal, asio::cancellation_type::partial,
                          asio::cancellation_type::total}) {
    asio::io_context io;
    auto list = std::make_shared<fake::list<int>>();
    list->mode = fake::answers::never;
    auto range = fake::range_of(list, io.get_executor());
    const auto next = [&]() -> asio::awaitable<std::optional<int>> {
      co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
      auto item = co_await range.next();
      co_return item;
    };
    asio::cancellation_signal cancel;
    bool ended = false;
    asio::co_spawn(io, next(),
                   asio::bind_cancellation_slot(cancel.slot(), [&](std::exception_ptr e, std::optional<int>) {
                     ended = true;
                     CHECK(e);
                   }));
    asio::post(io, [&] { cancel.emit(kind); });
    io.run();
    CHECK(ended);
  }
}

namespace {

/// Six items on three pages; the second page fails the given number of times.
struct failing_list {
  asio::io_context io{};
  std::shared_ptr<fake::list<int>> list = std::make_shared<fake::list<int>>();
  roster::async_range<int> range;

  explicit failing_list(fake::answers mode = fake::answers::posted)
      : range(fake::range_of(list, io.get_executor())) {
    list->pages = {{1, 2}, {3, 4}, {5, 6}};
    list->mode = mode;
  }

  /// Delivers the first `pages` pages and fails the next one.
  template <class Work>
  void fail_behind(std::size_t pages, Work work) {
    const auto rest = std::deque<std::vector<int>>(list->pages.begin() + static_cast<std::ptrdiff_t>(pages),
                                                   list->pages.end());
    list->pages.resize(pages);
    list->failing_at_end = true;
    CHECK_THROWS_AS(fake::run(io, work()), roster::failure);
    CHECK(!range.report().complete());
    CHECK(!range.report().ended);
    list->failing_at_end = false;
    list->pages = rest;
  }
};

}  // namespace

TEST_CASE("collect: keeps the items collected before a failure for the next call (fault 127)") {
  for (const auto mode : {fake::answers::at_once, fake::answers::posted})
    for (std::size_t pages = 0; pages <= 3; ++pages) {
      failing_list fails(mode);
      fails.fail_behind(pages, [&] { return fails.range.collect(); });
      CHECK(fake::run(fails.io, fails.range.collect()) == std::vector{1, 2, 3, 4, 5, 6});
      CHECK(fails.range.report().complete());
      CHECK(fake::run(fails.io, fails.range.collect()).empty());
      CHECK(fails.range.report().complete());
    }
}

TEST_CASE(
    "collect: rejects another type of container while it keeps items, and is complete once they are "
    "delivered (fault 127)") {
  failing_list fails;
  fails.fail_behind(2, [&] { return fails.range.collect<std::set<int>>(); });
  CHECK(fake::run(fails.io, fails.range.next()) == 5);
  CHECK(fake::run(fails.io, fails.range.next()) == 6);
  CHECK(!fake::run(fails.io, fails.range.next()));
  CHECK(!fails.range.report().complete());
  try {
    fake::run(fails.io, fails.range.collect());
    FAIL("nothing was thrown");
  } catch (const roster::failure& refused) {
    CHECK(refused.condition() == roster::errc::invalid_argument);
    CHECK(std::string(refused.what()).find("another type") != std::string::npos);
  }
  CHECK(fake::run(fails.io, fails.range.collect<std::set<int>>()) == std::set{1, 2, 3, 4});
  CHECK(fails.range.report().complete());
}

TEST_CASE("collect: an exception of a function loses no other item (fault 127)") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{1, 2}, {3, 4}};
  auto range = fake::range_of(list, io.get_executor()) | std::views::transform([](int n) {
                 if (n == 3) throw std::runtime_error("no");
                 return n;
               });
  CHECK_THROWS_AS(fake::run(io, range.collect()), std::runtime_error);
  CHECK(fake::run(io, range.collect()) == std::vector{1, 2, 4});
}

TEST_CASE("count: continues from the number reached before a failure (fault 127)") {
  for (std::size_t pages = 0; pages <= 3; ++pages) {
    failing_list fails;
    fails.fail_behind(pages, [&] { return fails.range.count(); });
    CHECK(fake::run(fails.io, fails.range.count()) == 6);
    CHECK(fails.range.report().complete());
    CHECK(fake::run(fails.io, fails.range.count()) == 0);
  }
}

TEST_CASE("report: is complete only once everything has been delivered (fault 128)") {
  failing_list fails;
  auto& range = fails.range;
  CHECK(!range.report().complete());
  for (int n = 1; n <= 6; ++n) {
    CHECK(fake::run(fails.io, range.next()) == n);
    CHECK(!range.report().complete());
  }
  fails.list->failing = 1;
  CHECK_THROWS_AS(fake::run(fails.io, range.next()), roster::failure);
  CHECK(!range.report().complete());
  CHECK(!fake::run(fails.io, range.next()));
  CHECK(range.report().ended);
  CHECK(range.report().complete());
}

TEST_CASE("report: of a list that was cut by take or first is complete (fault 128)") {
  failing_list fails;
  auto cut = std::move(fails.range) | std::views::take(3);
  CHECK(fake::run(fails.io, cut.collect()) == std::vector{1, 2, 3});
  CHECK(cut.report().complete());
  failing_list others;
  CHECK(fake::run(others.io, others.range.first()) == 1);
  CHECK(others.range.report().complete());
}
