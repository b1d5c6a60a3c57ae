// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <memory>
#include <roster/client/detail/background_task.hpp>

namespace asio = boost::asio;
using roster::detail::event;

namespace {

/// Waits for an event and records the outcome.
struct waiter {
  waiter(asio::io_context& io, event& what, asio::cancellation_slot slot = {}) {
    asio::co_spawn(io, what.wait(), asio::bind_cancellation_slot(slot, [this](std::exception_ptr e) {
                     came = !e;
                     aborted = e != nullptr;
                   }));
  }
  bool came{};
  bool aborted{};
};

}  // namespace

TEST_CASE("event: wait() works before and after the event is set") {
  asio::io_context io;
  event what;
  waiter first(io, what);
  io.poll();
  CHECK_FALSE(first.came);
  what.set();
  io.run();
  CHECK(first.came);
  waiter second(io, what);
  io.restart();
  io.run();
  CHECK(second.came);
}

TEST_CASE("event: a cancelled wait is aborted, and the next wait sees that the event is set") {
  for (const bool happens : {false, true}) {
    asio::io_context io;
    event what;
    asio::cancellation_signal stop;
    waiter waiting(io, what, stop.slot());
    io.poll();
    stop.emit(asio::cancellation_type::terminal);
    if (happens) what.set();
    io.run();
    CHECK(waiting.aborted);
    what.set();
    waiter next(io, what);
    io.restart();
    io.run();
    CHECK(next.came);
  }
}

TEST_CASE("event: its context may be destroyed while a coroutine waits") {
  event what;
  auto io = std::make_unique<asio::io_context>();
  waiter waiting(*io, what);
  io->poll();
  io.reset();
  what.set();
  CHECK_FALSE(waiting.came);
  CHECK_FALSE(waiting.aborted);
}
