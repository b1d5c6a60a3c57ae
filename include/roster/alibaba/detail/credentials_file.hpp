// SPDX-License-Identifier: BSL-1.0
#pragma once
// The credentials file that the vendor's clients share, ~/.alibabacloud/credentials: an INI file whose
// sections are profiles.

#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Searches for credentials in $ALIBABA_CLOUD_CREDENTIALS_FILE, or else in $HOME/.alibabacloud/credentials;
/// reads the file on every call. `wanted` is the section; if it is "", $ALIBABA_CLOUD_PROFILE is used, or
/// else "default". Its type may be access_key, sts, ram_role_arn, ecs_ram_role or oidc_role_arn.
/// Source: the vendor's credentials clients; only the Java client supports oidc_role_arn, none supports sts.
/// Example: credentials_file: a malformed line is reported by its number, without its content
ROSTER_DECL source_search search_credentials_file(std::string_view wanted, const environment& variables);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_file.ipp>
#endif
