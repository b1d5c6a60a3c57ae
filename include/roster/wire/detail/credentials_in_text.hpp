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

/// Returns whether a word is the program curl, with or without a directory.
ROSTER_DECL bool is_curl(std::string_view word) noexcept;

/// Returns whether a word is a curl option that takes a user name and a password: "-u", "-sSu", "--user".
ROSTER_DECL bool is_login_option(std::string_view word) noexcept;

/// Returns the user name and the password in a curl option, "-uuser:password" or "--user=user:password"; "" for none.
ROSTER_DECL std::string_view login_in_option(std::string_view word) noexcept;

/// Returns whether a user name is followed by a password that is not redacted.
ROSTER_DECL bool has_password(std::string_view login) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/credentials_in_text.ipp>
#endif
