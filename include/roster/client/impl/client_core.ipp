// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of client_core.hpp.

#include <roster/client/detail/client_core.hpp>

#include <optional>
#include <roster/detail/wipe.hpp>
#include <roster/transport/http_client.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::shared_ptr<transport> make_client_transport(boost::asio::any_io_executor executor,
                                                             http_client_options options,
                                                             const environment& variables) {
  if (!options.proxy) options.proxy = environment_proxies(variables ? variables : process_environment());
  return make_http_client(std::move(executor), std::move(options));
}

ROSTER_DECL proxy_options environment_proxies(const environment& variables) {
  const auto either = [&](std::string_view lower, std::string_view upper) {
    auto value = find_variable(variables, lower);
    if (!value) value = find_variable(variables, upper);
    return value;  // moved: a copy would leave a password in freed memory
  };
  const bool in_cgi = variables("REQUEST_METHOD").has_value();
  std::string all = either("all_proxy", "ALL_PROXY").value_or("");
  const wipe_at_exit wiped(all);
  return {.http = secret(either("http_proxy", in_cgi ? "http_proxy" : "HTTP_PROXY").value_or(all)),
          .https = secret(either("https_proxy", "HTTPS_PROXY").value_or(all)),
          .no_proxy = either("no_proxy", "NO_PROXY").value_or(""),
          .bypass_loopback = true};
}

}  // namespace roster::inline v0::detail
