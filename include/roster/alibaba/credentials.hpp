// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where credentials and the region of PAI-EAS come from unless a program says so: the vendor's own order of
// places.

#include <memory>
#include <optional>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba {

/// Looks at the key in the environment variables, at an OIDC role in them, at the file of the vendor's command line
/// tool (cli_key_source.hpp), at the credentials file (credentials_file.hpp), at the metadata service of the ECS
/// instance, and at the server of $ALIBABA_CLOUD_CREDENTIALS_URI. They are looked at for every attempt, so that a
/// changed file or another profile counts at once; reading both takes some microseconds beside a request.
/// Temporary keys that are asked for across the network are kept and renewed in time: see refreshing_credentials.
/// Fails: failure(errc::no_credentials) with all places and why they did not do, when it is asked.
/// Source: the order of the vendor's credentials clients, 2026.
/// Example: eas credentials: looks at the places in the vendor's order
ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(
    environment variables = process_environment(), detail::credentials_network network = {});

/// Looks for one profile, in the two files only.
ROSTER_DECL std::shared_ptr<credentials_provider> profile_credentials(
    std::string profile, environment variables = process_environment(),
    detail::credentials_network network = {});

/// Returns the region that is set up: $ALIBABA_CLOUD_REGION_ID, $ALIBABA_CLOUD_REGION, then that of the profile
/// in the command line tool's file; of a profile that is named, its own first.
/// Returns: nothing when there is none.
/// Fails: failure(errc::invalid_argument) when the file is there and cannot be used.
ROSTER_DECL std::optional<std::string> configured_region(
    std::string_view profile = {}, const environment& variables = process_environment());

}  // namespace roster::inline v0::alibaba

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials.ipp>
#endif
