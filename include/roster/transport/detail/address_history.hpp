// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which address of a host was connected to last, so that a dead address costs its delay once, not for every
// connection.

#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

inline constexpr std::size_t max_remembered_hosts = 64;
inline constexpr std::chrono::minutes address_lifetime{10};  // then the resolver's order counts again

/// The last address of each host; of many hosts the ones that were recorded last.
class address_history {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// Returns the address of `host` (with its port) that was connected to last, unless it was recorded too long ago.
  std::optional<boost::asio::ip::address> find(const std::string& host, time_point now) const;
  /// Records an address. One that is recorded already keeps its time.
  void connected(const std::string& host, const boost::asio::ip::address& address, time_point now);
  /// Forgets the address of `host`.
  void forget(const std::string& host);

 private:
  struct entry {
    std::string host{};
    boost::asio::ip::address address{};
    time_point since{};
  };

  std::vector<entry> entries_{};  // the oldest first
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/address_history.ipp>
#endif
