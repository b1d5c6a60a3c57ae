// SPDX-License-Identifier: BSL-1.0
#pragma once
// The keys that requests are signed with: a value that prints no secret by accident.

#include <chrono>
#include <optional>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// An access key, and the token that goes with it where it is temporary.
struct credentials {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};                            ///< empty for a lasting key
  std::optional<std::chrono::sys_seconds> expires{};  ///< of temporary ones, where it is known
};

}  // namespace roster::inline v0
