// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials from environment variables and files that the configuration names.

#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <string>

#include "catalog.hpp"
#include "config.hpp"

namespace roster_ls {

/// Reads an access key from variables; `session_token` may be empty.
std::shared_ptr<roster::credentials_provider> access_key_variables(std::string access_key,
                                                                   std::string secret_key,
                                                                   std::string session_token);

/// Fails: usage_error for an access key of which only one part is named.
void check_access_key(const configured_source& from);

/// Returns the credentials of a source: those that the configuration refers to, otherwise those of the API's own
/// variables; nullptr for an API without authentication.
/// Fails: usage_error for a reference that the API cannot use.
std::shared_ptr<roster::credentials_provider> credentials_of(const catalog_api& api,
                                                             const configured_source& own);

}  // namespace roster_ls
