// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials in texts that no name precedes: bearer tokens, and passwords that curl gets.

#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Tells whether a text has a bearer token: "Bearer" and one more word and nothing else, or a word with a digit or with
/// letters of both cases inside after "Bearer" anywhere. Complexity: linear.
/// Example: redact_text: masks a text that has a bearer token
ROSTER_DECL bool has_bearer_token(std::string_view text) noexcept;

/// Tells whether a text has a command line of curl with a user name and a password, as in "curl -u user:password".
/// Complexity: linear.
/// Example: redact_text: masks a text in which curl gets a password
ROSTER_DECL bool has_password_for_curl(std::string_view text) noexcept;

/// Tells whether a word is the name of the program curl, with or without a folder.
ROSTER_DECL bool is_curl(std::string_view word) noexcept;

/// Tells whether a word is an option of curl that a user name and a password follow: "-u", "-sSu", "--user".
ROSTER_DECL bool is_login_option(std::string_view word) noexcept;

/// Returns the user name and the password in an option of curl, "-uuser:password" or "--user=user:password"; "" for none.
ROSTER_DECL std::string_view login_in_option(std::string_view word) noexcept;

/// Tells whether a user name with a password has one that is not redacted.
ROSTER_DECL bool has_password(std::string_view login) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/credentials_in_text.ipp>
#endif
