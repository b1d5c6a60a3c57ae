// SPDX-License-Identifier: BSL-1.0
#pragma once
// Page sources that are read concurrently.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <roster/range/page_source.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// Creates the source of one list when its turn comes.
template <class Row>
using page_source_factory = std::function<std::unique_ptr<page_source<Row>>()>;

// Reads lists concurrently: each list has at most one page pending or ready. The caller decides which list
// fetches when.

enum class slot_state {
  idle,      ///< can fetch
  fetching,  ///< a fetch is pending
  ready,     ///< a page is ready
  failed,    ///< a failure is ready
  ended,     ///< no more pages
};

/// One list and its state.
template <class Row>
struct source_slot {
  page_source_factory<Row> make{};
  std::unique_ptr<page_source<Row>> source{};
  slot_state now{slot_state::idle};
  page<Row> fetched{};
  std::exception_ptr failure{};

  asio::any_io_executor fetching_on{};  // the executor of the pending fetch
  bool cancelled{};                     // the pending fetch has been cancelled
  asio::cancellation_signal stop{};
};

/// All lists. Fetches share ownership of it, since they may outlive the caller that started them. Everything
/// here runs on one thread or strand.
template <class Row>
class concurrent_sources : public std::enable_shared_from_this<concurrent_sources<Row>> {
 public:
  explicit concurrent_sources(std::vector<page_source_factory<Row>> makers) : all_(makers.size()) {
    for (std::size_t i = 0; i < makers.size(); ++i) all_[i].make = std::move(makers[i]);
  }

  std::size_t size() const noexcept { return all_.size(); }
  const source_slot<Row>& operator[](std::size_t index) const noexcept { return all_[index]; }
  std::size_t fetching() const noexcept { return fetching_; }
  std::size_t ended() const noexcept { return ended_; }
  demand waiting_items() const noexcept { return waiting_items_; }

  /// Lets every list prefetch up to `pages` pages.
  void prefetch(std::size_t pages) noexcept { prefetch_ = pages; }

  /// Starts fetching the next page of an idle list.
  void fetch(std::size_t index, const asio::any_io_executor& executor, demand wanted) {
    auto work =
        carry_out(std::make_unique<pending_fetch>(this->shared_from_this(), all_[index], executor), wanted);
    // Asio uses the slot until it calls the handler, which is after the coroutine and its pending_fetch have ended.
    auto handler = [self = this->shared_from_this()](std::exception_ptr) {};
    asio::co_spawn(executor, std::move(work),
                   asio::bind_cancellation_slot(all_[index].stop.slot(), std::move(handler)));
  }

  /// Returns the page of a list that is ready, or throws the failure of one that has failed; the list can
  /// fetch again then.
  page<Row> take(std::size_t index) {
    auto& one = all_[index];
    const bool failed = std::exchange(one.now, slot_state::idle) == slot_state::failed;
    if (failed) std::rethrow_exception(std::exchange(one.failure, nullptr));
    waiting_items_ -= one.fetched.items.size();
    return std::move(one.fetched);
  }

  /// Waits until a fetch has ended.
  /// Cancels: also the fetches; each list keeps its position.
  static asio::awaitable<void> wait(std::shared_ptr<concurrent_sources> self) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer silence(executor, (asio::steady_timer::time_point::max)());
    const waiting_guard waiting(*self, silence);
    boost::system::error_code woken;
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    co_await silence.async_wait(token);
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() == asio::cancellation_type::none) co_return;
    self->cancel();
    throw boost::system::system_error(asio::error::operation_aborted);
  }

  /// Cancels the pending fetches, through their executors for the reason that page_fetcher::cancel gives.
  void cancel() {
    for (auto& one : all_) {
      if (one.now != slot_state::fetching) continue;
      one.cancelled = true;
      asio::post(one.fetching_on, [self = this->shared_from_this(), &one] {
        if (one.now == slot_state::fetching && one.cancelled)
          one.stop.emit(asio::cancellation_type::terminal);
      });
    }
  }

  /// Ends all work: no consumer is left.
  void stop() {
    cancel();
    for (auto& one : all_)
      if (one.source) one.source->stop();
  }

 private:
  /// A fetch, from its start to the end of its coroutine, including its destruction.
  class pending_fetch {
   public:
    pending_fetch(std::shared_ptr<concurrent_sources> all, source_slot<Row>& one,
                  const asio::any_io_executor& on)
        : all_(std::move(all)), one_(one) {
      one_.now = slot_state::fetching;
      one_.cancelled = false;
      one_.fetching_on = on;
      ++all_->fetching_;
    }
    pending_fetch(const pending_fetch&) = delete;
    pending_fetch& operator=(const pending_fetch&) = delete;
    ~pending_fetch() {
      if (!landed_) end(slot_state::idle);
    }

    asio::awaitable<std::optional<page<Row>>> begin(demand wanted) {
      if (!one_.source) {
        one_.source = one_.make();
        if (all_->prefetch_) one_.source->prefetch(*all_->prefetch_);
      }
      return one_.source->next(wanted);
    }

    void complete(std::optional<page<Row>> came) {
      if (!came) return complete_as(slot_state::ended);
      one_.fetched = std::move(*came);
      all_->waiting_items_ += one_.fetched.items.size();
      complete_as(slot_state::ready);
    }

    void fail(std::exception_ptr why) {
      if (one_.cancelled) return complete_as(slot_state::idle);
      one_.failure = std::move(why);
      complete_as(slot_state::failed);
    }

   private:
    void complete_as(slot_state state) {
      all_->ended_ += state == slot_state::ended ? 1U : 0U;
      end(state);
      if (all_->waiting_ != nullptr) all_->waiting_->cancel();
    }

    void end(slot_state state) noexcept {
      landed_ = true;
      one_.now = state;
      one_.fetching_on = nullptr;
      --all_->fetching_;
    }

    std::shared_ptr<concurrent_sources> all_;
    source_slot<Row>& one_;
    bool landed_{};
  };

  struct waiting_guard {
    concurrent_sources& all;
    waiting_guard(concurrent_sources& a, asio::steady_timer& timer) noexcept : all(a) {
      all.waiting_ = &timer;
    }
    waiting_guard(const waiting_guard&) = delete;
    waiting_guard& operator=(const waiting_guard&) = delete;
    ~waiting_guard() { all.waiting_ = nullptr; }
  };

  static asio::awaitable<void> carry_out(std::unique_ptr<pending_fetch> now, demand wanted) {
    try {
      auto fetching = now->begin(wanted);
      auto came = co_await std::move(fetching);
      now->complete(std::move(came));
    } catch (...) {
      now->fail(std::current_exception());
    }
  }

  std::vector<source_slot<Row>> all_;
  std::size_t fetching_{};
  std::size_t ended_{};
  demand waiting_items_{};
  std::optional<std::size_t> prefetch_{};
  asio::steady_timer* waiting_{};  // of the coroutine that waits for a fetch to end
};

}  // namespace roster::inline v0::detail
