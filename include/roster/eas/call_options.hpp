// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of a generic call of PAI-EAS, besides method, path and query.

#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::eas {

/// Options of one generic call of PAI-EAS.
struct call_options {
  /// The operation's name, "DescribeService": the service needs it in addition to the path.
  std::string action{};
  std::string version{"2021-07-01"};  ///< of the API
  std::string body{};                 ///< JSON text, "" for none
  bool read{};  ///< the call changes nothing: it is retried like the page requests of a listing
  /// For the whole call, retries included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
};

}  // namespace roster::inline v0::eas
