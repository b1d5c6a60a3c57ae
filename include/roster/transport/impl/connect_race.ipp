// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of connect_race.hpp.

#include <roster/transport/detail/connect_race.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail
