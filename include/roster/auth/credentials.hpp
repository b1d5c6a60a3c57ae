// SPDX-License-Identifier: BSL-1.0
#pragma once
// The credentials that requests are signed with: a value that does not print its secrets accidentally.

#include <chrono>
#include <optional>
#include <ostream>
#include <roster/escape_for_log.hpp>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// An access key; temporary credentials include a security token. Is printed with "***" for each secret that is set.
/// Example: credentials: are printed without secrets
struct credentials {
  std::string access_key_id{};                        ///< the public part; it is sent with every request
  secret access_key_secret{};                         ///< signs requests; it is never sent
  secret security_token{};                            ///< empty for a long-term key
  std::optional<std::chrono::sys_seconds> expires{};  ///< temporary credentials only, if known

  friend std::ostream& operator<<(std::ostream& out, const credentials& c) {
    out << "access_key_id " << escape_for_log(c.access_key_id, 128) << ", access_key_secret "
        << c.access_key_secret;
    if (!c.security_token.empty()) out << ", security_token " << c.security_token;
    return out;
  }
};

}  // namespace roster::inline v0
