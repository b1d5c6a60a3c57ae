// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of connect_any.hpp.

#include <roster/transport/detail/connect_any.hpp>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <memory>
#include <roster/http/detail/lower_case.hpp>
#include <roster/transport/detail/connect_race.hpp>
#include <utility>

namespace roster::inline v0::detail {

inline constexpr std::size_t max_attempts_shown = 8;

/// The sockets of a race. The awaiting coroutine owns it; handlers hold a weak_ptr, since they run, or are destroyed,
/// later.
class socket_race : public std::enable_shared_from_this<socket_race> {
 public:
  using tcp = boost::asio::ip::tcp;
  using error_code = boost::system::error_code;
  using time_point = std::chrono::steady_clock::time_point;

  socket_race(const boost::asio::any_io_executor& executor,
              const std::vector<boost::asio::ip::address>& addresses, std::uint16_t port, time_point deadline)
      : bell(executor), addresses_(addresses), port_(port), race_(addresses.size(), deadline) {
    sockets_.reserve(addresses.size());
  }

  /// Starts the attempts that are due, and sets the timer for the next one. Returns whether there is anything to wait
  /// for.
  bool advance() {
    const auto now = std::chrono::steady_clock::now();
    while (const auto step = race_.next(now)) {
      if (step->close) close(*step->close);
      start(step->start);
    }
    if (race_.over(now)) return false;
    rung = false;
    bell.expires_at(race_.due());
    return true;
  }

  connect_result take() {
    connect_result out;
    if (const auto winner = race_.winner()) {
      out.socket.emplace(std::move(sockets_[*winner]));
      out.address = addresses_[*winner];
    }
    for (std::size_t i = 0; i < race_.started(); ++i) {
      out.timed_out = out.timed_out || race_.pending(i);
      if (i != race_.winner()) out.failed.push_back({addresses_[i], race_.error(i)});
    }
    out.timed_out = out.timed_out || race_.started() < addresses_.size();
    return out;
  }

  boost::asio::steady_timer bell;
  bool rung{};  ///< an attempt finished: the wait was ended by it, not by cancellation

 private:
  void start(std::size_t i) {
    const tcp::endpoint peer(addresses_[i], port_);
    tcp::socket& socket = sockets_.emplace_back(bell.get_executor());
    error_code ec;
    socket.open(peer.protocol(), ec);
    if (!ec) socket.set_option(tcp::no_delay(true), ec);
    if (ec) {
      close(i);
      return race_.finished(i, ec);
    }
    socket.async_connect(peer, [weak = weak_from_this(), i](error_code result) {
      if (const auto self = weak.lock()) self->finish(i, result);
    });
  }

  void finish(std::size_t i, error_code result) {
    race_.finished(i, result);
    if (result) close(i);
    rung = true;
    bell.cancel();
  }

  void close(std::size_t i) {
    error_code ignored;  // the socket is closed even on error
    sockets_[i].close(ignored);
  }

  const std::vector<boost::asio::ip::address>& addresses_;
  std::uint16_t port_;
  connect_race race_;
  std::vector<tcp::socket> sockets_{};  // in starting order; never reallocated
};

ROSTER_DECL boost::asio::awaitable<connect_result> connect_any(
    boost::asio::any_io_executor executor, const std::vector<boost::asio::ip::address>& addresses,
    std::uint16_t port, std::chrono::steady_clock::time_point deadline) {
  const auto race = std::make_shared<socket_race>(executor, addresses, port, deadline);
  while (race->advance()) {
    boost::system::error_code ec;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await race->bell.async_wait(token);
    if (ec && !race->rung) throw boost::system::system_error(ec);  // cancelled
  }
  co_return race->take();
}

ROSTER_DECL boost::system::error_code main_error(const std::vector<failed_connect>& failed) {
  namespace error = boost::asio::error;
  const auto tells_more = [](const failed_connect& a) {
    return a.error && a.error != error::network_unreachable && a.error != error::address_family_not_supported;
  };
  const auto found = std::find_if(failed.begin(), failed.end(), tells_more);
  if (found != failed.end()) return found->error;
  const auto any =
      std::find_if(failed.begin(), failed.end(), [](const failed_connect& a) { return bool(a.error); });
  return any != failed.end() ? any->error : error::timed_out;
}

ROSTER_DECL std::string error_text(boost::system::error_code error) {
  std::string text = error.message();
  if (text.size() > 1 && http::detail::lower_case(text.substr(1)) == text.substr(1))
    text = http::detail::lower_case(text);
  return text;
}

ROSTER_DECL std::string attempts_text(const std::vector<failed_connect>& failed) {
  if (failed.empty()) return "";
  const std::size_t shown = (std::min)(failed.size(), max_attempts_shown);
  std::string text = " (tried ";
  for (std::size_t i = 0; i < shown; ++i)
    text += (i == 0 ? "" : ", ") + failed[i].address.to_string() + ": " +
            (failed[i].error ? error_text(failed[i].error) : "no response");
  if (shown < failed.size()) text += " and " + std::to_string(failed.size() - shown) + " more";
  return text + ')';
}

}  // namespace roster::inline v0::detail
