// SPDX-License-Identifier: BSL-1.0
#pragma once
// Maps a profile of the command line tool to the source of its credentials.

#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Searches for a profile as find_cli_profile does. Its mode may be AK, StsToken, RamRoleArn, EcsRamRole,
/// OIDC, ChainableRamRoleArn or CredentialsURI. A profile without an access key, as the tool creates it
/// initially, counts as missing. $ALIBABA_CLOUD_CLI_PROFILE_DISABLED has an effect only if `wanted` is "".
/// Source: the vendor's credentials clients and its command line tool.
/// Example: cli_config_source: a role may be assumed with the credentials of another profile
ROSTER_DECL source_search search_cli_config(std::string_view wanted, const environment& variables);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/cli_config_source.ipp>
#endif
