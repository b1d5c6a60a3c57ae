// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials.hpp.

#include <roster/alibaba/credentials.hpp>

#include <roster/alibaba/detail/cli_config.hpp>
#include <roster/alibaba/detail/sources.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/auth/detail/environment_credentials.hpp>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/failure.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::alibaba {
namespace detail {

inline constexpr roster::detail::environment_names credential_variables{
    .access_key_id = "ALIBABA_CLOUD_ACCESS_KEY_ID",
    .access_key_secret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    .security_token = "ALIBABA_CLOUD_SECURITY_TOKEN"};
// Source: the vendor's own command line tool reads these.
inline constexpr roster::detail::environment_names tool_variables{
    .access_key_id = "ALIBABACLOUD_ACCESS_KEY_ID",
    .access_key_secret = "ALIBABACLOUD_ACCESS_KEY_SECRET",
    .security_token = "ALIBABACLOUD_SECURITY_TOKEN"};

/// Searches the official variables, then those of the command line tool, which messages mention only if one
/// of them is set.
inline roster::detail::credentials_search search_key_variables(const environment& variables) {
  auto found = roster::detail::search_variables(credential_variables, variables);
  if (found.key || found.broken) return found;
  auto other = roster::detail::search_variables(tool_variables, variables);
  return other.key || other.broken ? other : found;
}

inline std::optional<std::string> region_of_variables(const environment& variables) {
  for (const auto name : {"ALIBABA_CLOUD_REGION_ID", "ALIBABA_CLOUD_REGION", "ALIBABACLOUD_REGION_ID"})
    if (auto region = roster::detail::find_variable(variables, name)) return region;
  return std::nullopt;
}

inline std::optional<std::string> region_of_profile(std::string_view profile, const environment& variables) {
  if (profile.empty() && cli_config_disabled(variables)) return std::nullopt;
  const auto found = find_cli_profile(profile, variables);
  if (found.broken)
    throw failure(errc::invalid_argument, "no region: tried " + found.path + " (" + found.why + ')');
  if (found.profile() == nullptr || found.profile()->region_id.empty()) return std::nullopt;
  return found.profile()->region_id;
}

/// Returns `network` with the proxies of the environment, unless proxies are already set.
inline credentials_network with_proxies(credentials_network network, const environment& variables) {
  if (!network.http.proxy) network.http.proxy = roster::detail::environment_proxies(variables);
  return network;
}

/// Returns a provider that tries the sources, and caches temporary credentials.
inline std::shared_ptr<credentials_provider> kept(std::vector<roster::detail::credentials_source> sources,
                                                  const credentials_network& network) {
  return std::make_shared<refreshing_credentials>(
      std::make_shared<roster::detail::credentials_chain>(std::move(sources)),
      refresh_options{.now = network.runtime.now, .random = network.runtime.random});
}

}  // namespace detail

ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(environment variables,
                                                                      detail::credentials_network network) {
  network = detail::with_proxies(std::move(network), variables);
  const auto source =
      [&](detail::source_search (*look)(const environment&)) -> roster::detail::credentials_source {
    return {
        .ask = [look, variables, network] { return detail::resolve_credentials(look(variables), network); }};
  };
  return detail::kept(
      {{.look = [variables] { return detail::search_key_variables(variables); }},
       source(detail::search_oidc_variables),
       source([](const environment& from) { return detail::search_cli_config({}, from); }),
       source([](const environment& from) { return detail::search_credentials_file({}, from); }),
       source(detail::search_ecs_variables),
       source(detail::search_uri_variable)},
      network);
}

ROSTER_DECL std::shared_ptr<credentials_provider> profile_credentials(std::string profile,
                                                                      environment variables,
                                                                      detail::credentials_network network) {
  network = detail::with_proxies(std::move(network), variables);
  const auto source = [&](detail::source_search (*look)(
                          std::string_view, const environment&)) -> roster::detail::credentials_source {
    return {.ask = [look, profile, variables, network] {
      return detail::resolve_credentials(look(profile, variables), network);
    }};
  };
  return detail::kept({source(detail::search_cli_config), source(detail::search_credentials_file)}, network);
}

ROSTER_DECL std::optional<std::string> configured_region(std::string_view profile,
                                                         const environment& variables) {
  auto first = profile.empty() ? detail::region_of_variables(variables)
                               : detail::region_of_profile(profile, variables);
  if (first) return first;
  return profile.empty() ? detail::region_of_profile(profile, variables)
                         : detail::region_of_variables(variables);
}

}  // namespace roster::inline v0::alibaba
