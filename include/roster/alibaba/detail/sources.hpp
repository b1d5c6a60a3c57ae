// SPDX-License-Identifier: BSL-1.0
#pragma once
// Sources of credentials: the environment and the credentials file, and trying all of them.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// The shortest duration of a session that STS accepts.
inline constexpr std::chrono::seconds min_role{900};

/// Returns the session name of a role, which appears in the account's audit log: `configured`,
/// $ALIBABA_CLOUD_ROLE_SESSION_NAME, or "roster".
ROSTER_DECL std::string session_name_of(std::string_view configured, const environment& variables);

/// Returns the role of the instance: `name`, $ALIBABA_CLOUD_ECS_METADATA, or the role that the instance has.
/// $ALIBABA_CLOUD_IMDSV1_DISABLED restricts it to version 2 of the metadata service.
ROSTER_DECL ecs_role ecs_role_of(std::string_view name, const environment& variables);

/// Returns whether $ALIBABA_CLOUD_ECS_METADATA_DISABLED disables the metadata service.
ROSTER_DECL bool ecs_metadata_disabled(const environment& variables);

/// The reason why a file's role is unusable if the metadata service is disabled.
inline constexpr const char* metadata_disabled =
    "needs the metadata service, but ALIBABA_CLOUD_ECS_METADATA_DISABLED is true";

/// Searches for a role that is assumed with an OpenID Connect token: $ALIBABA_CLOUD_ROLE_ARN,
/// $ALIBABA_CLOUD_OIDC_PROVIDER_ARN and $ALIBABA_CLOUD_OIDC_TOKEN_FILE, all three.
ROSTER_DECL source_search search_oidc_variables(const environment& variables);

/// Returns the metadata service as a source, unless it is disabled. If it has no credentials, that is an
/// error only if $ALIBABA_CLOUD_ECS_METADATA is set to the role: most programs do not run on an instance.
ROSTER_DECL source_search search_ecs_variables(const environment& variables);

/// Returns the server in $ALIBABA_CLOUD_CREDENTIALS_URI as a source.
ROSTER_DECL source_search search_uri_variable(const environment& variables);

/// Searches for credentials in $ALIBABA_CLOUD_CREDENTIALS_FILE, or else in $HOME/.alibabacloud/credentials;
/// reads the file on every call. `wanted` is the section; if it is "", $ALIBABA_CLOUD_PROFILE is used, or
/// else "default". Its type may be access_key, sts, ram_role_arn, ecs_ram_role or oidc_role_arn.
/// Source: the vendor's credentials clients; only the Java client supports oidc_role_arn, none supports sts.
/// Example: credentials_file: a malformed line is reported by its number, without its content
ROSTER_DECL source_search search_credentials_file(std::string_view wanted, const environment& variables);

/// Fetches the initial credentials of a source, and assumes its roles in sequence.
/// Returns: the credentials, or why there are none. `broken` is set if a decisive source fails.
/// Example: resolve_credentials: roles are assumed in sequence
ROSTER_DECL asio::awaitable<roster::detail::credentials_search> resolve_credentials(
    source_search found, credentials_network network);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/sources.ipp>
#endif
