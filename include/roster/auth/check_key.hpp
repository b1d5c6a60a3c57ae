// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether a key can be written into an Authorization header: asked by every signer, before anything is sent.

#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster {

/// Checks that `text` is not empty and is visible ASCII, without a byte of `reserved`.
/// Fails: failure(errc::no_credentials) when it is empty, failure(errc::invalid_argument) for a byte that
/// cannot stand in a header; the message has `what`, never the text.
ROSTER_DECL void check_header_text(std::string_view what, std::string_view text,
                                   std::string_view reserved = {});

/// Returns a text of a file or variable without the line ends around it: a mounted file often has one.
ROSTER_DECL std::string without_line_ends(std::string_view text);

/// Returns what is wrong with the ends of a key or token, "begins or ends with white space"; "" if nothing is.
ROSTER_DECL std::string_view problem_of_ends(std::string_view text) noexcept;

/// Returns what is wrong with the ends of a key out of a file, "has access_key_secret, which begins or ends with a
/// quote"; "" if nothing is. `token` is what the file calls the security token.
ROSTER_DECL std::string problem_of_key(const credentials& key, std::string_view token);

/// Checks an access key: an id as above, any secret that is not empty, a token as above or none.
ROSTER_DECL void check_key(const credentials& key);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/check_key.ipp>
#endif
