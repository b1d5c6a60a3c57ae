// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of config.hpp.

#include <algorithm>
#include <roster/auth/acs3.hpp>
#include <roster/auth/environment_credentials.hpp>
#include <roster/eas/config.hpp>
#include <roster/eas/schema.hpp>
#include <roster/failure.hpp>
#include <roster/printable.hpp>
#include <utility>

namespace roster::eas {

inline constexpr environment_names credential_variables{
    .access_key_id = "ALIBABA_CLOUD_ACCESS_KEY_ID",
    .access_key_secret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    .security_token = "ALIBABA_CLOUD_SECURITY_TOKEN"};

ROSTER_DECL std::string endpoint_of_region(std::string_view region) {
  const bool legal = !region.empty() && region.size() <= 63 && region.front() != '-' &&
                     region.back() != '-' && std::all_of(region.begin(), region.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                     });
  if (!legal)
    throw failure(errc::invalid_argument,
                  "\"" + printable(region, 64) + "\" is not a region; regions are written like cn-shanghai");
  return "https://pai-eas." + std::string(region) + ".aliyuncs.com";
}

ROSTER_DECL roster::client_config to_client_config(client_config config) {
  if (config.endpoint.empty() && config.region.empty())
    throw failure(
        errc::invalid_argument,
        "EAS needs a region (such as cn-shanghai) or an endpoint; the host decides which region is listed");
  if (config.endpoint.empty()) config.endpoint = endpoint_of_region(config.region);
  if (!config.variables) config.variables = process_environment();
  if (!config.credentials)
    config.credentials = std::make_shared<environment_credentials>(credential_variables, config.variables);
  return {.endpoint = std::move(config.endpoint),
          .sign = acs3(
              {.action = std::string(list_services::action), .version = std::string(list_services::version)}),
          .credentials = std::move(config.credentials),
          .timeout = config.timeout,
          .retry = config.retry,
          .http = std::move(config.http),
          .transport = std::move(config.transport),
          .around = std::move(config.around)};
}

}  // namespace roster::eas
