// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of config.hpp.

#include <roster/auth/bce_v1.hpp>
#include <roster/auth/environment_credentials.hpp>
#include <roster/qianfan/config.hpp>
#include <utility>

namespace roster::qianfan {

inline constexpr environment_names credential_variables{.access_key_id = "QIANFAN_ACCESS_KEY",
                                                        .access_key_secret = "QIANFAN_SECRET_KEY"};

ROSTER_DECL roster::client_config to_client_config(client_config config) {
  if (!config.variables) config.variables = process_environment();
  if (config.endpoint.empty())
    config.endpoint = find_variable(config.variables, "QIANFAN_CONSOLE_API_BASE_URL")
                          .value_or(std::string(default_endpoint));
  if (!config.credentials)
    config.credentials = std::make_shared<environment_credentials>(credential_variables, config.variables);
  return {.endpoint = std::move(config.endpoint),
          .sign = bce_v1(),
          .credentials = std::move(config.credentials),
          .timeout = config.timeout,
          .retry = config.retry,
          .http = std::move(config.http),
          .transport = std::move(config.transport),
          .around = std::move(config.around)};
}

}  // namespace roster::qianfan
