// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of http_client.hpp.

#include <roster/transport/http_client.hpp>

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/system_error.hpp>
#include <roster/failure.hpp>
#include <roster/http/check_request.hpp>
#include <roster/http/legal.hpp>
#include <roster/transport/impl/connection.hpp>
#include <roster/transport/impl/connection_pool.hpp>
#include <roster/transport/impl/host_addresses.hpp>
#include <roster/transport/impl/network_failure.hpp>
#include <roster/transport/impl/request_head.hpp>
#include <roster/transport/impl/response_reader.hpp>
#include <roster/transport/impl/tls.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::detail {

inline constexpr int most_stale_connections = 3;

/// What the client and its sends in flight share.
struct http_client_core {
  http_client_core(asio::any_io_executor e, http_client_options o)
      : executor(std::move(e)),
        options(std::move(o)),
        tls(make_tls_context(options.ca_file)),
        idle(options.max_idle_connections, options.idle_time) {}

  asio::any_io_executor executor;
  http_client_options options;
  asio::ssl::context tls;
  connection_pool idle;
};

/// One send, as it was asked for.
struct http_sending {
  const http::request& request;
  std::string origin;
  std::string head;
  transport::time_point started;
  transport::time_point until;

  transport::time_point at_most(std::chrono::milliseconds span) const {
    return std::min(until, std::chrono::steady_clock::now() + span);
  }
};

/// Throws what ended an operation from outside: the deadline, or a cancellation.
inline void throw_if_interrupted(const connection& c, boost::system::error_code ec, const std::string& late,
                                 const std::string& origin) {
  if (c.expired()) throw network_failure(errc::timed_out, late, origin, asio::error::timed_out);
  if (ec == asio::error::operation_aborted) throw boost::system::system_error(ec);
}

/// Connects to the first address that answers. Each has an equal share of the time that is left.
inline asio::awaitable<void> connect_to_any(connection& c, const std::vector<asio::ip::address>& addresses,
                                            const http_sending& sending, transport::time_point deadline) {
  const auto started = std::chrono::steady_clock::now();
  boost::system::error_code ec;
  for (std::size_t left = addresses.size(); left > 0; --left) {
    const asio::ip::tcp::endpoint peer(addresses[addresses.size() - left], sending.request.to.port);
    const auto now = std::chrono::steady_clock::now();
    c.expire_at(now + (deadline - now) / static_cast<std::int64_t>(left));
    co_await c.connect(peer, ec);
    if (!ec && !c.expired()) co_return;
    if (!c.expired() && ec == asio::error::operation_aborted) break;
  }
  const std::string late =
      "no connection to " + sending.origin + " within " + duration_text(deadline - started);
  throw_if_interrupted(c, ec, late, sending.origin);
  throw network_failure(errc::connection, "cannot connect to " + sending.origin, sending.origin, ec);
}

inline asio::awaitable<void> begin_tls(connection& c, http_client_core& client, const http_sending& sending) {
  const auto started = std::chrono::steady_clock::now();
  const auto deadline = sending.at_most(client.options.handshake_deadline);
  boost::system::error_code ec;
  c.expire_at(deadline);
  co_await c.handshake(client.tls, sending.request.to.host, ec);
  if (!ec && !c.expired()) co_return;
  const std::string late = "no TLS with " + sending.origin + " within " + duration_text(deadline - started);
  throw_if_interrupted(c, ec, late, sending.origin);
  throw handshake_failure(c.session(), ec, sending.origin);
}

inline asio::awaitable<std::shared_ptr<connection>> open_connection(http_client_core& client,
                                                                    const http_sending& sending) {
  const auto deadline = sending.at_most(client.options.connect_deadline);
  const auto addresses =
      co_await host_addresses(client.executor, client.options.resolve, sending.request.to, deadline);
  const auto opened = std::make_shared<connection>(client.executor);
  co_await connect_to_any(*opened, addresses, sending, deadline);
  if (sending.request.to.secure()) co_await begin_tls(*opened, client, sending);
  co_return opened;
}

/// Sends the request and reads until the answer is complete or `ec` says why it is not.
inline asio::awaitable<void> converse(connection& c, const http_sending& sending,
                                      transport::time_point first_byte, response_reader& reader,
                                      boost::system::error_code& ec) {
  const std::array<asio::const_buffer, 2> bytes{asio::buffer(sending.head),
                                                asio::buffer(sending.request.body)};
  c.expire_at(first_byte);
  co_await c.write(bytes, ec);
  while (!ec && !reader.complete()) {
    const asio::mutable_buffer space = reader.space();
    const bool first = reader.raw_bytes() == 0;
    const std::size_t n = co_await c.read_some(space, ec);
    if (n == 0) continue;
    if (first && first_byte != sending.until) c.expire_at(sending.until);
    reader.received(n);
  }
}

/// Throws why a conversation broke off, unless the end of the connection completes the answer.
inline void conclude(const connection& c, const http_sending& sending, transport::time_point first_byte,
                     response_reader& reader, boost::system::error_code ec) {
  const bool silent = reader.raw_bytes() == 0;
  const std::string& origin = sending.origin;
  const std::string late =
      silent ? "no answer from " + origin + " within " + duration_text(first_byte - sending.started)
             : "the answer of " + origin + " was not complete within " +
                   duration_text(sending.until - sending.started) + ", but stopped " + reader.progress();
  throw_if_interrupted(c, ec, late, origin);
  if (silent)
    throw network_failure(errc::connection, origin + " ended the connection before any byte of an answer",
                          origin, ec);
  reader.ended(ec);
}

inline asio::awaitable<http::response> exchange(std::shared_ptr<http_client_core> client,
                                                const http::request& request, transport::time_point until) {
  http::check_request(request);
  const http_sending sending{request, request.to.origin(), request_head(request, client->options.user_agent),
                             std::chrono::steady_clock::now(), until};
  if (until <= sending.started)
    throw network_failure(errc::timed_out,
                          "the deadline passed before anything was sent to " + sending.origin, sending.origin,
                          asio::error::timed_out);
  for (int stale = 0;; ++stale) {
    auto used = stale < most_stale_connections ? client->idle.take(sending.origin) : nullptr;
    const bool fresh = !used;
    if (fresh) used = co_await open_connection(*client, sending);
    response_reader reader(client->options.limits, request.method != "HEAD", sending.origin);
    const auto first_byte = sending.at_most(client->options.first_byte_deadline);
    boost::system::error_code ec;
    co_await converse(*used, sending, first_byte, reader, ec);
    const bool died = ec && !used->expired() && ec != asio::error::operation_aborted;
    if (died && reader.raw_bytes() == 0 && !fresh) continue;
    if (ec) conclude(*used, sending, first_byte, reader, ec);
    used->never_expire();
    if (!ec && reader.reusable() && !used->expired()) client->idle.put(sending.origin, std::move(used));
    co_return reader.take();
  }
}

class http_client final : public transport {
 public:
  http_client(asio::any_io_executor executor, http_client_options options)
      : core_(std::make_shared<http_client_core>(std::move(executor), std::move(options))) {}
  ~http_client() override { core_->idle.close(); }

  asio::awaitable<http::response> send(const http::request& request, time_point until) override {
    return exchange(core_, request, until);
  }

 private:
  std::shared_ptr<http_client_core> core_;
};

}  // namespace roster::detail

namespace roster {

ROSTER_DECL std::shared_ptr<transport> make_http_client(asio::any_io_executor executor,
                                                        http_client_options options) {
  if (!std::all_of(options.user_agent.begin(), options.user_agent.end(), http::is_field_char))
    throw failure(errc::invalid_argument, "the user agent has a control character");
  return std::make_shared<detail::http_client>(std::move(executor), std::move(options));
}

}  // namespace roster
