// SPDX-License-Identifier: BSL-1.0
#pragma once
// The addresses behind a host: apart, because a resolver cannot be interrupted and must be raced against the
// deadline.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <roster/http/endpoint.hpp>
#include <roster/transport/http_client_options.hpp>
#include <vector>

namespace roster::inline v0::detail {

/// Finds the addresses of an endpoint's host; one that is an address itself needs no resolver. Of a name that is
/// this machine's (is_loopback), only loopback addresses count.
/// Awaits: until the resolver answers, at the latest until `deadline`.
/// Fails: failure(errc::connection) if there is no address, errc::timed_out.
/// Cancels: at once; what the resolver finds later is dropped.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL boost::asio::awaitable<std::vector<boost::asio::ip::address>> host_addresses(
    const boost::asio::any_io_executor& executor, const host_resolver& resolve, const http::endpoint& to,
    std::chrono::steady_clock::time_point deadline);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/host_addresses.ipp>
#endif
