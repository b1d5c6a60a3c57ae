// SPDX-License-Identifier: BSL-1.0
#pragma once
// Rejects executors that run handlers concurrently.

#include <boost/asio/any_io_executor.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::detail {

/// Checks that an executor does not run handlers concurrently: clients, connections, servers and ranges have no locks.
/// An io_context that several threads run cannot be detected.
/// Fails: failure(errc::invalid_argument) for the executor of a thread_pool and for system_executor, unless wrapped in
/// a strand.
ROSTER_DECL void check_executor(const boost::asio::any_io_executor& executor);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/check_executor.ipp>
#endif
