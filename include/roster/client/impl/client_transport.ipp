// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of client_transport.hpp.

#include <roster/client/detail/client_transport.hpp>

#include <roster/client/detail/environment_proxies.hpp>
#include <roster/transport/http_client.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::shared_ptr<transport> make_client_transport(boost::asio::any_io_executor executor,
                                                             http_client_options options,
                                                             const environment& variables) {
  if (!options.proxy) options.proxy = environment_proxies(variables ? variables : process_environment());
  return make_http_client(std::move(executor), std::move(options));
}

}  // namespace roster::inline v0::detail
