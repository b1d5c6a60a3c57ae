// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <roster/transport/detail/connect.hpp>
#include <string>
#include <support/open_descriptors.hpp>
#include <vector>

#include <support/dead_address.hpp>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
using roster::detail::connect_any;
using roster::detail::connect_result;
using roster::detail::failed_connect;
using roster_test::dead_address;
using addresses = std::vector<asio::ip::address>;

asio::ip::address ip(const char* text) { return asio::ip::make_address(text); }

std::chrono::steady_clock::time_point in(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

/// The outcome of connecting, and whether it completed.
struct outcome {
  bool over{};
  std::exception_ptr error{};
  connect_result result{};

  bool aborted() const {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const boost::system::system_error& e) {
      return e.code() == asio::error::operation_aborted;
    }
    return false;
  }
};

/// Connects on an event loop that runs other handlers, too.
struct race_bench {
  std::shared_ptr<outcome> start(const addresses& all, std::uint16_t port, std::chrono::milliseconds within,
                                 asio::cancellation_slot slot = {}) {
    const auto out = std::make_shared<outcome>();
    const auto keep = std::make_shared<addresses>(all);
    auto done = [out, keep](std::exception_ptr error, connect_result result) {
      out->over = true;
      out->error = std::move(error);
      out->result = std::move(result);
    };
    asio::co_spawn(context, connect_any(context.get_executor(), *keep, port, in(within)),
                   asio::bind_cancellation_slot(slot, std::move(done)));
    return out;
  }

  connect_result connect(const addresses& all, std::uint16_t port, std::chrono::milliseconds within = 10s) {
    const auto out = start(all, port, within);
    run(*out);
    if (out->error) std::rethrow_exception(out->error);
    return std::move(out->result);
  }

  void run(const outcome& out) {
    context.restart();
    while (!out.over) REQUIRE(context.run_one_for(30s) == 1);
  }

  asio::io_context context{1};
};

tcp::endpoint loopback(const char* address) { return {ip(address), 0}; }

/// Returns a port of 127.0.0.1 without a listener.
std::uint16_t unused_port(asio::io_context& context) {
  return tcp::acceptor(context, loopback("127.0.0.1")).local_endpoint().port();
}

std::string reasons(const connect_result& result) { return roster::detail::attempts_text(result.failed); }

}  // namespace

TEST_CASE("connect any: connects only to the first address if that succeeds") {
  race_bench bench;
  tcp::acceptor one(bench.context, loopback("127.0.0.1"));
  tcp::acceptor two(bench.context, {ip("127.0.0.2"), one.local_endpoint().port()});
  const auto got = bench.connect({ip("127.0.0.1"), ip("127.0.0.2")}, one.local_endpoint().port());
  REQUIRE(got.socket);
  CHECK(got.socket->remote_endpoint() == one.local_endpoint());
  CHECK(got.address == ip("127.0.0.1"));
  CHECK(got.failed.empty());
  tcp::no_delay at_once;
  got.socket->get_option(at_once);
  CHECK(at_once.value());
  two.non_blocking(true);
  boost::system::error_code ec;
  tcp::socket nobody(bench.context);
  two.accept(nobody, ec);
  CHECK(ec == asio::error::would_block);
}

TEST_CASE("connect any: after 250 ms without a response the next address is tried") {
  race_bench bench;
  tcp::acceptor alive(bench.context, loopback("127.0.0.1"));
  dead_address dead(bench.context, "127.0.0.2", alive.local_endpoint().port());
  const auto begin = std::chrono::steady_clock::now();
  const auto got = bench.connect({ip("127.0.0.2"), ip("127.0.0.1")}, dead.port());
  const auto elapsed = std::chrono::steady_clock::now() - begin;
  REQUIRE(got.socket);
  CHECK(got.address == ip("127.0.0.1"));
  CHECK(elapsed >= 250ms);
  CHECK(elapsed < 5s);  // half of the total time: the earlier share of the unreachable address
  CHECK(reasons(got) == " (tried 127.0.0.2: no response)");
  CHECK(dead.accept_all() < dead.fillers());
}

TEST_CASE("connect any: after a refused connection the next address is tried immediately") {
  race_bench bench;
  tcp::acceptor alive(bench.context, loopback("127.0.0.1"));
  const auto got =
      bench.connect({ip("127.0.0.2"), ip("127.0.0.3"), ip("127.0.0.1")}, alive.local_endpoint().port());
  REQUIRE(got.socket);
  CHECK(got.address == ip("127.0.0.1"));
  CHECK(reasons(got) == " (tried 127.0.0.2: connection refused, 127.0.0.3: connection refused)");
}

TEST_CASE("connect any: if all addresses fail, each error is reported") {
  race_bench bench;
  const std::uint16_t port = unused_port(bench.context);
  const auto got = bench.connect({ip("127.0.0.1"), ip("127.0.0.2")}, port);
  CHECK_FALSE(got.socket);
  CHECK_FALSE(got.timed_out);
  CHECK(reasons(got) == " (tried 127.0.0.1: connection refused, 127.0.0.2: connection refused)");
  CHECK(roster::detail::main_error(got.failed) == asio::error::connection_refused);
}

TEST_CASE("connect any: the deadline bounds all attempts together") {
  race_bench bench;
  dead_address one(bench.context, "127.0.0.1");
  dead_address two(bench.context, "127.0.0.2", one.port());
  const auto begin = std::chrono::steady_clock::now();
  const auto got = bench.connect({one.address(), two.address(), ip("127.0.0.3")}, one.port(), 600ms);
  CHECK(std::chrono::steady_clock::now() - begin >= 600ms);
  CHECK_FALSE(got.socket);
  CHECK(got.timed_out);
  CHECK(reasons(got) ==
        " (tried 127.0.0.1: no response, 127.0.0.2: no response, 127.0.0.3: connection refused)");
}

TEST_CASE("connect any: an address that cannot be used locally is reported with its error") {
  race_bench bench;
  tcp::acceptor alive(bench.context, loopback("127.0.0.1"));
  const auto got = bench.connect({ip("255.255.255.255"), ip("127.0.0.1")}, alive.local_endpoint().port());
  REQUIRE(got.socket);
  REQUIRE(got.failed.size() == 1);
  CHECK(got.failed[0].error);
}

TEST_CASE("connect any: all sockets except the winner are closed on completion") {
  race_bench bench;
  tcp::acceptor alive(bench.context, loopback("127.0.0.1"));
  dead_address dead(bench.context, "127.0.0.2", alive.local_endpoint().port());
  dead_address dead_too(bench.context, "127.0.0.3", alive.local_endpoint().port());
  const addresses all{dead.address(), dead_too.address(), ip("127.0.0.4"), ip("127.0.0.1")};
  const std::size_t before = test::open_descriptors();
  std::size_t at_the_end = 0;
  {
    const auto got = bench.connect(all, dead.port());
    at_the_end = test::open_descriptors();
    REQUIRE(got.socket);
    CHECK(got.failed.size() == 3);
  }
  CHECK(at_the_end == before + 1);
  CHECK_FALSE(bench.connect({dead.address(), dead_too.address()}, dead.port(), 30ms).socket);
  CHECK(test::open_descriptors() == before);
}

TEST_CASE("connect any: the winning socket transfers bytes, and its peer sees one connection") {
  race_bench bench;
  tcp::acceptor alive(bench.context, loopback("127.0.0.1"));
  dead_address dead(bench.context, "127.0.0.2", alive.local_endpoint().port());
  auto got = bench.connect({dead.address(), ip("127.0.0.1")}, dead.port());
  REQUIRE(got.socket);
  tcp::socket peer = alive.accept();
  asio::write(*got.socket, asio::buffer("hello", 5));
  char text[5]{};
  asio::read(peer, asio::buffer(text));
  CHECK(std::string(text, 5) == "hello");
  alive.non_blocking(true);
  boost::system::error_code ec;
  tcp::socket another(bench.context);
  alive.accept(another, ec);
  CHECK(ec == asio::error::would_block);
}

TEST_CASE("connect any: can be cancelled at each step; closes every socket and runs no handler later") {
  for (const bool there_is_one : {true, false}) {
    bool was_over = false;
    std::size_t cancelled = 0;
    for (std::size_t n = 0; !was_over; ++n) {
      race_bench bench;
      tcp::acceptor alive(bench.context, loopback("127.0.0.1"));
      dead_address dead(bench.context, "127.0.0.2", alive.local_endpoint().port());
      dead_address dead_too(bench.context, "127.0.0.3", alive.local_endpoint().port());
      addresses all{ip("127.0.0.5"), dead.address(), dead_too.address(), ip("127.0.0.4")};
      if (there_is_one) all.push_back(ip("127.0.0.1"));
      const std::size_t before = test::open_descriptors();
      asio::cancellation_signal cancel;
      const auto out = bench.start(all, dead.port(), 50ms, cancel.slot());
      for (std::size_t i = 0; i < n && !out->over; ++i) bench.context.run_one();
      was_over = out->over;
      if (!was_over) cancel.emit(asio::cancellation_type::terminal);
      bench.run(*out);
      CHECK((was_over || out->aborted() || out->result.socket || out->result.timed_out));
      cancelled += out->aborted();
      out->result.socket.reset();
      CHECK(test::open_descriptors() == before);
      bench.context.run();  // remaining handlers do nothing
      CHECK(test::open_descriptors() == before);
    }
    CHECK(cancelled > 3);
  }
}

TEST_CASE("connect any: an event loop can be destroyed at each step, without leaking a socket") {
  const std::size_t before = test::open_descriptors();
  for (std::size_t n = 0; n < 12; ++n) {
    std::shared_ptr<outcome> out;
    {
      race_bench bench;
      tcp::acceptor alive(bench.context, loopback("127.0.0.1"));
      dead_address dead(bench.context, "127.0.0.2", alive.local_endpoint().port());
      out = bench.start({ip("127.0.0.5"), dead.address(), ip("127.0.0.1")}, dead.port(), 30ms);
      for (std::size_t i = 0; i < n && !out->over; ++i) bench.context.run_one();
      out->result.socket.reset();
    }
    CHECK(test::open_descriptors() == before);
  }
}

TEST_CASE("connect any: several strands of a thread pool connect concurrently") {
  asio::io_context servers{1};
  tcp::acceptor alive(servers, loopback("127.0.0.1"));
  dead_address dead(servers, "127.0.0.2", alive.local_endpoint().port());
  const addresses all{ip("127.0.0.5"), dead.address(), ip("127.0.0.1")};
  const std::size_t before = test::open_descriptors();
  std::atomic<int> connected{0};
  {
    asio::thread_pool threads(4);
    for (int i = 0; i < 32; ++i) {
      const asio::any_io_executor strand = asio::make_strand(threads.get_executor());
      asio::co_spawn(strand, connect_any(strand, all, dead.port(), in(10s)),
                     [&](std::exception_ptr error, connect_result result) {
                       connected += !error && result.socket.has_value();
                     });
    }
    threads.join();
  }
  CHECK(connected == 32);
  CHECK(test::open_descriptors() == before);
}

TEST_CASE("connect any: the main error is the first one that concerns the peer") {
  const boost::system::error_code refused = asio::error::connection_refused;
  const boost::system::error_code no_route = asio::error::network_unreachable;
  const boost::system::error_code no_family = asio::error::address_family_not_supported;
  using roster::detail::main_error;
  CHECK(main_error({{ip("::1"), no_route}, {ip("10.0.0.1"), refused}}) == refused);
  CHECK(main_error({{ip("::1"), no_family}, {ip("10.0.0.1"), no_route}}) == no_family);
  CHECK(main_error({{ip("::1"), {}}, {ip("10.0.0.1"), no_route}}) == no_route);
  CHECK(main_error({{ip("::1"), {}}}) == asio::error::timed_out);
  CHECK(main_error({}) == asio::error::timed_out);
}

TEST_CASE("connect any: the list of attempts in messages is bounded") {
  std::vector<failed_connect> many(20, {ip("10.0.0.1"), asio::error::host_unreachable});
  const std::string text = roster::detail::attempts_text(many);
  CHECK(text.starts_with(" (tried 10.0.0.1: no route to host, 10.0.0.1: no route to host, "));
  CHECK(text.ends_with(" and 12 more)"));
  CHECK(text.size() < 320);
  CHECK(roster::detail::attempts_text({}) == "");
}
