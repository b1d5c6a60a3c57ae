// SPDX-License-Identifier: BSL-1.0
#pragma once
// Tokens in files, such as that of a Kubernetes service account.

#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// Returns a provider of the token in a file, as `security_token`, for `roster::bearer()`. The file is read before
/// every attempt, which blocks for the duration of the disk access; white space around the token is removed.
/// Example: token_file: reads the file again on every call, also through links
ROSTER_DECL std::shared_ptr<credentials_provider> token_file(std::string path);

namespace detail {

/// Reads a token from a file.
/// Fails: failure(errc::no_credentials) that names the file, if it cannot be read or is empty.
ROSTER_DECL secret read_token(const std::string& path);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/token_file.ipp>
#endif
