// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of client.hpp.

#include <roster/eas/client.hpp>

#include <roster/alibaba/credentials.hpp>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/auth/acs3.hpp>
#include <roster/eas/schema.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <utility>

namespace roster::inline v0::eas {

namespace detail {

ROSTER_DECL std::string endpoint_of_region(std::string_view region) {
  if (!alibaba::detail::is_region_name(region))
    throw failure(errc::invalid_argument, "invalid region: expected a name such as cn-shanghai, found \"" +
                                              http::detail::redact_url(region) + '"');
  return "https://pai-eas." + std::string(region) + ".aliyuncs.com";
}

/// Returns the region that was given or configured.
inline std::string region_of(const client_config& config) {
  if (!config.region.empty()) return config.region;
  auto region = alibaba::configured_region(config.profile, config.variables);
  if (!region)
    throw failure(errc::invalid_argument,
                  "missing region: EAS needs a region (such as cn-shanghai) or an endpoint, which determines "
                  "the region that is listed; tried ALIBABA_CLOUD_REGION_ID, ALIBABA_CLOUD_REGION and the "
                  "profile in ~/.aliyun/config.json");
  return std::move(*region);
}

ROSTER_DECL std::shared_ptr<credentials_provider> credentials_of(const client_config& config) {
  if (config.credentials) return config.credentials;
  const auto variables = config.variables ? config.variables : process_environment();
  alibaba::detail::credentials_network network{.http = config.http,
                                               .runtime = config.runtime,
                                               .require_tls = config.require_tls,
                                               .observer = config.observer};
  return config.profile.empty() ? alibaba::default_credentials(variables, std::move(network))
                                : alibaba::profile_credentials(config.profile, variables, std::move(network));
}

ROSTER_DECL std::shared_ptr<const roster::detail::client_core> core_of_action(
    const roster::detail::client_core& core, std::string_view action, std::string_view version) {
  auto own = std::make_shared<roster::detail::client_core>(core);
  own->sign = acs3({.action = std::string(action), .version = std::string(version)});
  return own;
}

}  // namespace detail

ROSTER_DECL roster::client_config to_client_config(client_config config, std::string_view action) {
  if (!config.variables) config.variables = process_environment();
  if (config.credentials && !config.profile.empty())
    throw failure(errc::invalid_argument,
                  "invalid EAS options: credentials and profile are both set; set only one of them");
  if (config.endpoint.empty()) config.endpoint = detail::endpoint_of_region(detail::region_of(config));
  config.credentials = detail::credentials_of(config);
  return {.endpoint = std::move(config.endpoint),
          .sign = acs3({.action = std::string(action), .version = std::string(list_services::version)}),
          .credentials = std::move(config.credentials),
          .timeout = config.timeout,
          .retry = config.retry,
          .rate = std::move(config.rate),
          .require_tls = config.require_tls,
          .http = std::move(config.http),
          .transport = std::move(config.transport),
          .adapt = std::move(config.adapt),
          .runtime = std::move(config.runtime),
          .observer = std::move(config.observer),
          .variables = std::move(config.variables)};
}

}  // namespace roster::inline v0::eas
