// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <random>
#include <ranges>
#include <roster/inventory/inventory.hpp>
#include <roster/inventory/mappings/triton.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/blocking.hpp>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/range/combine/merge.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

// An operation that is cancelled at any step either delivers its item or fails and leaves the item in the
// range: over the whole list every item is delivered exactly once.

namespace asio = boost::asio;

namespace {

using namespace asio::experimental::awaitable_operators;
using numbers = std::vector<int>;

constexpr int items = 12;

numbers all_items() {
  numbers all(items);
  std::iota(all.begin(), all.end(), 1);
  return all;
}

roster::async_range<int> list_of(const numbers& flat, const asio::any_io_executor& on, fake::answers mode) {
  auto list = std::make_shared<fake::list<int>>();
  list->mode = mode;
  for (std::size_t at = 0; at < flat.size(); at += 3)
    list->pages.emplace_back(flat.begin() + static_cast<std::ptrdiff_t>(at),
                             flat.begin() + static_cast<std::ptrdiff_t>(std::min(at + 3, flat.size())));
  if (list->pages.size() > 1) list->pages.insert(list->pages.begin() + 1, numbers{});
  return fake::range_of(list, on);
}

// The same items, in each kind of range.

auto plain(const asio::any_io_executor& on, fake::answers mode) { return list_of(all_items(), on, mode); }

auto adapted(const asio::any_io_executor& on, fake::answers mode) {
  numbers more;
  for (const int n : all_items()) more.insert(more.end(), {-n, 10 * n});
  return list_of(more, on, mode) | std::views::filter([](int n) { return n > 0; }) |
         std::views::transform([](int n) { return n / 10; }) | std::views::take(items);
}

template <std::size_t Parts>
std::vector<roster::async_range<int>> parts(const asio::any_io_executor& on, fake::answers mode) {
  std::vector<roster::async_range<int>> out;
  const auto all = all_items();
  constexpr auto each = static_cast<std::ptrdiff_t>(items / Parts);
  for (std::size_t i = 0; i < Parts; ++i) {
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(i) * each;
    out.push_back(list_of(numbers(from, from + each), on, mode));
  }
  return out;
}

auto concatenated(const asio::any_io_executor& on, fake::answers mode) {
  auto two = parts<2>(on, mode);
  return roster::concat(std::move(two[0]) | std::views::transform([](int n) { return n; }),
                        std::move(two[1]));
}

auto merged(const asio::any_io_executor& on, fake::answers mode) {
  auto three = parts<3>(on, mode);
  return roster::merge(std::move(three[0]),
                       std::move(three[1]) | std::views::filter([](int) { return true; }),
                       std::move(three[2]));
}

auto in_a_fleet(const asio::any_io_executor& on, fake::answers mode) {
  std::vector<roster::fleet_target<int>> targets;
  const auto made = std::make_shared<std::vector<roster::async_range<int>>>(parts<3>(on, mode));
  for (std::size_t i = 0; i < 3; ++i)
    targets.push_back(
        {.from = {.account = std::to_string(i)}, .open = [made, i] { return std::move((*made)[i]); }});
  return roster::fleet(on, std::move(targets)) |
         std::views::transform([](const roster::sourced<int>& one) { return one.item; });
}

auto in_an_inventory(const asio::any_io_executor& on, fake::answers mode) {
  roster::inventory services(on);
  const auto made = std::make_shared<std::vector<roster::async_range<int>>>(parts<3>(on, mode));
  for (std::size_t i = 0; i < 3; ++i)
    services.add(std::to_string(i), [made, i] {
      return std::move((*made)[i]) |
             std::views::transform([](int n) { return roster::triton::model{.name = std::to_string(n)}; });
    });
  return services.list() | std::views::transform([](const roster::sourced<roster::model_service>& one) {
           return std::stoi(one.item.id);
         });
}

auto read_twice(const asio::any_io_executor& on, fake::answers mode) {
  return roster::read_until_stable([on, mode] { return plain(on, mode); }, 2, [](int n) { return n; });
}

/// Completes after `turns` turns of the executor.
asio::awaitable<void> timer(int turns) {
  for (; turns > 0; --turns) co_await asio::post(asio::use_awaitable);
}

/// Awaits `work` for at most `turns` turns of the executor. Returns nullopt on timeout.
template <class T>
auto within(int turns, asio::awaitable<T> work)
    -> asio::awaitable<std::optional<std::conditional_t<std::is_void_v<T>, std::monostate, T>>> {
  auto late = timer(turns);
  auto first = co_await (std::move(work) || std::move(late));
  if (first.index() == 1) co_return std::nullopt;
  co_return std::get<0>(std::move(first));
}

bool take(const std::optional<int>& item, numbers& seen) {
  if (item) seen.push_back(*item);
  return item.has_value();
}

template <class Page>
bool take_page(Page page, numbers& seen) {
  if (page)
    for (const int n : *page) seen.push_back(n);
  return page.has_value();
}

// The ways to consume a range: each runs one operation and keeps its result, if it completed in time. Returns
// whether the list continues.

struct by_next {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.next());
    const auto came = co_await std::move(work);
    co_return !came || take(*came, seen);
  }
};

struct by_async_next {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.async_next(asio::use_awaitable));
    const auto came = co_await std::move(work);
    co_return !came || take(*came, seen);
  }
};

struct by_page {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.next_page());
    auto came = co_await std::move(work);
    co_return !came || take_page(std::move(*came), seen);
  }
};

struct by_async_page {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.async_next_page(asio::use_awaitable));
    auto came = co_await std::move(work);
    co_return !came || take_page(std::move(*came), seen);
  }
};

struct by_begin {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.begin());
    auto it = co_await std::move(work);
    if (!it) co_return true;
    if (*it == range.end()) co_return false;
    seen.push_back(**it);
    auto step = within(turns, ++*it);
    const auto stepped = co_await std::move(step);
    if (!stepped) co_return true;
    if (*it != range.end()) seen.push_back(**it);
    co_return *it != range.end();
  }
};

struct by_for_each {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.for_each([&seen](int n) { seen.push_back(n); }));
    const auto came = co_await std::move(work);
    co_return !came;
  }
};

struct by_collect {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.collect());
    const auto came = co_await std::move(work);
    CHECK(range.report().complete() == came.has_value());
    if (came) seen = *came;
    co_return !came;
  }
};

struct by_async_collect {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.async_collect(asio::use_awaitable));
    const auto came = co_await std::move(work);
    if (came) seen = *came;
    co_return !came;
  }
};

struct by_count {
  template <class Range>
  static asio::awaitable<bool> go(Range& range, numbers& seen, int turns) {
    auto work = within(turns, range.count());
    const auto came = co_await std::move(work);
    if (came) CHECK(*came == items);
    if (came) seen = all_items();
    co_return !came;
  }
};

/// Consumes a range by operations that are each cancelled after some turns of the executor, unless they
/// complete before.
template <class Way, class Range>
asio::awaitable<void> consume(Range range, numbers& seen, std::function<int()> turns) {
  bool more = true;
  while (more) {
    auto step = Way::go(range, seen, turns());
    more = co_await std::move(step);
  }
}

template <class Way, class Make>
void check_way(Make make, const char* name) {
  CAPTURE(name);
  for (const auto mode : {fake::answers::at_once, fake::answers::posted}) {
    CAPTURE(static_cast<int>(mode));
    for (int first = 0; first < 40; ++first) {
      CAPTURE(first);
      asio::io_context context;
      std::mt19937 random(static_cast<unsigned>(first));
      numbers seen;
      // The first one is cancelled at each possible step; later ones at random steps, and less and less
      // often, so that the loop ends.
      int calls = 0;
      const auto turns = [&] {
        ++calls;
        return calls == 1 ? first : static_cast<int>(random() % static_cast<unsigned>(4 + calls));
      };
      fake::run(context, consume<Way>(make(context.get_executor(), mode), seen, turns));
      std::sort(seen.begin(), seen.end());  // the order of a merge depends on timing
      REQUIRE(seen == all_items());
    }
  }
}

template <class Way>
void check_ranges() {
  check_way<Way>(plain, "plain");
  check_way<Way>(adapted, "adapted");
  check_way<Way>(concatenated, "concatenated");
  check_way<Way>(merged, "merged");
  check_way<Way>(in_a_fleet, "in a fleet");
  check_way<Way>(in_an_inventory, "in an inventory");
  check_way<Way>(read_twice, "read twice");
}

}  // namespace

TEST_CASE("cancellation: next() loses no item to a concurrent timer (fault 126)") { check_ranges<by_next>(); }
TEST_CASE("cancellation: next_page() loses no item to a concurrent timer (fault 126)") {
  check_ranges<by_page>();
}
TEST_CASE("cancellation: begin() and ++ lose no item to a concurrent timer (fault 126)") {
  check_ranges<by_begin>();
}
TEST_CASE("cancellation: for_each() loses no item to a concurrent timer (fault 126)") {
  check_ranges<by_for_each>();
}
TEST_CASE("cancellation: collect() loses no item to a concurrent timer (fault 126)") {
  check_ranges<by_collect>();
}
TEST_CASE("cancellation: count() loses no item to a concurrent timer (fault 126)") {
  check_ranges<by_count>();
}
TEST_CASE("cancellation: async_next() loses no item to a concurrent timer (fault 126)") {
  check_ranges<by_async_next>();
}
TEST_CASE("cancellation: async_next_page() loses no item to a concurrent timer (fault 126)") {
  check_ranges<by_async_page>();
}
TEST_CASE("cancellation: async_collect() loses no item to a concurrent timer (fault 126)") {
  check_ranges<by_async_collect>();
}

TEST_CASE("cancellation: first() loses no item to a concurrent timer (fault 126)") {
  for (int turns = 0; turns < 20; ++turns) {
    asio::io_context context;
    auto range = list_of(all_items(), context.get_executor(), fake::answers::posted);
    std::optional<int> seen;
    const auto ask = [&]() -> asio::awaitable<void> {
      for (int more = 0; !seen; ++more) {
        auto work = within(turns + more, range.first());
        const auto came = co_await std::move(work);
        if (came) seen = *came;
      }
    };
    fake::run(context, ask());
    CHECK(seen == 1);
  }
}

TEST_CASE("cancellation: a cancellation signal emitted at any step loses no item (fault 126)") {
  for (const auto mode : {fake::answers::at_once, fake::answers::posted})
    for (int step = 0; step < 12; ++step) {
      CAPTURE(step);
      asio::io_context context;
      auto range = list_of(all_items(), context.get_executor(), mode);
      numbers seen;
      bool more = true;
      for (int number = 0; more; ++number) {
        asio::cancellation_signal stop;
        bool ended = false;
        auto end = [&](std::exception_ptr error, std::optional<int> item) {
          ended = true;
          if (error) return;
          more = item.has_value();
          if (item) seen.push_back(*item);
        };
        asio::co_spawn(context, range.next(), asio::bind_cancellation_slot(stop.slot(), end));
        context.restart();
        for (int n = 0; n < 1 + (step + number) % 13 && !ended; ++n) context.poll_one();
        if (!ended)
          stop.emit(
              asio::cancellation_type::terminal);  // Asio keeps a pointer to the signal until it has run
        context.restart();
        context.run();
        REQUIRE(ended);
      }
      REQUIRE(seen == all_items());
    }
}

TEST_CASE("blocking: a context stopped during a step loses no item (fault 126)") {
  for (int steps = 1; steps < 12; ++steps) {
    CAPTURE(steps);
    asio::io_context context;
    auto range = list_of(all_items(), context.get_executor(), fake::answers::posted);
    const auto stop_later = [&]() -> asio::awaitable<void> {
      auto late = timer(steps);
      co_await std::move(late);
      context.stop();
    };
    numbers seen;
    bool more = true;
    while (more) {
      if (seen.size() % 4 == 0) asio::co_spawn(context, stop_later(), [](std::exception_ptr) {});
      try {
        const auto item = roster::await_blocking(context.get_executor(), range.next());
        more = item.has_value();
        if (item) seen.push_back(*item);
      } catch (const boost::system::system_error& error) {
        REQUIRE(error.code() == asio::error::operation_aborted);
      }
    }
    REQUIRE(seen == all_items());

    auto loop = roster::blocking(list_of(all_items(), context.get_executor(), fake::answers::posted));
    seen.clear();
    more = true;
    while (more) {
      if (seen.size() % 4 == 0) asio::co_spawn(context, stop_later(), [](std::exception_ptr) {});
      try {
        for (const int n : loop) seen.push_back(n);
        more = false;
      } catch (const boost::system::system_error& error) {
        REQUIRE(error.code() == asio::error::operation_aborted);
      }
    }
    REQUIRE(seen == all_items());
  }
}
