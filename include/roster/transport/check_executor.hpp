// SPDX-License-Identifier: BSL-1.0
#pragma once
// Refuses executors that run handlers concurrently.

#include <boost/asio/any_io_executor.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::detail {

/// Clients, connections, servers and ranges have no locks: their handlers must not run at the same time. An io_context that
/// several threads run cannot be recognised.
/// Fails: failure(errc::invalid_argument) for the executor of a thread_pool or of the system without a strand.
ROSTER_DECL void check_executor(const boost::asio::any_io_executor& executor);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/check_executor.ipp>
#endif
