// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which address of a host was connected to last, so that an unreachable address delays one connection, not every
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
inline constexpr std::chrono::minutes address_lifetime{10};  // then the resolver's order applies again

/// The last connected address of each host, limited to the most recently recorded hosts.
class address_history {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// Returns the address of `host` (which includes the port) that was connected to last, unless its record has expired.
  std::optional<boost::asio::ip::address> find(const std::string& host, time_point now) const;
  /// Records an address. If the same address is already recorded, its time is not updated.
  void connected(const std::string& host, const boost::asio::ip::address& address, time_point now);
  /// Removes the address of `host`.
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
