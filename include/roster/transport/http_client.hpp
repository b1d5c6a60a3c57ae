// SPDX-License-Identifier: BSL-1.0
#pragma once
// The network transport: HTTP/1.1 over TCP and TLS. Only its factory is declared here, so that including this header
// compiles neither Beast nor TLS when definitions are compiled separately.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0 {

/// Creates an HTTP client that keeps connections alive for later requests to the same scheme, host and port.
///
/// All operations run on `executor`, and sends must be awaited on it. It must not run handlers concurrently: use an
/// io_context run by one thread, or a strand. Any number of sends may be in flight, each on its own connection. Sends
/// beyond `options.max_connections` wait in FIFO order for a connection, at most until their own deadline.
///
/// A request with `idempotent` set is treated so, whatever its method. If a pooled connection turns out to
/// be closed before any response byte, the request is re-sent immediately on another connection; this never happens on
/// a newly opened connection. A request that is not idempotent is sent once, on a newly opened connection.
///
/// A host with several addresses is connected to as RFC 8305 ("Happy Eyeballs") specifies: address families alternate,
/// an attempt starts 250 ms after the previous one, or immediately when that one failed; the first connection is used,
/// and the others are closed. At most eight attempts of a send are pending, each with a socket. The address that
/// connected is tried first for later connections to the same host and port, for ten minutes or until it fails.
///
/// The system's resolver cannot be interrupted: a send times out at its deadline, but destroying the io_context waits
/// until the resolver has also timed out, as configured in resolv.conf (5 s for each try of each server).
/// `options.resolve` accepts a custom resolver.
///
/// Returns: a transport that may be destroyed while sends are in flight; they run to completion, then their connections
/// are closed. It may outlive the executor's context, which closes its connections.
/// Fails: failure(errc::invalid_argument) for an executor that runs handlers concurrently, an unusable CA file, client
/// certificate or key, for an invalid user agent, and if `max_connections` is 0.
/// Example: http client: one connection serves many requests
ROSTER_DECL std::shared_ptr<transport> make_http_client(asio::any_io_executor executor,
                                                        http_client_options options = {});

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/http_client.ipp>
#endif
