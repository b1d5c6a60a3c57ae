// SPDX-License-Identifier: BSL-1.0
#pragma once
// The idle connections of a client. They have no pending operations, so that they do not keep the event loop running.

#include <chrono>
#include <cstddef>
#include <memory>
#include <roster/transport/detail/connection.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

/// Keeps idle connections by origin: at most `most`, unless more sends are waiting, and none for longer than
/// `idle_time` (checked by `take`).
class connection_pool {
 public:
  connection_pool(std::size_t most, std::chrono::milliseconds idle_time)
      : max_(most), idle_time_(idle_time) {}

  /// Returns the most recently used connection to `origin` that is still idle, or null. Closes connections that are
  /// expired, closed by the peer, or have unread bytes.
  std::shared_ptr<connection> take(const std::string& origin);
  /// Adds a connection, and closes the oldest ones above the limit: `most`, or `waiting`, the number of sends that can
  /// use one immediately, if that is larger. With a `most` of 0 no connection is kept.
  void put(const std::string& origin, std::shared_ptr<connection> idle, std::size_t waiting);
  /// Closes all connections to `origin`.
  void drop(const std::string& origin);
  /// Closes all connections, and from now on every connection that is added.
  void close();

 private:
  struct entry {
    std::string origin{};
    std::shared_ptr<connection> idle{};
    connection::time_point since{};
  };

  std::size_t max_;
  std::chrono::milliseconds idle_time_;
  std::vector<entry> entries_{};  // oldest first
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connection_pool.ipp>
#endif
