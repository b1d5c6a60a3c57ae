// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether a key can be written into an Authorization header: asked by every signer, before anything is sent.

#include <roster/auth/credentials.hpp>
#include <roster/auth/detail/environment_names.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Checks that `text` is not empty and is visible ASCII, without a byte of `reserved`.
/// Fails: failure(errc::no_credentials) when it is empty, failure(errc::invalid_argument) for a byte that
/// cannot stand in a header; the message has `what`, never the text.
ROSTER_DECL void check_header_text(std::string_view what, std::string_view text,
                                   std::string_view reserved = {});

/// Returns a key without the line ends around any of its texts: a mounted file often has one.
ROSTER_DECL credentials without_line_ends(const credentials& key);

/// Returns what is wrong with the ends of a key, "access_key_secret, which begins or ends with a quote"; "" if nothing
/// is. `names` are those of its texts in the file or the environment.
ROSTER_DECL std::string problem_of_ends(const credentials& key, const environment_names& names);

/// Checks an access key: an id as above, any secret that is not empty, a token as above or none.
ROSTER_DECL void validate_credentials(const credentials& key);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/validate_credentials.ipp>
#endif
