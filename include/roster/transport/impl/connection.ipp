// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of connection.hpp.

#include <roster/transport/detail/connection.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <roster/transport/detail/tls.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL connection::connection(tcp::socket connected)
    : timer_(connected.get_executor()), socket_(std::move(connected)) {}

ROSTER_DECL connection::~connection() {
  error_code ignored;  // a destructor cannot report errors
  if (tls_shutdown_ && socket_.is_open()) {
    socket_.non_blocking(true, ignored);
    if (!ignored) tls_->shutdown(ignored);
  }
  socket_.close(ignored);
}

ROSTER_DECL boost::asio::awaitable<void> connection::handshake(boost::asio::ssl::context& context,
                                                               const std::string& host, error_code& ec) {
  tls_.emplace(socket_, context);
  expect_host(tls_->native_handle(), host);
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  co_await tls_->async_handshake(boost::asio::ssl::stream_base::client, token);
  tls_shutdown_ = !ec;
}

ROSTER_DECL boost::asio::awaitable<std::size_t> connection::write(
    std::array<boost::asio::const_buffer, 2> bytes, error_code& ec) {
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  return tls_ ? boost::asio::async_write(*tls_, bytes, token)
              : boost::asio::async_write(socket_, bytes, token);
}

ROSTER_DECL boost::asio::awaitable<std::size_t> connection::read_some(boost::asio::mutable_buffer space,
                                                                      error_code& ec) {
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  return tls_ ? tls_->async_read_some(space, token) : socket_.async_read_some(space, token);
}

ROSTER_DECL bool connection::is_idle() {
  char byte{};
  const boost::asio::mutable_buffer space(&byte, 1);
  error_code ec;
  if (!socket_.non_blocking()) socket_.non_blocking(true, ec);
  if (ec) return false;
  if (tls_)
    tls_->read_some(space, ec);
  else
    socket_.read_some(space, ec);
  return ec == boost::asio::error::would_block || ec == boost::asio::error::try_again;
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
