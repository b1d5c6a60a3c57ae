// SPDX-License-Identifier: BSL-1.0
#pragma once
// Looks through an executor for the io_context that a plain thread has to run.

#include <boost/asio/strand.hpp>
#include <roster/range/await_blocking.hpp>

namespace roster::detail {

ROSTER_DECL asio::io_context* io_context_of(const asio::any_io_executor& executor) {
  using io_executor = asio::io_context::executor_type;
  if (const auto* own = executor.target<io_executor>()) return &asio::query(*own, asio::execution::context);
  if (const auto* strand = executor.target<asio::strand<io_executor>>())
    return io_context_of(strand->get_inner_executor());
  if (const auto* strand = executor.target<asio::strand<asio::any_io_executor>>())
    return io_context_of(strand->get_inner_executor());
  return nullptr;
}

}  // namespace roster::detail
