// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <roster/range/await_blocking.hpp>
#include <stdexcept>
#include <thread>

namespace asio = boost::asio;
using roster::await_blocking;

namespace {

asio::awaitable<std::thread::id> thread_of_work() {
  const auto executor = co_await asio::this_coro::executor;
  co_await asio::post(executor, asio::use_awaitable);
  co_return std::this_thread::get_id();
}

asio::awaitable<int> fail() {
  throw std::runtime_error("failed");
  co_return 1;
}

asio::awaitable<int> wait_for_ever() {
  asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
  co_await never.async_wait(asio::use_awaitable);
  co_return 1;
}

}  // namespace

TEST_CASE("await_blocking: runs the io_context on the calling thread") {
  asio::io_context io;
  for (int i = 0; i < 3; ++i)
    CHECK(await_blocking(io.get_executor(), thread_of_work()) == std::this_thread::get_id());
  io.stop();
  CHECK(await_blocking(io.get_executor(), thread_of_work()) == std::this_thread::get_id());
}

TEST_CASE("await_blocking: runs the io_context of a strand, also of nested strands") {
  asio::io_context io;
  const asio::any_io_executor strand = asio::make_strand(io);
  CHECK(await_blocking(strand, thread_of_work()) == std::this_thread::get_id());
  const asio::any_io_executor of_any = asio::make_strand(asio::any_io_executor(io.get_executor()));
  CHECK(await_blocking(of_any, thread_of_work()) == std::this_thread::get_id());
  const asio::any_io_executor twice = asio::make_strand(strand);
  CHECK(await_blocking(twice, thread_of_work()) == std::this_thread::get_id());
}

TEST_CASE("await_blocking: leaves other work of the io_context pending, or runs it") {
  asio::io_context io;
  const auto work = asio::make_work_guard(io);
  int others = 0;
  asio::post(io, [&] { ++others; });
  CHECK(await_blocking(io.get_executor(), thread_of_work()) == std::this_thread::get_id());
  CHECK(others == 1);
  CHECK(!io.stopped());
}

TEST_CASE("await_blocking: waits for other threads that run the context or the pool") {
  asio::thread_pool pool(1);
  CHECK(await_blocking(pool.get_executor(), thread_of_work()) != std::this_thread::get_id());

  asio::io_context io;
  auto work = asio::make_work_guard(io);
  std::thread runner([&] { io.run(); });
  for (int i = 0; i < 20; ++i) await_blocking(io.get_executor(), thread_of_work());
  work.reset();
  runner.join();
}

TEST_CASE("await_blocking: throws what the awaitable throws") {
  asio::io_context io;
  CHECK_THROWS_WITH_AS(await_blocking(io.get_executor(), fail()), "failed", std::runtime_error);
  asio::thread_pool pool(1);
  CHECK_THROWS_WITH_AS(await_blocking(pool.get_executor(), fail()), "failed", std::runtime_error);
}

TEST_CASE("await_blocking: ends with operation_aborted when the context is stopped meanwhile") {
  asio::io_context io;
  asio::post(io, [&] { io.stop(); });
  try {
    await_blocking(io.get_executor(), wait_for_ever());
    FAIL("it returned");
  } catch (const boost::system::system_error& e) {
    CHECK(e.code() == asio::error::operation_aborted);
  }
}
