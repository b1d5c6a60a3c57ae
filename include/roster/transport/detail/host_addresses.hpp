// SPDX-License-Identifier: BSL-1.0
#pragma once
// Name resolution with a deadline: a resolver cannot be interrupted, and must race against a timer.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <roster/http/endpoint.hpp>
#include <roster/transport/http_client_options.hpp>
#include <vector>

namespace roster::inline v0::detail {

/// Resolves the host of an endpoint; a literal address needs no resolver. For a name of this machine (is_loopback),
/// only loopback addresses are returned.
/// Awaits: until the resolver completes, at most until `deadline`.
/// Fails: failure(errc::connection) if there is no address, errc::timed_out.
/// Cancels: immediately; a later result of the resolver is discarded.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL boost::asio::awaitable<std::vector<boost::asio::ip::address>> host_addresses(
    const boost::asio::any_io_executor& executor, const host_resolver& resolve, const http::endpoint& to,
    std::chrono::steady_clock::time_point deadline);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/host_addresses.ipp>
#endif
