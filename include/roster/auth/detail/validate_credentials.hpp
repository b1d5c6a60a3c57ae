// SPDX-License-Identifier: BSL-1.0
#pragma once
// Validates that credentials can be written into an Authorization header; every signer does so before
// anything is sent.

#include <roster/auth/credentials.hpp>
#include <roster/auth/detail/environment_names.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Checks that `text` is not empty and consists of visible ASCII characters other than those in `reserved`.
/// Fails: failure(errc::no_credentials) if it is empty, failure(errc::invalid_argument) for a byte that is
/// not allowed in a header; the message contains `what`, never the text.
ROSTER_DECL void check_header_text(std::string_view what, std::string_view text,
                                   std::string_view reserved = {});

/// Returns the credentials without leading and trailing line ends in any member; mounted files often end with
/// one.
ROSTER_DECL credentials without_line_ends(const credentials& key);

/// Returns which member of the credentials begins or ends with an unexpected character, "access_key_secret,
/// which begins or ends with a quote"; "" if none does. `names` are the members' names in the file or the
/// environment.
ROSTER_DECL std::string problem_of_ends(const credentials& key, const environment_names& names);

/// Validates credentials: the id must pass check_header_text, the secret must not be empty, the token must
/// pass check_header_text unless it is empty.
ROSTER_DECL void validate_credentials(const credentials& key);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/validate_credentials.ipp>
#endif
