// SPDX-License-Identifier: BSL-1.0
#pragma once
// The default sources of credentials and of the region for PAI-EAS, in the vendor's own order.

#include <memory>
#include <optional>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba {

/// Returns a provider that tries the environment variables, an OIDC role in these, the configuration file of
/// the vendor's command line tool, the credentials file, the
/// metadata service of the ECS instance, and the server of $ALIBABA_CLOUD_CREDENTIALS_URI. The sources are
/// tried for every attempt, so that a changed file or another profile takes effect immediately; reading both
/// files takes only microseconds. Temporary credentials that are fetched over the network are cached and
/// refreshed before they expire: see refreshing_credentials.
/// Fails: on use, failure(errc::no_credentials) which lists all sources and why none was usable.
/// Source: the order of the vendor's credentials clients, 2026.
/// Example: alibaba credentials: tries the sources in the vendor's order
ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(
    environment variables = process_environment(), detail::credentials_network network = {});

/// Returns a provider of one profile, which is searched in the two files only.
/// Fails: on use, failure(errc::no_credentials) if no file has the profile or it is unusable.
ROSTER_DECL std::shared_ptr<credentials_provider> profile_credentials(
    std::string profile, environment variables = process_environment(),
    detail::credentials_network network = {});

/// Returns the configured region: $ALIBABA_CLOUD_REGION_ID, $ALIBABA_CLOUD_REGION or $ALIBABACLOUD_REGION_ID,
/// then that of the profile in the command line tool's file. If `profile` is not empty, its own region comes
/// first.
/// Returns: std::nullopt if no region is configured.
/// Fails: failure(errc::invalid_argument) if the file exists and is malformed.
ROSTER_DECL std::optional<std::string> configured_region(
    std::string_view profile = {}, const environment& variables = process_environment());

}  // namespace roster::inline v0::alibaba

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials.ipp>
#endif
