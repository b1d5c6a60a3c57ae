// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of client.hpp.

#include <roster/qianfan/client.hpp>

#include <roster/auth/bce_v1.hpp>
#include <roster/qianfan/credentials.hpp>
#include <utility>

namespace roster::inline v0::qianfan {

ROSTER_DECL roster::client_config to_client_config(client_config config) {
  if (!config.variables) config.variables = process_environment();
  if (config.endpoint.empty()) {
    auto endpoint = detail::endpoint_of_variables(config.variables);
    if (!endpoint && !config.credentials) {
      endpoint = detail::endpoint_of_file(config.variables);
      if (endpoint) config.credentials = detail::file_credentials(config.variables);
    }
    config.endpoint = endpoint.value_or(std::string(detail::default_endpoint));
  }
  if (!config.credentials) config.credentials = default_credentials(config.variables);
  return {.endpoint = std::move(config.endpoint),
          .sign = bce_v1(),
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

}  // namespace roster::inline v0::qianfan
