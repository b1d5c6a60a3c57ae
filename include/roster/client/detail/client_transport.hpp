// SPDX-License-Identifier: BSL-1.0
#pragma once
// The HTTP client that a client makes for itself; apart, since fleets make one that many clients share.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0::detail {

/// Makes an HTTP client that goes through the proxies of `variables`, unless the options have others; empty
/// variables are those of the process.
/// Fails: failure(errc::invalid_argument) for options that cannot be used.
/// Example: client transport: goes through the proxy of the variables, unless the options have another
ROSTER_DECL std::shared_ptr<transport> make_client_transport(boost::asio::any_io_executor executor,
                                                             http_client_options options,
                                                             const environment& variables);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/client_transport.ipp>
#endif
