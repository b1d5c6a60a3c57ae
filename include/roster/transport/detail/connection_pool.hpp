// SPDX-License-Identifier: BSL-1.0
#pragma once
// The connections that nobody uses at the moment. Nothing is pending on them, so that they keep no program
// from ending.

#include <chrono>
#include <cstddef>
#include <memory>
#include <roster/transport/detail/connection.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

/// Keeps idle connections by origin: at most `most` unless more are waited for, none for longer than `idle_time`
/// (found out when one is asked for).
class connection_pool {
 public:
  connection_pool(std::size_t most, std::chrono::milliseconds idle_time)
      : most_(most), idle_time_(idle_time) {}

  /// Returns the connection to `origin` that was used last and on which nothing has happened since; or null.
  /// Closes what is too old, dead or not quiet.
  std::shared_ptr<connection> take(const std::string& origin);
  /// Keeps a connection, and closes the oldest if there are too many: more than `most`, or than `waiting` sends can
  /// take up at once, if these are more.
  void put(const std::string& origin, std::shared_ptr<connection> idle, std::size_t waiting);
  /// Closes all connections to `origin`.
  void drop(const std::string& origin);
  /// Closes all, and from now on every one that is put.
  void close();

 private:
  struct entry {
    std::string origin{};
    std::shared_ptr<connection> idle{};
    connection::time_point since{};
  };

  std::size_t most_;
  std::chrono::milliseconds idle_time_;
  std::vector<entry> entries_{};  // the oldest first
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connection_pool.ipp>
#endif
