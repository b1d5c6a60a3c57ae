// SPDX-License-Identifier: BSL-1.0
#pragma once
// Work that goes on while nobody waits for it: what fetches a page ahead of its consumer.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <memory>
#include <roster/config.hpp>
#include <utility>

namespace roster::inline v0::detail {

namespace asio = boost::asio;

/// One coroutine of its own. All members are called on its executor, which runs nothing concurrently, or while that
/// runs nothing.
/// Lifetime: a context may be destroyed before the task.
class background_task {
 public:
  explicit background_task(asio::any_io_executor executor) : executor_(std::move(executor)) {}
  background_task(const background_task&) = delete;
  background_task& operator=(const background_task&) = delete;

  /// Begins `work`; on the executor's thread up to its first suspension at once. The work keeps `self` alive, and
  /// throws nothing that anybody sees.
  ROSTER_DECL static void start(const std::shared_ptr<background_task>& self, asio::awaitable<void> work);

  /// Cancels the work, unless it has ended. Returns before it has. If there is no memory for that, it goes on.
  ROSTER_DECL static void cancel(const std::shared_ptr<background_task>& self) noexcept;

 private:
  class running;

  asio::any_io_executor executor_;
  bool running_{};
  asio::cancellation_signal stop_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/background_task.ipp>
#endif
