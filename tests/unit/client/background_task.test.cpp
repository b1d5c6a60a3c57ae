// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <roster/client/detail/background_task.hpp>
#include <stdexcept>

namespace asio = boost::asio;
using roster::detail::background_task;

namespace {

/// Work that never ends on its own; records how it ended.
struct endless {
  bool begun{};
  bool cancelled{};
  bool destroyed{};

  asio::awaitable<void> work() {
    const std::shared_ptr<bool> gone(&destroyed, [](bool* b) { *b = true; });
    begun = true;
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer silence(executor, asio::steady_timer::time_point::max());
    try {
      co_await silence.async_wait(asio::use_awaitable);
    } catch (const boost::system::system_error&) {
      cancelled = true;
      throw;
    }
  }
};

asio::awaitable<void> after_turns(int turns, bool& ended) {
  const auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < turns; ++i) co_await asio::post(executor, asio::use_awaitable);
  ended = true;
}

}  // namespace

TEST_CASE("background task: runs detached and keeps itself alive") {
  for (const int turns : {0, 3}) {
    asio::io_context io;
    bool ended = false;
    auto task = std::make_shared<background_task>(io.get_executor());
    const std::weak_ptr<background_task> alive = task;
    background_task::start(task, after_turns(turns, ended));
    task.reset();
    CHECK_FALSE(alive.expired());
    io.run();
    CHECK(ended);
    CHECK(alive.expired());
  }
}

TEST_CASE("background task: may be cancelled at any point, and after its end") {
  for (int turns = 0; turns < 4; ++turns) {
    asio::io_context io;
    endless work;
    const auto task = std::make_shared<background_task>(io.get_executor());
    background_task::start(task, work.work());
    for (int i = 0; i < turns; ++i) io.poll_one();
    background_task::cancel(task);
    io.run();
    CHECK(work.destroyed);
    background_task::cancel(task);
    io.restart();
    CHECK(io.run() == 0);
  }
}

TEST_CASE("background task: its context may be destroyed first, wherever the work is") {
  for (int turns = 0; turns < 4; ++turns) {
    endless work;
    auto io = std::make_unique<asio::io_context>();
    const auto task = std::make_shared<background_task>(io->get_executor());
    background_task::start(task, work.work());
    for (int i = 0; i < turns; ++i) io->poll_one();
    io.reset();
    CHECK_FALSE(work.cancelled);
    CHECK(work.destroyed == work.begun);
    background_task::cancel(task);
  }
}
