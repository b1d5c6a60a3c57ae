// SPDX-License-Identifier: BSL-1.0
#pragma once
// Roles that environment variables configure, alone or as defaults for values that a file omits.

#include <chrono>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/alibaba/detail/sts_endpoint.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// The shortest duration of a session that STS accepts.
inline constexpr std::chrono::seconds min_role{900};

/// Returns the session name of a role, which appears in the account's audit log: `given`,
/// $ALIBABA_CLOUD_ROLE_SESSION_NAME, or "roster".
ROSTER_DECL std::string session_name_of(std::string_view given, const environment& variables);

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

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/environment_source.ipp>
#endif
