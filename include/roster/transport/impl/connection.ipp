// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of connection.hpp.

#include <roster/transport/detail/connection.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/transport/detail/tls.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL connection::connection(tcp::socket connected)
    : timer_(connected.get_executor()), socket_(std::move(connected)) {}

ROSTER_DECL connection::~connection() {
  if (tls_shutdown_ && socket_.is_open()) tls_->shutdown_now();
  error_code ignored;  // a destructor cannot report errors
  socket_.close(ignored);
}

ROSTER_DECL boost::asio::awaitable<void> connection::handshake(SSL_CTX* context, const std::string& host,
                                                               tls_session_place place, error_code& ec) {
  place_ = std::move(place);
  tls_.emplace(socket_, context);
  expect_host(tls_->session(), host);
  resume_session(tls_->session(), place_);
  co_await tls_->handshake(ec);
  tls_shutdown_ = !ec;
}

ROSTER_DECL boost::asio::awaitable<void> connection::write(std::array<boost::asio::const_buffer, 2> bytes,
                                                           error_code& ec) {
  if (tls_) {
    if (bytes[1].size() == 0) {
      co_await tls_->write(bytes[0], ec);
      co_return;
    }
    std::string both;  // in one record, if they fit
    both.reserve(boost::asio::buffer_size(bytes));
    const wipe_at_exit wiped(both);
    for (const auto& one : bytes) both.append(static_cast<const char*>(one.data()), one.size());
    const auto joined = boost::asio::buffer(both);
    co_await tls_->write(joined, ec);
    co_return;
  }
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  co_await boost::asio::async_write(socket_, bytes, token);
}

ROSTER_DECL boost::asio::awaitable<std::size_t> connection::read_some(boost::asio::mutable_buffer space,
                                                                      error_code& ec) {
  if (tls_) return tls_->read_some(space, ec);
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  return socket_.async_read_some(space, token);
}

ROSTER_DECL bool connection::is_idle() {
  char byte{};
  const boost::asio::mutable_buffer space(&byte, 1);
  error_code ec;
  if (tls_) {
    tls_->read_now(space, ec);
  } else {
    if (!socket_.non_blocking()) socket_.non_blocking(true, ec);
    if (!ec) socket_.read_some(space, ec);
  }
  return is_would_block(ec);
}

ROSTER_DECL void connection::expires_at(time_point when) {
  expired_ = false;
  deadline_ = when;
  if (when < waits_until_) wait_until(when);
}

/// Sets the timer. A later deadline does not set it again: each time is a system call, and there are several per
/// request.
inline void connection::wait_until(time_point when) {
  ++round_;
  waits_until_ = when;
  timer_.expires_at(when);
  timer_.async_wait([weak = weak_from_this(), round = round_](error_code ec) {
    const auto self = weak.lock();
    if (ec || !self || self->round_ != round) return;
    if (self->deadline_ > self->waits_until_) return self->wait_until(self->deadline_);
    self->waits_until_ = never;
    self->expired_ = true;
    self->detach();
  });
}

ROSTER_DECL void connection::expires_never() {
  ++round_;
  deadline_ = waits_until_ = never;
  timer_.cancel();
}

ROSTER_DECL void connection::detach() {
  tls_shutdown_ = false;
  error_code ignored;  // the socket is closed even on error
  socket_.close(ignored);
}

}  // namespace roster::inline v0::detail
