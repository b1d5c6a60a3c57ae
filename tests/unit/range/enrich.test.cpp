// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/range/adaptors.hpp>
#include <roster/range/blocking.hpp>
#include <roster/range/combine/enrich.hpp>
#include <stdexcept>
#include <string>
#include <support/fake_list.hpp>
#include <support/gated_calls.hpp>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using fake::gated_calls;
using numbers = std::vector<int>;

namespace {

using row = roster::enriched<int, std::string>;

struct bench {
  asio::io_context context{};
  std::shared_ptr<fake::list<int>> list{std::make_shared<fake::list<int>>()};
  std::shared_ptr<gated_calls> calls{std::make_shared<gated_calls>()};

  explicit bench(std::deque<numbers> pages) { list->pages = std::move(pages); }

  auto plain() { return fake::range_of(list, context.get_executor()); }
  auto range(roster::enrich_options options = {}) {
    return plain() | roster::enrich(calls->function(), options);
  }

  /// Starts next(); `run` or `poll` continues it.
  template <class Range>
  void start(Range& from) {
    over = false;
    error = nullptr;
    item.reset();
    asio::co_spawn(
        context, from.next(),
        asio::bind_cancellation_slot(stop.slot(), [this](std::exception_ptr e, std::optional<row> came) {
          error = e;
          item = std::move(came);
          over = true;
        }));
    poll();
  }
  void poll() {
    context.restart();
    context.poll();
  }

  bool over{};
  std::exception_ptr error{};
  std::optional<row> item{};
  asio::cancellation_signal stop{};
};

std::string texts(const std::vector<row>& rows) {
  std::string out;
  for (const row& one : rows) out += std::to_string(one.item) + '=' + one.response.value_or("none") + ' ';
  return out;
}

roster::failure failure_in(const std::exception_ptr& error) {
  REQUIRE(error);
  try {
    std::rethrow_exception(error);
  } catch (const roster::failure& f) {
    return f;
  }
}

}  // namespace

TEST_CASE("enrich: adds the response of a call to each item") {
  bench setup({{1, 2}, {}, {3}});
  setup.calls->open_all();
  auto range = setup.range();
  CHECK(texts(fake::run(setup.context, range.collect())) == "1=r1 2=r2 3=r3 ");
  CHECK(range.report().complete());
  CHECK(setup.calls->started == numbers{1, 2, 3});
}

TEST_CASE("enrich: returns the items in order, whatever the order of the responses") {
  bench setup({{1, 2, 3, 4}});
  auto range = setup.range();
  setup.start(range);
  CHECK(setup.calls->in_flight() == 4);
  setup.calls->open(3);
  setup.calls->open(2);
  setup.poll();
  CHECK_FALSE(setup.over);
  setup.calls->open(1);
  setup.poll();
  REQUIRE(setup.over);
  CHECK(setup.item->item == 1);
  setup.calls->open(4);
  CHECK(texts(fake::run(setup.context, range.collect())) == "2=r2 3=r3 4=r4 ");
}

TEST_CASE("enrich: no more calls are in flight, and no item is further ahead, than max_concurrency") {
  bench setup({{1, 2, 3, 4, 5, 6}});
  auto range = setup.range({.max_concurrency = 2});
  setup.start(range);
  CHECK(setup.calls->started == numbers{1, 2});
  setup.calls->open(2);  // the first item is needed: nothing else begins
  setup.poll();
  CHECK(setup.calls->started == numbers{1, 2});
  setup.calls->open(1);
  setup.poll();
  REQUIRE(setup.over);
  CHECK(setup.calls->started == numbers{1, 2});
  setup.start(range);  // the second one has arrived
  REQUIRE(setup.over);
  CHECK(setup.item->item == 2);
  CHECK(setup.calls->started == numbers{1, 2});
  setup.start(range);
  CHECK(setup.calls->started == numbers{1, 2, 3, 4});
  bench one({{1, 2}});
  auto serial = one.range({.max_concurrency = 0});
  one.start(serial);
  CHECK(one.calls->started == numbers{1});
}

TEST_CASE("enrich: take(k) makes k calls, and no call is made before the first await") {
  bench setup({{1, 2, 3, 4}, {5}});
  setup.calls->open_all();
  auto range = setup.range() | std::views::take(3);
  CHECK(setup.calls->started.empty());
  CHECK(texts(fake::run(setup.context, range.collect())) == "1=r1 2=r2 3=r3 ");
  CHECK(setup.calls->started == numbers{1, 2, 3});
  CHECK(setup.list->requests() == 1);
  CHECK(setup.list->demands.front() == 3);
}

TEST_CASE("enrich: the next page is requested once the items of the current one have been consumed") {
  bench setup({{1, 2}, {3}});
  setup.calls->open_all();
  auto range = setup.range();
  (void)fake::run(setup.context, range.next());
  (void)fake::run(setup.context, range.next());
  CHECK(setup.list->requests() == 1);
  CHECK(fake::run(setup.context, range.next())->item == 3);
  CHECK(setup.list->requests() == 2);
}

TEST_CASE("enrich: composes with adaptors on both sides") {
  bench setup({{1, 2, 3, 4, 5, 6}});
  setup.calls->open_all();
  auto range = setup.plain() | std::views::filter([](int n) { return n % 2 == 0; }) |
               roster::enrich(setup.calls->function()) |
               std::views::transform([](const row& one) { return one.response.value(); }) |
               std::views::drop(1);
  CHECK(fake::run(setup.context, range.collect()) == std::vector<std::string>{"r4", "r6"});
  CHECK(setup.calls->started == numbers{2, 4, 6});
}

TEST_CASE("enrich: a failed call fails the range at its item, and the next await calls again") {
  bench setup({{1, 2, 3, 4}});
  setup.calls->fail(2);
  auto range = setup.range();
  setup.start(range);
  setup.calls->open(2);
  setup.poll();
  CHECK_FALSE(setup.over);
  setup.calls->open(1);
  setup.poll();
  CHECK(setup.item->item == 1);
  setup.start(range);
  CHECK(failure_in(setup.error).condition() == roster::errc::unavailable);
  setup.poll();
  CHECK(setup.calls->in_flight() == 0);
  CHECK(setup.calls->cancelled == numbers{3, 4});
  setup.calls->open_all();
  CHECK(texts(fake::run(setup.context, range.collect())) == "2=r2 3=r3 4=r4 ");
  CHECK(setup.calls->started == numbers{1, 2, 3, 4, 2, 3, 4});
  CHECK(range.report().complete());
}

TEST_CASE("enrich: a response that has arrived is kept when an earlier call fails") {
  bench setup({{1, 2}});
  setup.calls->fail(1);
  auto range = setup.range();
  setup.start(range);
  setup.calls->open(2);
  setup.poll();
  setup.calls->open(1);
  setup.poll();
  CHECK(failure_in(setup.error).condition() == roster::errc::unavailable);
  CHECK(texts(fake::run(setup.context, range.collect())) == "1=r1 2=r2 ");
  CHECK(setup.calls->started == numbers{1, 2, 1});
}

TEST_CASE("enrich: nothing begins after an item whose call has failed") {
  bench setup({{1, 2, 3, 4}});
  setup.calls->fail(2);
  auto range = setup.range({.max_concurrency = 3});
  setup.start(range);
  setup.calls->open(2);
  setup.calls->open(1);
  setup.poll();
  CHECK(setup.item->item == 1);
  setup.start(range);
  CHECK(setup.error);
  CHECK(setup.calls->started == numbers{1, 2, 3});
}

TEST_CASE("enrich: skips failed calls if the options say so, and the report counts them") {
  bench setup({{1, 2, 3}});
  setup.calls->fail(1);
  setup.calls->fail(3);
  setup.calls->open_all();
  auto range = setup.range({.on_failure = roster::on_failure::skip});
  const auto rows = fake::run(setup.context, range.collect());
  CHECK(texts(rows) == "1=none 2=r2 3=none ");
  CHECK(rows[0].failed->condition() == roster::errc::unavailable);
  CHECK_FALSE(rows[1].failed);
  const auto report = range.report();
  CHECK(report.incomplete);
  CHECK_FALSE(report.complete());
  CHECK(report.note == "2 items have no response; the first failure: service unavailable: call 1");
}

TEST_CASE("enrich: another exception of the function is thrown in both cases, after the items before it") {
  for (const auto how : {roster::on_failure::stop, roster::on_failure::skip})
    for (const bool at_once : {true, false}) {
      bench setup({{1, 2, 3}});
      setup.calls->open_all();
      auto range =
          setup.plain() | roster::enrich(
                              [calls = setup.calls, at_once](const int& n) -> asio::awaitable<std::string> {
                                if (n == 2 && at_once) throw std::runtime_error("thrown at once");
                                return n == 2 ? gated_calls::throws() : calls->call(n);
                              },
                              {.on_failure = how});
      CHECK(fake::run(setup.context, range.next())->item == 1);
      CHECK_THROWS_AS((void)fake::run(setup.context, range.next()), std::runtime_error);
      CHECK_THROWS_AS((void)fake::run(setup.context, range.next()), std::runtime_error);
    }
}

TEST_CASE("enrich: the failure of the list comes after its items, and keeps the position") {
  bench setup({{1}, {2}});
  setup.calls->open_all();
  auto range = setup.range();
  CHECK(fake::run(setup.context, range.next())->item == 1);
  setup.list->failing = 1;
  CHECK_THROWS_AS((void)fake::run(setup.context, range.next()), roster::failure);
  CHECK(fake::run(setup.context, range.next())->item == 2);
}

TEST_CASE("enrich: cancelling the await cancels the calls, and the next await calls again") {
  bench setup({{1, 2, 3}});
  auto range = setup.range();
  setup.start(range);
  setup.calls->open(2);
  setup.poll();
  setup.stop.emit(asio::cancellation_type::terminal);
  setup.poll();
  REQUIRE(setup.over);
  CHECK(setup.error);
  CHECK(setup.calls->in_flight() == 0);
  CHECK(setup.calls->cancelled == numbers{1, 3});
  setup.calls->open_all();
  CHECK(texts(fake::run(setup.context, range.collect())) == "1=r1 2=r2 3=r3 ");
  CHECK(setup.calls->started == numbers{1, 2, 3, 1, 3});
}

TEST_CASE("enrich: destroying the range cancels the calls, and waits for nothing") {
  bench setup({{1, 2, 3}});
  auto range = std::make_unique<decltype(setup.range())>(setup.range());
  setup.start(*range);
  setup.calls->open(1);
  setup.poll();
  REQUIRE(setup.over);
  range.reset();  // no operation is in flight, two calls are
  CHECK(setup.calls->in_flight() == 2);
  setup.poll();
  CHECK(setup.calls->in_flight() == 0);
  CHECK(setup.calls->alive == 0);

  bench busy({{1, 2}});
  auto second = std::make_unique<decltype(busy.range())>(busy.range());
  busy.start(*second);
  second.reset();
  busy.poll();
  CHECK(busy.over);
  CHECK(busy.error);
  CHECK(busy.calls->in_flight() == 0);
}

TEST_CASE("enrich: a context may be destroyed with calls in flight, before or after the range") {
  auto calls = std::make_shared<gated_calls>();
  std::optional<roster::async_range<row>> later;
  {
    bench setup({{1, 2}});
    setup.calls = calls;
    auto range = setup.range();
    setup.start(range);
    CHECK(calls->in_flight() == 2);
    later = std::move(range);
  }
  CHECK(calls->in_flight() == 0);
  later.reset();
  CHECK(calls->alive == 0);
}

TEST_CASE("enrich: a function may refer to its item and to its captures until its call has ended") {
  asio::io_context context;
  auto list = std::make_shared<fake::list<std::string>>();
  list->pages = {{std::string(100, 'a'), std::string(100, 'b')}};
  const std::string end(50, '!');
  auto range = fake::range_of(list, context.get_executor()) |
               roster::enrich([end](const std::string& item) -> asio::awaitable<std::string> {
                 co_await asio::post(asio::use_awaitable);
                 co_return item.substr(0, 1) + end;
               });
  const auto all = fake::run(context, range.collect());
  CHECK(all[1].item == std::string(100, 'b'));
  CHECK(all[1].response == "b" + end);
}

TEST_CASE("enrich: forwards prefetch, and explains the conditions before it") {
  asio::io_context context;
  auto list = std::make_shared<fake::list<int>>();
  auto range = fake::range_of(list, context.get_executor()) |
               roster::enrich(std::make_shared<gated_calls>()->function()) | roster::prefetch(2);
  CHECK(range.explain() == "server-side filter: none\nclient-side filter: none");
  CHECK_THROWS_AS((void)range.checkpoint(), roster::failure);
}

TEST_CASE("enrich: rejects a thread pool without a strand") {
  asio::thread_pool pool(1);
  auto list = std::make_shared<fake::list<int>>();
  CHECK_THROWS_AS((void)(fake::range_of(list, pool.get_executor()) |
                         roster::enrich(std::make_shared<gated_calls>()->function())),
                  roster::failure);
}

TEST_CASE("enrich: blocking loops work") {
  bench setup({{1, 2}});
  setup.calls->open_all();
  std::string seen;
  for (const row& one : roster::blocking(setup.range())) seen += *one.response;
  CHECK(seen == "r1r2");
}
