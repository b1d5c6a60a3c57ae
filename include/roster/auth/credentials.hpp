// SPDX-License-Identifier: BSL-1.0
#pragma once
// The credentials that requests are signed with: a value that does not print its secrets accidentally.

#include <chrono>
#include <optional>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// An access key; temporary credentials include a security token.
struct credentials {
  std::string access_key_id{};                        ///< the public part; it is sent with every request
  secret access_key_secret{};                         ///< signs requests; it is never sent
  secret security_token{};                            ///< empty for a long-term key
  std::optional<std::chrono::sys_seconds> expires{};  ///< temporary credentials only, if known
};

}  // namespace roster::inline v0
