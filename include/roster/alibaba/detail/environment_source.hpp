// SPDX-License-Identifier: BSL-1.0
#pragma once
// Roles as variables describe them, alone or where a file leaves something out.

#include <chrono>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/alibaba/detail/sts_endpoint.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// The shortest time that STS gives a key for.
inline constexpr std::chrono::seconds shortest_role{900};

/// Returns the name that a role's sessions have in the account's audit log: `given`,
/// $ALIBABA_CLOUD_ROLE_SESSION_NAME, or "roster".
ROSTER_DECL std::string session_name_of(std::string_view given, const environment& variables);

/// Returns the role of the instance: `name`, $ALIBABA_CLOUD_ECS_METADATA, or the one that it has.
/// $ALIBABA_CLOUD_IMDSV1_DISABLED says whether only version 2 of the metadata service is asked.
ROSTER_DECL ecs_role ecs_role_of(std::string_view name, const environment& variables);

/// Tells whether $ALIBABA_CLOUD_ECS_METADATA_DISABLED says that the instance's metadata is not to be asked.
ROSTER_DECL bool ecs_metadata_disabled(const environment& variables);

/// Says of a file why it is of no use then.
inline constexpr const char* metadata_disabled =
    "needs the metadata service, but ALIBABA_CLOUD_ECS_METADATA_DISABLED is true";

/// Looks for a role that is assumed with an OpenID token: $ALIBABA_CLOUD_ROLE_ARN,
/// $ALIBABA_CLOUD_OIDC_PROVIDER_ARN and $ALIBABA_CLOUD_OIDC_TOKEN_FILE, all three.
ROSTER_DECL key_source_search search_oidc_variables(const environment& variables);

/// Says that the instance's metadata is asked, unless that is disabled. Only if $ALIBABA_CLOUD_ECS_METADATA names
/// the role, having no key from there is a mistake: most programs do not run on an instance.
ROSTER_DECL key_source_search search_ecs_variables(const environment& variables);

/// Looks for the server that $ALIBABA_CLOUD_CREDENTIALS_URI names.
ROSTER_DECL key_source_search search_uri_variable(const environment& variables);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/environment_source.ipp>
#endif
