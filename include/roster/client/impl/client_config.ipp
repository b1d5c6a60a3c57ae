// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of client_config.hpp.

#include <roster/client/client_config.hpp>

#include <roster/client/detail/clear_text.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/failure.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::shared_ptr<const client_core> make_client_core(asio::any_io_executor executor,
                                                                client_config config) {
  if (config.timeout.count() <= 0)
    throw failure(errc::invalid_argument,
                  "invalid timeout of an attempt: expected a positive duration, found " +
                      std::to_string(config.timeout.count()) + " ms");
  check_executor(executor);
  auto endpoint = http::detail::parse_endpoint(config.endpoint);
  check_clear_text(endpoint, config.http.proxy, config.require_tls, config.observer.get(), "requests");
  auto carrier = make_transport(executor, config);
  return std::make_shared<const client_core>(
      client_core{.executor = std::move(executor),
                  .endpoint = std::move(endpoint),
                  .sign = std::move(config.sign),
                  .credentials = std::move(config.credentials),
                  .transport = std::move(carrier),
                  .retry = config.retry,
                  .rate = std::move(config.rate),
                  .timeout = config.timeout,
                  .runtime = with_defaults(std::move(config.runtime)),
                  .observer = std::move(config.observer),
                  .quota = std::make_shared<retry_quota>(config.retry.quota)});
}

}  // namespace roster::inline v0::detail
