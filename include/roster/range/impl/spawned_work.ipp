// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of spawned_work.hpp.

#include <roster/range/detail/spawned_work.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL void spawn_work(const asio::any_io_executor& executor, asio::awaitable<void> work,
                            asio::cancellation_slot stop, std::function<void(std::exception_ptr)> finish) {
  asio::co_spawn(executor, std::move(work), asio::bind_cancellation_slot(stop, std::move(finish)));
}

ROSTER_DECL asio::awaitable<void> await_work(asio::any_io_executor executor, asio::awaitable<void> work,
                                             asio::cancellation_slot stop) {
  auto token = asio::bind_cancellation_slot(stop, asio::use_awaitable);
  co_await asio::co_spawn(executor, std::move(work), token);
}

}  // namespace roster::inline v0::detail
