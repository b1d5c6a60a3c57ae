// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of environment_source.hpp.

#include <roster/alibaba/detail/environment_source.hpp>

#include <roster/alibaba/detail/ecs_metadata.hpp>
#include <utility>

namespace roster::inline v0::alibaba::detail {

ROSTER_DECL std::string session_name_of(std::string_view given, const environment& variables) {
  if (!given.empty()) return std::string(given);
  return roster::detail::find_variable(variables, "ALIBABA_CLOUD_ROLE_SESSION_NAME").value_or("roster");
}

ROSTER_DECL ecs_role ecs_role_of(std::string_view name, const environment& variables) {
  auto named = name.empty()
                   ? roster::detail::find_variable(variables, "ALIBABA_CLOUD_ECS_METADATA").value_or("")
                   : std::string(name);
  return {.name = std::move(named), .token_only = is_switched_on(variables, "ALIBABA_CLOUD_IMDSV1_DISABLED")};
}

ROSTER_DECL bool ecs_metadata_disabled(const environment& variables) {
  return is_switched_on(variables, "ALIBABA_CLOUD_ECS_METADATA_DISABLED");
}

ROSTER_DECL source_search search_oidc_variables(const environment& variables) {
  const auto role = roster::detail::find_variable(variables, "ALIBABA_CLOUD_ROLE_ARN");
  const auto provider = roster::detail::find_variable(variables, "ALIBABA_CLOUD_OIDC_PROVIDER_ARN");
  const auto file = roster::detail::find_variable(variables, "ALIBABA_CLOUD_OIDC_TOKEN_FILE");
  if (!role || !provider || !file) {
    const auto state = [](const auto& value) { return value ? "set" : "not set"; };
    return {.place = "the OIDC role of ALIBABA_CLOUD_ROLE_ARN",
            .why = std::string(state(role)) + "; ALIBABA_CLOUD_OIDC_PROVIDER_ARN " + state(provider) +
                   "; ALIBABA_CLOUD_OIDC_TOKEN_FILE " + state(file),
            .broken = provider || file};  // a role alone may serve another purpose
  }
  source_search out{.place = "the OIDC role of ALIBABA_CLOUD_ROLE_ARN"};
  const auto sts = sts_endpoint({}, false, variables);
  if (sts) {
    ram_role assumed{.arn = *role, .session_name = session_name_of({}, variables), .sts = *sts};
    out.source = source_config{
        .first = oidc_role{.provider_arn = *provider, .token_file = *file, .role = std::move(assumed)}};
  } else {
    out.why = "ALIBABA_CLOUD_STS_REGION is not a valid region";
    out.broken = true;
  }
  return out;
}

ROSTER_DECL source_search search_ecs_variables(const environment& variables) {
  source_search out{.place = "the metadata service " + std::string(metadata_endpoint)};
  if (ecs_metadata_disabled(variables)) {
    out.why = "ALIBABA_CLOUD_ECS_METADATA_DISABLED is true";
    return out;
  }
  auto role = ecs_role_of({}, variables);
  out.decisive = !role.name.empty();
  out.source = source_config{.first = std::move(role)};
  return out;
}

ROSTER_DECL source_search search_uri_variable(const environment& variables) {
  source_search out{.place = "the server of ALIBABA_CLOUD_CREDENTIALS_URI"};
  auto uri = roster::detail::find_variable(variables, "ALIBABA_CLOUD_CREDENTIALS_URI");
  if (uri)
    out.source = source_config{.first = credentials_server{std::move(*uri)}};
  else
    out.why = "not set";
  return out;
}

}  // namespace roster::inline v0::alibaba::detail
