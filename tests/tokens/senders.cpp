// SPDX-License-Identifier: BSL-1.0
// Listings as the senders of stdexec.

#include <doctest/doctest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <exec/asio/use_sender.hpp>
#include <memory>
#include <optional>
#include <roster/eas.hpp>
#include <stdexec/execution.hpp>
#include <thread>
#include <utility>
#include <vector>

using services = roster::async_range<roster::eas::service>;

/// Returns a sender of the names in both lists, which are read at the same time. A failure of one, or a stop
/// request, stops the other.
stdexec::sender auto names_in(services& first, services& second) {
  constexpr auto sender = exec::asio::use_sender;
  return stdexec::when_all(first.async_collect(sender), second.async_collect(sender)) |
         stdexec::then([](std::vector<roster::eas::service> all, std::vector<roster::eas::service> more) {
           std::vector<std::string> names;
           for (const auto& service : all) names.push_back(service.service_name);
           for (const auto& service : more) names.push_back(service.service_name);
           return names;
         });
}

#include "emulated.hpp"

namespace {

namespace asio = boost::asio;

constexpr auto use_sender = exec::asio::use_sender;

/// How a sender completed.
struct outcome {
  int completions{};
  bool stopped{};
  std::exception_ptr error{};
  std::size_t items{};

  boost::system::error_code code() const {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const boost::system::system_error& e) {
      return e.code();
    }
    return {};
  }
};

struct environment {
  stdexec::inplace_stop_token token;
  stdexec::inplace_stop_token query(stdexec::get_stop_token_t) const noexcept { return token; }
};

struct receiver {
  using receiver_concept = stdexec::receiver_t;
  outcome* out;
  stdexec::inplace_stop_token token;

  template <class... Lists>
  void set_value(Lists... lists) noexcept {
    ++out->completions;
    out->items = (lists.size() + ...);
  }
  void set_error(std::exception_ptr error) noexcept {
    ++out->completions;
    out->error = std::move(error);
  }
  void set_stopped() noexcept {
    ++out->completions;
    out->stopped = true;
  }
  environment get_env() const noexcept { return {token}; }
};

/// Starts a sender, requests a stop after some steps of the event loop, and runs that to its end.
template <class Sender>
outcome stop_after(std::size_t steps, tokens::emulated& world, Sender&& sender) {
  outcome out;
  stdexec::inplace_stop_source stop;
  auto operation = stdexec::connect(std::forward<Sender>(sender), receiver{&out, stop.get_token()});
  stdexec::start(operation);
  CHECK(out.completions == 0);
  world.run(steps);
  stop.request_stop();
  world.io.restart();
  world.io.run();
  CHECK(out.completions == 1);
  return out;
}

template <class Sender>
outcome run(tokens::emulated& world, Sender&& sender) {
  return stop_after(1000000, world, std::forward<Sender>(sender));
}

/// An event loop that runs on a thread of its own.
class running {
 public:
  explicit running(asio::io_context& io) : work_(io.get_executor()), thread_([&io] { io.run(); }) {}
  running(const running&) = delete;
  ~running() {
    work_.reset();
    thread_.join();
  }

 private:
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("senders: async_collect() sends the items of all pages") {
  tokens::emulated world;
  auto range = world.client.list_services();
  auto sender = range.async_collect(use_sender);
  CHECK(world.requests() == 0);
  const auto out = run(world, std::move(sender));
  CHECK(out.items == tokens::pages);
  CHECK(world.requests() == tokens::pages);
}

TEST_CASE("senders: when_all reads several lists at the same time") {
  tokens::emulated world;
  auto first = world.client.list_services();
  auto second = world.client.list_services() | std::views::take(2);
  auto third = world.client.list_services();
  const auto out =
      run(world, stdexec::when_all(first.async_collect(use_sender), second.async_collect(use_sender),
                                   third.async_collect(use_sender)));
  CHECK(out.items == 2 * tokens::pages + 2);
  CHECK(world.requests() == 2 * tokens::pages + 2);
}

TEST_CASE("senders: a range that let_value owns") {
  tokens::emulated world;
  const auto out =
      run(world, stdexec::just(world.client.list_services()) |
                     stdexec::let_value([](auto& range) { return range.async_collect(use_sender); }));
  CHECK(out.items == tokens::pages);
}

TEST_CASE("senders: a stop request at any step ends with set_stopped, and the range keeps its items") {
  std::size_t stopped = 0;
  for (bool more = true; more; stopped += more) {
    CAPTURE(stopped);
    tokens::emulated world;
    auto range = world.client.list_services();
    const auto out = stop_after(stopped, world, range.async_collect(use_sender));
    more = out.stopped;
    CHECK(out.error == nullptr);
    CHECK(out.items == (more ? 0 : tokens::pages));
    CHECK(tokens::rest_of(world, range).size() == (more ? tokens::pages : 0));
    CHECK(world.requests() <= tokens::pages + 1);
  }
  CHECK(stopped > tokens::pages);
}

TEST_CASE("senders: a stop request at any step stops all parts of when_all") {
  std::size_t stopped = 0;
  for (bool more = true; more; stopped += more) {
    CAPTURE(stopped);
    tokens::emulated world;
    auto first = world.client.list_services();
    auto second = world.client.list_services();
    const auto out = stop_after(
        stopped, world, stdexec::when_all(first.async_collect(use_sender), second.async_collect(use_sender)));
    more = out.stopped;
    CHECK(out.error == nullptr);
    CHECK(out.items == (more ? 0 : 2 * tokens::pages));
    for (auto* range : {&first, &second}) {  // when_all drops a list that was complete
      const auto rest = tokens::rest_of(world, *range).size();
      CHECK((rest == tokens::pages || rest == 0));
    }
  }
  CHECK(stopped > 2 * tokens::pages);
}

TEST_CASE("senders: a failure arrives at set_error, and the range has its details") {
  tokens::emulated world("denied:page=3");
  auto range = world.client.list_services();
  const auto out = run(world, range.async_collect(use_sender));
  CHECK(out.code() == roster::errc::forbidden);
  REQUIRE(range.last_failure());
  CHECK(range.last_failure()->code() == roster::errc::forbidden);
}

TEST_CASE("senders: the failure of one list stops the others of when_all") {
  tokens::emulated world("denied:at=4");
  auto first = world.client.list_services();
  auto second = world.client.list_services();
  const auto out =
      run(world, stdexec::when_all(first.async_collect(use_sender), second.async_collect(use_sender)));
  CHECK(out.code() == roster::errc::forbidden);
  CHECK(world.requests() < 2 * tokens::pages);
}

TEST_CASE("senders: sync_wait on another thread than that of the event loop") {
  tokens::emulated world;
  auto first = world.client.list_services();
  auto second = world.client.list_services();
  const running loop(world.io);
  const auto names = stdexec::sync_wait(names_in(first, second));
  REQUIRE(names);
  CHECK(std::get<0>(*names).size() == 2 * tokens::pages);
}

TEST_CASE("senders: a stop request on another thread") {
  for (std::size_t after = 0; after < 50; ++after) {
    tokens::emulated world;
    auto range = world.client.list_services();
    outcome out;
    stdexec::inplace_stop_source stop;
    auto operation = stdexec::connect(range.async_collect(use_sender), receiver{&out, stop.get_token()});
    {
      const running loop(world.io);
      stdexec::start(operation);
      while (world.requests() < after / 10 + 1) std::this_thread::yield();
      stop.request_stop();
    }
    CHECK(out.completions == 1);
    CHECK(out.error == nullptr);
    CHECK(tokens::rest_of(world, range).size() == (out.stopped ? tokens::pages : 0));
  }
}
