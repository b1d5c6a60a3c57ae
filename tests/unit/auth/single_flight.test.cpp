// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <optional>
#include <roster/auth/detail/single_flight.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace asio = boost::asio;

namespace {

/// Fetches that complete when the test calls open().
struct gate {
  explicit gate(asio::io_context& context) : timer(context, asio::steady_timer::time_point::max()) {}

  roster::detail::single_flight<int>::fetch_function fetch(int brings) {
    return [this, brings] { return wait(brings); };
  }
  asio::awaitable<int> wait(int brings) {
    ++begun;
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await timer.async_wait(token);
    if (!opened) {
      ++cancelled;
      throw boost::system::system_error(ec);
    }
    if (brings < 0) throw std::runtime_error("nothing");
    co_return brings;
  }
  void open() {
    opened = true;
    timer.cancel();
  }

  asio::steady_timer timer;
  int begun{};
  int cancelled{};
  bool opened{};
};

struct outcome {
  std::optional<int> value{};
  std::string error{};

  bool ended() const { return value || !error.empty(); }
  auto handler() {
    return [this](std::exception_ptr e, int fetched) {
      if (!e) {
        value = fetched;
        return;
      }
      try {
        std::rethrow_exception(e);
      } catch (const std::exception& why) {
        error = why.what();
      }
    };
  }
};

}  // namespace

TEST_CASE("single_flight: concurrent callers share one fetch") {
  asio::io_context context;
  gate at(context);
  roster::detail::single_flight<int> shared_call;
  std::vector<outcome> all(1'000);
  for (auto& one : all) asio::co_spawn(context, shared_call.join(at.fetch(7)), one.handler());
  context.poll();
  CHECK(at.begun == 1);
  CHECK(!all.front().ended());
  at.open();
  context.poll();
  for (const auto& one : all) CHECK(one.value == 7);
  outcome later;
  context.restart();
  asio::co_spawn(context, shared_call.join(at.fetch(8)), later.handler());
  context.poll();
  CHECK(at.begun == 2);  // the previous result is not cached
  at.open();
  context.poll();
  CHECK(later.value == 8);
}

TEST_CASE("single_flight: all callers get the failure of a fetch") {
  asio::io_context context;
  gate at(context);
  roster::detail::single_flight<int> shared_call;
  outcome first;
  outcome second;
  asio::co_spawn(context, shared_call.join(at.fetch(-1)), first.handler());
  asio::co_spawn(context, shared_call.join(at.fetch(2)), second.handler());
  context.poll();
  at.open();
  context.poll();
  CHECK(first.error == "nothing");
  CHECK(second.error == "nothing");
}

TEST_CASE(
    "single_flight: the caller that started the fetch may be cancelled, and the others get the result") {
  asio::io_context context;
  gate at(context);
  roster::detail::single_flight<int> shared_call;
  asio::cancellation_signal stop;
  outcome first;
  outcome second;
  asio::co_spawn(context, shared_call.join(at.fetch(7)),
                 asio::bind_cancellation_slot(stop.slot(), first.handler()));
  asio::co_spawn(context, shared_call.join(at.fetch(8)), second.handler());
  context.poll();
  stop.emit(asio::cancellation_type::terminal);
  context.poll();
  CHECK(!first.error.empty());
  CHECK(!second.ended());
  at.open();
  context.poll();
  CHECK(second.value == 7);
  CHECK(at.begun == 1);
}

TEST_CASE(
    "single_flight: cancelling the last caller cancels the fetch, and the next caller starts another one") {
  asio::io_context context;
  gate at(context);
  auto shared_call = std::make_unique<roster::detail::single_flight<int>>();
  std::array<asio::cancellation_signal, 2> stops;
  std::array<outcome, 3> all;
  for (std::size_t i = 0; i < 2; ++i)
    asio::co_spawn(context, shared_call->join(at.fetch(7)),
                   asio::bind_cancellation_slot(stops[i].slot(), all[i].handler()));
  context.poll();
  stops[0].emit(asio::cancellation_type::terminal);
  context.poll();
  CHECK(!all[0].error.empty());
  CHECK(at.cancelled == 0);
  stops[1].emit(asio::cancellation_type::terminal);
  while (!all[1].ended()) context.poll_one();
  asio::co_spawn(context, shared_call->join(at.fetch(8)), all[2].handler());
  context.poll();
  shared_call.reset();
  CHECK(!all[1].error.empty());
  CHECK(at.begun == 2);
  CHECK(at.cancelled == 1);
  at.open();
  context.poll();
  CHECK(all[2].value == 8);
}

TEST_CASE("single_flight: a waiter leaves when its event loop is destroyed") {
  asio::io_context context;
  gate at(context);
  roster::detail::single_flight<int> shared_call;
  outcome stays;
  asio::co_spawn(context, shared_call.join(at.fetch(7)), stays.handler());
  context.poll();
  {
    asio::io_context there;
    outcome gone;
    asio::co_spawn(there, shared_call.join(at.fetch(8)), gone.handler());
    there.poll();
  }
  at.open();
  context.poll();
  CHECK(stays.value == 7);
  CHECK(at.begun == 1);
}

TEST_CASE("single_flight: destroying the event loop of a fetch leaves no caller waiting on another one") {
  roster::detail::single_flight<int> shared_call;
  asio::io_context here;
  outcome joined;
  {
    asio::io_context there;
    gate at(there);
    outcome first;
    asio::co_spawn(there, shared_call.join(at.fetch(7)), first.handler());
    there.poll();
    asio::co_spawn(here, shared_call.join(at.fetch(8)), joined.handler());
    here.poll();
    CHECK(at.begun == 1);
    CHECK(!joined.ended());
  }
  here.restart();
  here.poll();
  CHECK(!joined.error.empty());
  gate again(here);
  again.timer.expires_after(std::chrono::seconds(0));
  again.opened = true;
  outcome last;
  asio::co_spawn(here, shared_call.join(again.fetch(9)), last.handler());
  here.restart();
  here.run();
  CHECK(last.value == 9);
}

TEST_CASE("single_flight: waiters on many threads get the result of one fetch") {
  asio::thread_pool pool(4);
  roster::detail::single_flight<int> shared_call;
  std::atomic<int> got{};
  const roster::detail::single_flight<int>::fetch_function fetch = []() -> asio::awaitable<int> {
    co_return 7;
  };
  for (int i = 0; i < 1'000; ++i)
    asio::co_spawn(asio::make_strand(pool), shared_call.join(fetch),
                   [&](std::exception_ptr e, int fetched) { got += !e && fetched == 7; });
  pool.join();
  CHECK(got == 1'000);
}
