// SPDX-License-Identifier: BSL-1.0
#pragma once
// A declared API in the emulator, whatever its operation is.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/http/message.hpp>
#include <roster/transport/transport.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {
class served_state;
}

/// An API that serve() made, for code that does not depend on its operation. Copies share all state.
/// Thread safety: all members may be called from any thread.
class served_api {
 public:
  /// Returns a transport that calls this API without sockets and ignores the host name. Broken connections and
  /// responses fail as they do on a network.
  ROSTER_DECL std::shared_ptr<roster::transport> transport(boost::asio::any_io_executor executor) const;

  /// Handles any request, valid or not, and logs it.
  ROSTER_DECL detail::emulated_response respond(const http::request& request) const;

  /// Returns the logged requests, oldest first.
  ROSTER_DECL std::vector<logged_request> log() const;
  /// Forgets the logged requests.
  ROSTER_DECL void clear_log() const;

  /// Adds a fault after the existing ones. Returns its number; the faults of the options are numbered from 0.
  /// Fails: failure(errc::invalid_argument) for a fault of one vendor, account or region.
  ROSTER_DECL std::size_t add_fault(fault added) const;

  /// Returns how many requests or connections a fault has been applied to.
  ROSTER_DECL std::size_t fault_hits(std::size_t number) const;

  /// Calls `change` once, directly before the request with this number is handled; numbers are those of the log. No
  /// other request is handled in between. `change` may call all members and must not wait for other threads.
  /// Fails: failure(errc::invalid_argument) when that request has already been handled.
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change) const;

 protected:
  /// Shares the state of a list or a call.
  explicit served_api(std::shared_ptr<detail::served_state> state) noexcept : state_(std::move(state)) {}

 private:
  friend class server;

  std::shared_ptr<detail::served_state> state_;
};

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/served_api.ipp>
#endif
