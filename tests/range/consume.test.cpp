// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <limits>
#include <map>
#include <range/fake_list.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/consume.hpp>
#include <set>
#include <unordered_map>

namespace asio = boost::asio;

namespace {

/// Notes what it is asked to reserve.
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

TEST_CASE("consume: collect reserves once, what the server says and the pipeline lets through") {
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

TEST_CASE("consume: collect fills maps and sets, and the first of two items with one key stays") {
  asio::io_context io;
  const auto by_rest = std::views::transform([](int n) { return std::pair{n % 4, n}; });
  CHECK(fake::run(io, (numbers(io, 6) | by_rest).collect<std::map<int, int>>()) ==
        std::map<int, int>{{0, 4}, {1, 1}, {2, 2}, {3, 3}});
  CHECK(fake::run(io, (numbers(io, 6) | by_rest).collect<std::multimap<int, int>>()).size() == 6);
  CHECK(fake::run(io, (numbers(io, 6) | by_rest).collect<std::unordered_map<int, int>>()).at(3) == 3);
  CHECK(fake::run(io, (numbers(io, 6) | by_rest | std::views::keys).collect<std::set<int>>()) ==
        std::set<int>{0, 1, 2, 3});
}

TEST_CASE("consume: collect does not believe any total") {
  asio::io_context io;
  for (const auto total : {std::int64_t{1} << 40, std::numeric_limits<std::int64_t>::max()}) {
    auto range = numbers(io, total);
    const auto all = fake::run(io, range.collect<container>());
    CHECK(all == std::vector<int>{1, 2, 3, 4, 5, 6});
    CHECK(all.reserved == std::vector<std::size_t>{(std::size_t{64} << 20) / sizeof(int)});
  }
}

TEST_CASE("consume: a wait that loses against another one leaves the range where it was") {
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

TEST_CASE("consume: whatever kind of cancellation the caller lets through ends the wait") {
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
