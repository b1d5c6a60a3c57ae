// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of connection_pool.hpp.

#include <roster/transport/detail/connection_pool.hpp>

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// RAII entry in the queue of waiters; removed on destruction unless a permit was granted.
class connection_permit::waiting {
 public:
  waiting(connection_permit& who, boost::asio::steady_timer& bell) : who_(who) {
    who_.of_.waiting_.push_back(&who_);
    who_.waiter_ = &bell;
  }
  waiting(const waiting&) = delete;
  waiting& operator=(const waiting&) = delete;
  ~waiting() {
    who_.waiter_ = nullptr;
    if (who_.taken_)
      --who_.of_.called_;
    else
      std::erase(who_.of_.waiting_, &who_);
  }

 private:
  connection_permit& who_;
};

ROSTER_DECL connection_permit::~connection_permit() {
  if (!taken_) return;
  auto& queue = of_.waiting_;
  if (queue.empty()) {
    ++of_.free_;
    return;
  }
  connection_permit& next = *queue.front();
  queue.pop_front();
  next.taken_ = true;
  ++of_.called_;
  next.waiter_->cancel();
}

ROSTER_DECL boost::asio::awaitable<bool> connection_permit::take(
    std::chrono::steady_clock::time_point latest) {
  if (of_.free_ != 0) {
    --of_.free_;
    taken_ = true;
    co_return true;
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  boost::asio::steady_timer bell(executor, latest);
  const waiting here(*this, bell);
  boost::system::error_code rung;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, rung);
  co_await bell.async_wait(token);
  if (!taken_ && rung) throw boost::system::system_error(rung);  // cancelled
  co_return taken_;
}

ROSTER_DECL std::shared_ptr<connection> connection_pool::take(const std::string& origin) {
  const auto oldest = std::chrono::steady_clock::now() - idle_timeout_;
  std::erase_if(entries_, [&](const entry& e) { return e.since < oldest; });
  for (;;) {
    const auto found =
        std::find_if(entries_.rbegin(), entries_.rend(), [&](const entry& e) { return e.origin == origin; });
    if (found == entries_.rend()) return nullptr;
    auto candidate = std::move(found->idle);
    entries_.erase(std::next(found).base());
    if (candidate->is_idle()) return candidate;
  }
}

ROSTER_DECL void connection_pool::put(const std::string& origin, std::shared_ptr<connection> idle,
                                      std::size_t waiting) {
  if (max_ == 0) return;
  const std::size_t most = (std::max)(max_, waiting);
  while (entries_.size() >= most) entries_.erase(entries_.begin());
  entries_.push_back({origin, std::move(idle), std::chrono::steady_clock::now()});
}

ROSTER_DECL void connection_pool::drop(const std::string& origin) {
  std::erase_if(entries_, [&](const entry& e) { return e.origin == origin; });
}

ROSTER_DECL void connection_pool::close() {
  max_ = 0;
  entries_.clear();
}

}  // namespace roster::inline v0::detail
