// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a generic call of PAI-EAS says besides method, path and query.

#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::eas {

/// Options of one generic call of PAI-EAS.
struct call_options {
  std::string action{};  ///< the operation's name, "DescribeService": the service wants it beside the path
  std::string version{"2021-07-01"};  ///< of the API
  std::string body{};                 ///< JSON text, "" for none
  bool read{};  ///< the call changes nothing: it is repeated as the pages of a listing are
  /// For the whole call, repetitions included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
};

}  // namespace roster::inline v0::eas
