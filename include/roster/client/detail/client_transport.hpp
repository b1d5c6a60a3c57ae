// SPDX-License-Identifier: BSL-1.0
#pragma once
// The default HTTP client of a client. Separate, since a fleet makes one that many clients share.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0::detail {

/// Makes an HTTP client that uses the proxies of `variables`, unless the options name a proxy. Empty variables mean
/// those of the process.
/// Fails: failure(errc::invalid_argument) for options that cannot be used.
/// Example: client transport: uses the proxy of the environment variables, unless the options have one
ROSTER_DECL std::shared_ptr<transport> make_client_transport(boost::asio::any_io_executor executor,
                                                             http_client_options options,
                                                             const environment& variables);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/client_transport.ipp>
#endif
