// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <functional>
#include <roster/transport/detail/tls_stream.hpp>
#include <string>

#include <support/fake_certificates.hpp>
#include <support/run_awaitable.hpp>
#include <support/scripted_server.hpp>

using namespace roster_test;
using boost::system::error_code;
using roster::detail::tls_stream;

namespace {

/// Both ends of a connection in one event loop, so that a test determines what has arrived when the client reads.
struct both_ends {
  both_ends() : plain(context) {
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    plain.connect(acceptor.local_endpoint());
    peer.emplace(acceptor.accept(), &server_tls);
    client.emplace(plain, client_tls.native_handle());
  }

  /// Performs the handshake, then runs a test.
  void run(std::function<asio::awaitable<bool>()> test) {
    bool ready = false;  // with TLS 1.3, the client is ready first
    asio::co_spawn(context, peer->begin(), [&](std::exception_ptr, bool begun) { ready = begun; });
    REQUIRE(roster_test::run(context, handshake()));
    while (!ready && context.run_one() != 0) {
    }
    CHECK(roster_test::run(context, test()));
  }

  asio::awaitable<bool> handshake() {
    error_code ec;
    co_await client->handshake(ec);
    co_return !ec;
  }

  /// Returns what one read returns.
  asio::awaitable<std::string> read(error_code& ec) {
    const auto space = asio::buffer(bytes);
    const std::size_t n = co_await client->read_some(space, ec);
    co_return bytes.substr(0, n);
  }

  std::string read_now(error_code& ec) {
    ec = {};
    return bytes.substr(0, client->read_now(asio::buffer(bytes), ec));
  }

  asio::io_context context{};
  asio::ssl::context server_tls = server_context(make_identity({}, nullptr));
  asio::ssl::context client_tls{asio::ssl::context::tls_client};
  tcp::socket plain;
  std::optional<scripted_peer> peer{};
  std::optional<tls_stream> client{};
  std::string bytes = std::string(100'000, ' ');
};

}  // namespace

TEST_CASE("tls stream: one read returns the data of all records that have arrived") {
  both_ends ends;
  ends.run([&]() -> asio::awaitable<bool> {
    for (const std::string_view text : {"one ", "two ", "three"}) co_await ends.peer->say(text);
    co_await ends.peer->delivered();
    error_code ec;
    const std::string got = co_await ends.read(ec);
    CHECK(!ec);
    CHECK(got == "one two three");
    co_return true;
  });
}

TEST_CASE("tls stream: data before an invalid record is returned, then the error, again and again") {
  both_ends ends;
  ends.run([&]() -> asio::awaitable<bool> {
    co_await ends.peer->say("valid");
    ends.peer->garble("no record of TLS");
    co_await ends.peer->delivered();
    error_code ec;
    const std::string got = co_await ends.read(ec);
    CHECK(!ec);
    CHECK(got == "valid");
    for (int i = 0; i < 2; ++i) {
      const std::string nothing = co_await ends.read(ec);
      CHECK(nothing.empty());
      CHECK(ec.category() == asio::error::get_ssl_category());
      CHECK(ends.read_now(ec).empty());
      CHECK(ec.category() == asio::error::get_ssl_category());
    }
    co_return true;
  });
}

TEST_CASE("tls stream: a read without waiting returns what has arrived, or would_block") {
  both_ends ends;
  ends.run([&]() -> asio::awaitable<bool> {
    error_code ec;
    CHECK(ends.read_now(ec).empty());
    CHECK(ec == asio::error::would_block);
    co_await ends.peer->say("data");
    co_await ends.peer->delivered();
    CHECK(ends.read_now(ec) == "data");
    CHECK(!ec);
    CHECK(ends.read_now(ec).empty());
    CHECK(ec == asio::error::would_block);
    co_await ends.peer->say("late");
    const std::string got = co_await ends.read(ec);
    CHECK(got == "late");
    co_return true;
  });
}

TEST_CASE("tls stream: the end is eof after close_notify, and stream_truncated without it") {
  for (const bool closes : {true, false}) {
    CAPTURE(closes);
    both_ends ends;
    ends.run([&]() -> asio::awaitable<bool> {
      co_await ends.peer->say("last");
      if (closes)
        asio::co_spawn(ends.context, ends.peer->say_goodbye(), asio::detached);
      else
        ends.peer->hang_up();
      error_code ec;
      std::string all;
      while (!ec) {
        const std::string got = co_await ends.read(ec);
        all += got;
      }
      CHECK(all == "last");
      const error_code expected = closes ? error_code(asio::error::eof) : asio::ssl::error::stream_truncated;
      CHECK(ec == expected);
      co_return true;
    });
  }
}

TEST_CASE("tls stream: writes more than the socket accepts, while the peer reads") {
  both_ends ends;
  const std::string sent(8'000'000, 'x');
  std::size_t received = 0;
  ends.run([&]() -> asio::awaitable<bool> {
    auto reads = [&]() -> asio::awaitable<void> {
      while (received < sent.size()) {
        const std::string got = co_await ends.peer->some();
        received += got.size();
      }
    };
    error_code ec;
    asio::co_spawn(ends.context, reads(), asio::detached);
    const auto bytes = asio::buffer(sent);
    co_await ends.client->write(bytes, ec);
    CHECK(!ec);
    while (received < sent.size()) co_await asio::post(asio::use_awaitable);
    co_return true;
  });
  CHECK(received == sent.size());
}

TEST_CASE("tls stream: an error of the socket is reported") {
  both_ends ends;
  ends.run([&]() -> asio::awaitable<bool> {
    ends.plain.close();
    error_code ec;
    co_await ends.client->write(asio::buffer("x", 1), ec);
    CHECK(ec == asio::error::bad_descriptor);
    ec = {};
    (void)co_await ends.read(ec);
    CHECK(ec == asio::error::bad_descriptor);
    co_return true;
  });
}
