// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds credentials that no name precedes: bearer tokens, and passwords in curl command lines.

#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns whether a string has a bearer token: "Bearer" and exactly one more word, or anywhere "Bearer" and a word of
/// at least 8 characters with a digit or with letters of both cases inside. Ignores tokens that are already redacted.
/// Complexity: linear.
/// Example: redact_text: redacts a string that has a bearer token
ROSTER_DECL bool has_bearer_token(std::string_view text) noexcept;

/// Returns whether a string has a curl command line with a user name and a password, as in "curl -u user:password".
/// Complexity: linear.
/// Example: redact_text: redacts a curl command line with a password
ROSTER_DECL bool has_password_for_curl(std::string_view text) noexcept;

/// Finds the words of a curl command line that have a user name and a password: the argument of -u or --user, or the
/// option with its argument, as in "-uuser:password". Passwords that are already redacted do not count.
class curl_arguments {
 public:
  /// Takes the next word of a command line. Returns whether it has a password.
  ROSTER_DECL bool has_password(std::string_view word) noexcept;

 private:
  bool is_of_curl_{};  // a word before was curl
  bool is_login_{};    // the word before takes a user name and a password
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/credentials_in_text.ipp>
#endif
