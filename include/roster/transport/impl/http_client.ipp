// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of http_client.hpp.

#include <roster/transport/http_client.hpp>

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <optional>
#include <roster/detail/redactor.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/transport/detail/connect.hpp>
#include <roster/transport/detail/connection.hpp>
#include <roster/transport/detail/connection_pool.hpp>
#include <roster/transport/detail/host_addresses.hpp>
#include <roster/transport/detail/proxy.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <roster/transport/detail/serialize_header.hpp>
#include <roster/transport/detail/tls.hpp>
#include <roster/transport/detail/transport_failure.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

inline constexpr int max_stale_connections = 3;
inline constexpr std::size_t max_user_agent = 512;

/// State shared by the client and its pending sends.
class http_client_core {
 public:
  http_client_core(asio::any_io_executor e, http_client_options o)
      : executor(std::move(e)),
        options(std::move(o)),
        permits(options.max_connections),
        idle(std::make_shared<connection_pool>(options.max_idle_connections, options.idle_timeout)) {
    context_pools::add(executor, idle);
    if (!options.ca_file.empty() || !options.client_certificate_file.empty())
      tls();  // reports an unusable file immediately
  }

  /// Returns the TLS context; created on first use, since loading the system's CAs takes 20 ms.
  SSL_CTX* tls() {
    if (!tls_) tls_ = shared_tls_context(options);
    return tls_.get();
  }

  const asio::any_io_executor executor;
  const http_client_options options;
  connection_limit permits;
  const std::shared_ptr<connection_pool> idle;
  address_history history{};
  const std::shared_ptr<tls_sessions> sessions = std::make_shared<tls_sessions>();

 private:
  tls_context tls_{};
};

/// A phase of a send with its own deadline.
struct http_phase {
  transport::time_point begun;
  transport::time_point deadline;

  std::string length() const { return duration_text(deadline - begun); }
};

/// The state of one send.
struct send_state {
  const http::request& request;
  std::string origin;
  std::optional<proxy> through;
  std::string header;
  http_phase whole;

  bool tunnelled() const noexcept { return through && request.to.secure(); }
  /// Returns the endpoint to connect to: the proxy, or the service.
  const http::endpoint& next() const noexcept { return through ? through->at : request.to; }
  std::string next_name() const { return through ? "the proxy " + through->at.origin() : origin; }

  /// Starts a phase that may take `span`, but not beyond the deadline of the send.
  http_phase begin(std::chrono::milliseconds span) const {
    const auto now = std::chrono::steady_clock::now();
    const bool shorter = span < std::chrono::floor<std::chrono::milliseconds>(whole.deadline - now);
    return shorter ? http_phase{now, now + span} : whole;
  }
};

/// Throws if an operation was ended by its deadline or by cancellation.
inline void throw_if_interrupted(const connection& c, boost::system::error_code ec, const std::string& late,
                                 const std::string& origin) {
  if (c.expired()) throw transport_failure(errc::timed_out, late, origin, asio::error::timed_out);
  if (ec == asio::error::operation_aborted) throw boost::system::system_error(ec);
}

/// Returns the failure to connect to any address of a host.
inline failure connect_failure(const connect_result& result, const send_state& sending,
                               const http_phase& phase) {
  boost::system::error_code literal;
  asio::ip::make_address(sending.next().host, literal);
  const std::string tried = literal ? attempts_text(result.failed) : "";
  if (result.timed_out)
    return transport_failure(
        errc::timed_out,
        "connect timed out: no connection to " + sending.next_name() + " within " + phase.length() + tried,
        sending.origin, asio::error::timed_out);
  const auto cause = main_error(result.failed);
  if (tried.empty())
    return transport_failure(errc::connection, "cannot connect to " + sending.next_name(), sending.origin,
                             cause);
  return {errc::connection, failure_details{.message = "cannot connect to " + sending.next_name() + tried,
                                            .endpoint = sending.origin,
                                            .cause = cause}};
}

/// Connects to an address of the endpoint or the proxy, starting with the last connected one.
inline asio::awaitable<connect_result> connect_to_host(const http_client_core& client,
                                                       const send_state& sending, const http_phase& phase) {
  const auto found =
      co_await host_addresses(client.executor, client.options.resolve, sending.next(), phase.deadline);
  const auto last = client.history.find(sending.next().origin(), std::chrono::steady_clock::now());
  const auto addresses = interleave_families(found, last);
  const std::uint16_t port = sending.next().port;
  auto result = co_await connect_any(client.executor, addresses, port, phase.deadline);
  if (!result.socket) throw connect_failure(result, sending, phase);
  co_return result;
}

inline asio::awaitable<void> open_proxy_tunnel(connection& c, const http_client_core& client,
                                               const send_state& sending, const http_phase& phase) {
  boost::system::error_code ec;
  c.expires_at(phase.deadline);
  co_await open_tunnel(c, *sending.through, sending.request.to, client.options.user_agent,
                       client.options.limits, ec);
  if (!ec && !c.expired()) co_return;
  const std::string late =
      "proxy tunnel timed out: no tunnel through " + sending.next_name() + " within " + phase.length();
  throw_if_interrupted(c, ec, late, sending.origin);
  throw transport_failure(errc::connection,
                          sending.next_name() + " closed the connection before the tunnel was established",
                          sending.origin, ec);
}

inline asio::awaitable<void> begin_tls(connection& c, http_client_core& client, const send_state& sending) {
  const http_phase phase = sending.begin(client.options.handshake_timeout);
  boost::system::error_code ec;
  c.expires_at(phase.deadline);
  const tls_session_place place{.sessions = client.sessions, .origin = sending.origin};
  co_await c.handshake(client.tls(), sending.request.to.host, place, ec);
  if (!ec && !c.expired()) co_return;
  const std::string late =
      "TLS handshake timed out: no TLS session with " + sending.origin + " within " + phase.length();
  throw_if_interrupted(c, ec, late, sending.origin);
  throw handshake_failure(c.session(), ec, sending.origin);
}

inline asio::awaitable<std::shared_ptr<connection>> open_connection(http_client_core& client,
                                                                    const send_state& sending) {
  const http_phase phase = sending.begin(client.options.connect_timeout);
  auto result = co_await connect_to_host(client, sending, phase);
  const auto opened = std::make_shared<connection>(std::move(*result.socket));
  if (sending.tunnelled()) co_await open_proxy_tunnel(*opened, client, sending, phase);
  if (sending.request.to.secure()) co_await begin_tls(*opened, client, sending);
  client.history.connected(sending.next().origin(), result.address, std::chrono::steady_clock::now());
  co_return opened;
}

/// Opens a connection; if that fails, removes the address from the history.
inline asio::awaitable<std::shared_ptr<connection>> open_or_forget(http_client_core& client,
                                                                   const send_state& sending) {
  try {
    auto opened = co_await open_connection(client, sending);
    co_return opened;
  } catch (const failure&) {
    client.history.forget(sending.next().origin());
    throw;
  }
}

/// Sends the request and reads until the response is complete or `ec` is set.
inline asio::awaitable<void> send_and_receive(connection& c, const send_state& sending,
                                              const http_phase& first_byte, response_reader& reader,
                                              boost::system::error_code& ec) {
  const std::array<asio::const_buffer, 2> bytes{asio::buffer(sending.header),
                                                asio::buffer(sending.request.body)};
  c.expires_at(first_byte.deadline);
  co_await c.write(bytes, ec);
  while (!ec && !reader.complete()) {
    const asio::mutable_buffer space = reader.space();
    const bool first = reader.raw_bytes() == 0;
    const std::size_t n = co_await c.read_some(space, ec);
    if (n == 0) continue;
    if (first && first_byte.deadline != sending.whole.deadline) c.expires_at(sending.whole.deadline);
    reader.received(n);
  }
}

/// Throws the failure of an interrupted response, unless the end of the connection completes it.
inline void finish(const connection& c, const send_state& sending, const http_phase& first_byte,
                   response_reader& reader, boost::system::error_code ec) {
  const bool silent = reader.raw_bytes() == 0;
  const std::string& origin = sending.origin;
  const std::string late = silent ? "no response from " + origin + " within " + first_byte.length()
                                  : "the response from " + origin + " was not complete within " +
                                        sending.whole.length() + "; it stopped " + reader.progress();
  throw_if_interrupted(c, ec, late, origin);
  if (silent && is_alert(ec))  // TLS 1.3 verifies client certificates after the handshake
    throw transport_failure(errc::tls, "TLS alert received from " + origin + " before any response byte",
                            origin, ec);
  if (silent)
    throw transport_failure(errc::connection, origin + " closed the connection before any response byte",
                            origin, ec);
  reader.ended(ec);
}

/// Acquires a connection permit; immediately if one is available.
inline asio::awaitable<void> acquire_permit(connection_permit& permit, const http_client_core& client,
                                            const send_state& sending) {
  const bool is_ours = co_await permit.take(sending.whole.deadline);
  if (is_ours) co_return;
  throw transport_failure(errc::timed_out,
                          "no connection became available within " + sending.whole.length() + ": all " +
                              std::to_string(client.options.max_connections) +
                              " (max_connections) were in use",
                          sending.origin, asio::error::timed_out);
}

/// After a timeout without a response byte the peer may be unreachable: drops the other idle connections to it, which
/// would also time out, and no longer prefers its address.
inline void forget_unresponsive_peer(http_client_core& client, const send_state& sending, bool fresh) {
  if (!fresh) client.idle->drop(sending.origin);
  client.history.forget(sending.next().origin());
}

/// Redacts the credentials of a forwarding proxy, which the response may echo; the endpoint of a tunnel never sees
/// them. In a successful response only user and password together are redacted, so that data is preserved; text derived
/// from it is redacted with `secrets`.
inline void redact_proxy(http::response& response, const send_state& sending) {
  if (!sending.through || sending.tunnelled() || sending.through->authorization.empty()) return;
  response.secrets = std::make_shared<const redactor>(secrets_of(*sending.through, proxy_text::message));
  const bool is_data = response.status < 300;
  const redactor known = is_data ? secrets_of(*sending.through, proxy_text::data) : *response.secrets;
  http::detail::redact_response(response, known);
}

/// Returns a failure without the secrets of the proxy: messages quote the response of a proxy.
inline failure without_proxy_secrets(const failure& why, const send_state& sending) {
  return sending.through ? secrets_of(*sending.through, proxy_text::message).redact(why) : why;
}

inline std::string header_of(const http_client_core& client, const http::request& request,
                             const std::optional<proxy>& through) {
  const proxy* const forwarding = through && !request.to.secure() ? &*through : nullptr;
  return serialize_header(request, client.options.user_agent, forwarding,
                          client.options.accept_gzip ? "gzip" : "identity");
}

/// Validates the request and prepares its header, before any I/O.
inline send_state prepare(const http_client_core& client, const http::request& request,
                          transport::time_point until) {
  http::detail::check_request(request);
  const auto& options = client.options;
  auto through = options.proxy ? choose_proxy(*options.proxy, request.to) : std::nullopt;
  auto header = header_of(client, request, through);
  return {request,
          request.to.origin(),
          std::move(through),
          std::move(header),
          {std::chrono::steady_clock::now(), until}};
}

inline asio::awaitable<http::response> round_trip(std::shared_ptr<http_client_core> client,
                                                  const http::request& request, transport::time_point until) {
  send_state sending = prepare(*client, request, until);
  const wipe_at_exit wiped(sending.header);
  try {
    if (until <= sending.whole.begun)
      throw transport_failure(errc::timed_out,
                              "deadline exceeded before the request to " + sending.origin + " was sent",
                              sending.origin, asio::error::timed_out);
    connection_permit permit(client->permits);
    co_await acquire_permit(permit, *client, sending);
    for (int stale = 0;; ++stale) {
      const bool may_reuse = request.idempotent && stale < max_stale_connections;
      auto used = may_reuse ? client->idle->take(sending.origin) : nullptr;
      const bool fresh = !used;
      if (fresh) used = co_await open_or_forget(*client, sending);
      response_reader reader(client->options.limits, request.method != "HEAD", sending.origin,
                             client->options.accept_gzip,
                             request.spare ? std::exchange(*request.spare, {}) : std::string());
      const http_phase first_byte = sending.begin(client->options.first_byte_timeout);
      boost::system::error_code ec;
      co_await send_and_receive(*used, sending, first_byte, reader, ec);
      const bool died = ec && !used->expired() && ec != asio::error::operation_aborted;
      if (died && reader.raw_bytes() == 0 && !fresh) {
        if (request.renew) request.renew();
        wipe(sending.header);
        sending.header = header_of(*client, request, sending.through);
        continue;
      }
      if (used->expired() && reader.raw_bytes() == 0) forget_unresponsive_peer(*client, sending, fresh);
      if (ec) finish(*used, sending, first_byte, reader, ec);
      used->expires_never();
      if (!ec && reader.reusable() && !used->expired())
        client->idle->put(sending.origin, std::move(used),
                          (std::min)(client->permits.waiting(), client->options.max_connections));
      auto response = reader.take();
      response.connection_reused = !fresh;
      if (sending.through && !sending.tunnelled()) response.proxy = sending.through->at.origin();
      redact_proxy(response, sending);
      co_return response;
    }
  } catch (const failure& why) {
    throw without_proxy_secrets(why, sending);
  }
}

/// Returns the User-Agent header: products in decreasing order of significance (RFC 9110, 10.1.5).
inline std::string full_user_agent(std::string_view application) {
  application = http::detail::trimmed(application);
  if (!std::all_of(application.begin(), application.end(), http::detail::is_field_char))
    throw failure(errc::invalid_argument, "invalid user agent: it contains a control character");
  if (application.size() > max_user_agent)
    throw failure(errc::invalid_argument,
                  "invalid user agent: it is longer than " + std::to_string(max_user_agent) + " bytes");
  return std::string(application) + (application.empty() ? "" : " ") + "roster/" ROSTER_VERSION_STRING;
}

class http_client final : public transport {
 public:
  http_client(asio::any_io_executor executor, http_client_options options)
      : core_(std::make_shared<http_client_core>(std::move(executor), std::move(options))) {}
  ~http_client() override { core_->idle->close(); }

  asio::awaitable<http::response> send(const http::request& request, time_point until) override {
    return round_trip(core_, request, until);
  }

 private:
  std::shared_ptr<http_client_core> core_;
};

}  // namespace roster::inline v0::detail

namespace roster::inline v0 {

ROSTER_DECL std::shared_ptr<transport> make_http_client(asio::any_io_executor executor,
                                                        http_client_options options) {
  detail::check_executor(executor);
  options.user_agent = detail::full_user_agent(options.user_agent);
  if (options.max_connections == 0)
    throw failure(errc::invalid_argument, "max_connections is 0; expected at least 1");
  return std::make_shared<detail::http_client>(std::move(executor), std::move(options));
}

}  // namespace roster::inline v0
