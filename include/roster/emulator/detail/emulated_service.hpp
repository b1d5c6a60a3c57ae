// SPDX-License-Identifier: BSL-1.0
#pragma once
// The interface between what is emulated and what delivers it: the server and the in-process transport.

#include <optional>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Thread safety: all members may be called from any thread.
class emulated_service {
 public:
  virtual ~emulated_service() = default;

  /// Handles any request, valid or not, and logs it.
  virtual emulated_response respond(const http::request& request) = 0;

  /// Counts a new connection and returns the fault that applies to it.
  virtual std::optional<fault> next_connection_fault(bool makes_certificates) = 0;

  /// Returns the regions that have an endpoint of their own.
  virtual std::vector<std::string> regions() const { return {}; }

 protected:
  emulated_service() = default;
  emulated_service(const emulated_service&) = delete;
  emulated_service& operator=(const emulated_service&) = delete;
};

}  // namespace roster::inline v0::emulator::detail
