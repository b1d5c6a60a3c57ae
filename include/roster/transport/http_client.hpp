// SPDX-License-Identifier: BSL-1.0
#pragma once
// The real transport: HTTP/1.1 over TCP and TLS. Only its factory is here, so that who includes it compiles
// neither Beast nor TLS when definitions are compiled separately.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0 {

/// Makes a client that keeps connections open for the next request to the same scheme, host and port.
///
/// Everything runs on `executor`, and sends must be awaited on it. It must not run handlers concurrently: an
/// io_context run by one thread, or a strand. Any number of sends may be in flight, each on a connection of
/// its own; those beyond `options.max_connections` wait for their turn, in their order and within their time.
///
/// A repeatable request counts as a read whatever its method. If a kept connection turns out to be dead before
/// a byte of the answer was seen, the request is sent again on another one, at once; on a connection just
/// opened it never is. A request that is not repeatable is sent once, on a connection just opened.
///
/// A host with several addresses is connected to as RFC 8305 ("Happy Eyeballs") has it: families alternate, an attempt
/// starts 250 ms after the previous one, or at once when that one failed; the first that connects is used, and the
/// others are closed. At most eight attempts of a send are pending, each with a socket. The address that connected is
/// tried first for later connections to the same host and port, for ten minutes or until it fails.
///
/// The system's resolver cannot be interrupted: a send gives up at its deadline, but destroying the io_context
/// waits until the resolver has given up, too, as resolv.conf has it (5 s for each try of each server).
/// `options.resolve` takes a resolver of one's own.
///
/// Returns: a transport that may be destroyed while sends are in flight; they go on to their end, then their
/// connections are closed. It may outlive the executor's context, which closes its connections.
/// Fails: failure(errc::invalid_argument) for a CA file that cannot be used, a user agent that cannot be
/// sent, or no connections at all.
/// Example: http client: one connection serves many requests
ROSTER_DECL std::shared_ptr<transport> make_http_client(asio::any_io_executor executor,
                                                        http_client_options options = {});

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/http_client.ipp>
#endif
