// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of emulator_listener.hpp.

#include <roster/emulator/server/detail/emulator_listener.hpp>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <roster/emulator/server/detail/emulator_connection.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline boost::asio::ip::tcp::endpoint local_endpoint_of(const emulator::server_options& options) {
  boost::system::error_code ec;
  const auto address = boost::asio::ip::make_address(options.address, ec);
  if (ec)
    throw failure(errc::invalid_argument, "the emulator cannot listen on \"" +
                                              escape_for_log(options.address, 100) + "\": not an IP address");
  return {address, options.port};
}

ROSTER_DECL emulator_listener::emulator_listener(boost::asio::any_io_executor executor,
                                                 std::shared_ptr<emulated_service> service,
                                                 emulator::server_options options)
    : strand_(boost::asio::make_strand(std::move(executor))),
      service_(std::move(service)),
      options_(std::move(options)),
      local_(local_endpoint_of(options_)),
      acceptor_(strand_) {
  if (options_.certificate_pem.empty() != options_.private_key_pem.empty())
    throw failure(errc::invalid_argument,
                  options_.certificate_pem.empty()
                      ? "the emulator has a private key (private_key_pem) without its certificate"
                      : "the certificate of the emulator requires its private key (private_key_pem)");
  if (options_.make_certificate || !options_.certificate_pem.empty()) tls_.emplace(options_, host());
}

ROSTER_DECL std::string emulator_listener::start() {
  listen();
  boost::asio::co_spawn(
      strand_, [self = shared_from_this()] { return self->accept_all(); },
      [self = shared_from_this()](std::exception_ptr) { self->end_all(); });
  return endpoint();
}

ROSTER_DECL void emulator_listener::listen() {
  try {
    acceptor_.open(local_.protocol());
    acceptor_.set_option(boost::asio::socket_base::reuse_address(true));
    acceptor_.bind(local_);
    acceptor_.listen();
    local_ = acceptor_.local_endpoint();
  } catch (const boost::system::system_error& why) {
    throw failure(errc::connection,
                  failure_details{.message = "the emulator cannot listen on " + options_.address + " port " +
                                             std::to_string(options_.port) + ": " + why.code().message(),
                                  .cause = why.code()});
  }
}

ROSTER_DECL std::string emulator_listener::host() const {
  return options_.host.empty() ? local_.address().to_string() : options_.host;
}

ROSTER_DECL std::string emulator_listener::endpoint(std::string_view region) const {
  const http::endpoint here{.scheme = tls_ ? "https" : "http", .host = host(), .port = local_.port()};
  if (region.empty()) return here.origin();
  const auto regions = service_->regions();
  if (std::find(regions.begin(), regions.end(), region) == regions.end()) {
    std::string known;
    for (const std::string& one : regions) known += (known.empty() ? "" : ", ") + escape_for_log(one, 64);
    throw failure(errc::invalid_argument, "the emulator has no region \"" + escape_for_log(region, 64) +
                                              "\"; its regions, set by the option regions, are: " + known);
  }
  return here.origin() + '/' + std::string(region);
}

ROSTER_DECL boost::asio::awaitable<void> emulator_listener::accept_all() {
  while (acceptor_.is_open()) {
    tcp::socket socket(strand_);
    boost::system::error_code ec;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await acceptor_.async_accept(socket, token);
    if (!ec) {
      begin(std::move(socket));
    } else if (acceptor_.is_open()) {  // for example, out of file descriptors: open connections continue
      boost::asio::steady_timer pause(strand_, std::chrono::milliseconds(10));
      co_await pause.async_wait(boost::asio::use_awaitable);
    }
  }
}

ROSTER_DECL void emulator_listener::begin(tcp::socket socket) {
  ++accepted_;
  ++open_;
  const auto session = sessions_.emplace(sessions_.end());
  // An aborted connection (a fault, a client that has gone, or stop()) is not an error of the server.
  boost::asio::co_spawn(strand_, serve(std::move(socket)),
                        boost::asio::bind_cancellation_slot(
                            session->slot(), [self = shared_from_this(), session](std::exception_ptr) {
                              self->sessions_.erase(session);
                              --self->open_;
                            }));
}

ROSTER_DECL boost::asio::awaitable<void> emulator_listener::serve(tcp::socket socket) {
  socket.set_option(tcp::no_delay(true));
  const auto met = service_->next_connection_fault(tls_ && tls_->makes_certificates());
  if (met && !begins_tls(*met)) {
    co_await end_early(socket, *met);
    co_return;
  }
  if (!tls_) {
    co_await serve_connection(socket, *service_, options_.gzip);
    co_return;
  }
  std::optional<boost::asio::ssl::context> spoilt;
  if (met) {
    co_await pause(socket, met->wait);
    spoilt.emplace(tls_->spoilt(met->tls));
  }
  boost::asio::ssl::stream<tcp::socket> stream(std::move(socket), spoilt ? *spoilt : tls_->usual());
  const auto token = boost::asio::use_awaitable;
  co_await stream.async_handshake(boost::asio::ssl::stream_base::server, token);
  co_await serve_connection(stream, *service_, options_.gzip);
}

ROSTER_DECL void emulator_listener::stop() {
  boost::asio::dispatch(strand_, [self = shared_from_this()] { self->end_all(); });
}

ROSTER_DECL void emulator_listener::end_all() {
  boost::system::error_code ignored;  // closing a closed socket is harmless
  acceptor_.close(ignored);
  for (auto session = sessions_.begin(); session != sessions_.end();) {
    auto& signal = *session++;  // its session may be destroyed during the call
    signal.emit(boost::asio::cancellation_type::terminal);
  }
}

}  // namespace roster::inline v0::emulator::detail
