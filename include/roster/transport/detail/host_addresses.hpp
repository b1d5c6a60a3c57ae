// SPDX-License-Identifier: BSL-1.0
#pragma once
// The addresses of a host.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/url.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

/// Returns the address that `host` denotes without name resolution: IPv6, IPv4, every form of inet_aton ("127.1",
/// "0x7f000001"), and IPv4 for an IPv4-mapped IPv6 address. Returns nothing for a name.
ROSTER_DECL std::optional<boost::asio::ip::address> numeric_address(const std::string& host);

/// Returns whether a host is this machine: a loopback address, an unspecified one (0.0.0.0, ::), "localhost" and its
/// subdomains (RFC 6761), "ip6-localhost", "ip6-loopback". Other names are not resolved.
ROSTER_DECL bool is_loopback(const std::string& host);

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
