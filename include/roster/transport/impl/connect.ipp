// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of connect.hpp.

#include <roster/transport/detail/connect.hpp>

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstdint>
#include <memory>
#include <roster/http/detail/grammar.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::optional<boost::asio::ip::address> address_history::find(const std::string& host,
                                                                          time_point now) const {
  for (const entry& e : entries_)
    if (e.host == host && now - e.since < address_lifetime) return e.address;
  return std::nullopt;
}

ROSTER_DECL void address_history::connected(const std::string& host, const boost::asio::ip::address& address,
                                            time_point now) {
  if (find(host, now) == address) return;
  forget(host);
  if (entries_.size() >= max_remembered_hosts) entries_.erase(entries_.begin());
  entries_.push_back({host, address, now});
}

ROSTER_DECL void address_history::forget(const std::string& host) {
  std::erase_if(entries_, [&](const entry& e) { return e.host == host; });
}

ROSTER_DECL std::vector<boost::asio::ip::address> interleave_families(
    const std::vector<boost::asio::ip::address>& found,
    const std::optional<boost::asio::ip::address>& preferred) {
  using boost::asio::ip::address;
  std::vector<address> sorted;
  const auto contains = [](const std::vector<address>& all, const address& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  if (preferred && contains(found, *preferred)) sorted.push_back(*preferred);

  std::array<std::vector<address>, 2> families;  // IPv4, IPv6
  for (const address& one : found)
    if (!contains(sorted, one) && !contains(families[one.is_v6()], one)) families[one.is_v6()].push_back(one);

  bool v6 = !sorted.empty() ? !preferred->is_v6()
            : preferred     ? preferred->is_v6()
                            : !found.empty() && found.front().is_v6();
  std::array<std::size_t, 2> used{};
  while (used[0] + used[1] < families[0].size() + families[1].size()) {
    if (used[v6] < families[v6].size()) sorted.push_back(families[v6][used[v6]++]);
    v6 = !v6;
  }
  return sorted;
}

/// Abandons the oldest pending attempt if the limit is reached.
ROSTER_DECL std::optional<std::size_t> connect_race::make_room() {
  if (pending_ < max_pending_attempts) return std::nullopt;
  std::size_t oldest = 0;
  while (!pending(oldest)) ++oldest;
  attempts_[oldest].now = state::finished;
  --pending_;
  return oldest;
}

ROSTER_DECL std::optional<connect_race::step> connect_race::next(time_point now) {
  if (over(now) || started_ == attempts_.size() || now < next_start_) return std::nullopt;
  const auto close = make_room();
  const step due{started_++, close};
  attempts_[due.start].now = state::pending;
  ++pending_;
  const auto left = static_cast<std::int64_t>(attempts_.size() - started_ + 1);
  const auto share = (std::max<time_point::duration>)(min_connect_attempt_delay, (deadline_ - now) / left);
  next_start_ = (std::min)(deadline_, now + (std::min<time_point::duration>)(connect_attempt_delay, share));
  return due;
}

ROSTER_DECL connect_race::time_point connect_race::due() const noexcept {
  return started_ < attempts_.size() ? next_start_ : deadline_;
}

ROSTER_DECL void connect_race::finished(std::size_t attempt, boost::system::error_code result) noexcept {
  if (!pending(attempt)) return;
  attempts_[attempt] = {state::finished, result};
  --pending_;
  if (!result) {
    if (!winner_) winner_ = attempt;
  } else if (attempt + 1 == started_) {
    next_start_ = time_point{};
  }
}

ROSTER_DECL bool connect_race::over(time_point now) const noexcept {
  return winner_ || now >= deadline_ || (started_ == attempts_.size() && pending_ == 0);
}

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
