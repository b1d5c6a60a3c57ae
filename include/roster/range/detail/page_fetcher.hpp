// SPDX-License-Identifier: BSL-1.0
#pragma once
// The part of a started range that does not depend on its adaptors: the source, the current page, the
// position, and the fetch of the next page. Instantiated once per row type, not per pipeline.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <roster/failure.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/page_view.hpp>
#include <roster/range/page_source.hpp>
#include <typeinfo>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

template <class Row>
class page_fetcher {
 public:
  page_fetcher(const page_fetcher&) = delete;
  page_fetcher& operator=(const page_fetcher&) = delete;

  /// Returns whether there is a current item: a step found one, and no function has thrown since.
  bool has_item() const noexcept { return state_ == state::iterating; }

  /// Records that the item has been moved out, or may have been; the next step clears this.
  void mark_taken() noexcept { taken_ = true; }

  /// Fails with errc::invalid_argument if an iterator has nothing to refer to.
  void check_item() const {
    if (!has_item() || taken_) throw_no_item();
  }

  /// Returns a number that identifies a page of this range.
  std::size_t page_count() const noexcept { return cursor_.page; }

  /// Ends the list here, even if the source has more pages.
  void finish() noexcept {
    drop_page();
    arrived_.reset();
    ended_ = true;
    source_->stop();
  }

  /// Returns whether everything has been delivered to the consumer: the pipeline has ended, and no
  /// interrupted count() or collect() holds undelivered results.
  bool ended() const noexcept { return ended_ && gathered_items == 0 && counted == 0; }

  /// The items collected by an interrupted collect(), in its container, and the number reached by an
  /// interrupted count(); the next call continues from there.
  std::shared_ptr<void> gathered{};
  const std::type_info* gathered_in{};
  std::uint64_t gathered_items{};
  std::uint64_t counted{};

  /// The exception of the last operation that used a completion token; null if it succeeded.
  std::exception_ptr last_error{};

  const page_source<Row>& source() const noexcept { return *source_; }
  const page<Row>& current_page() const noexcept { return page_; }

  /// Returns the position in the source's list after the current item.
  checkpoint position() const {
    const bool begun = cursor_.page != 0;
    if (begun && !states_.passed())
      throw failure(
          errc::invalid_argument,
          "checkpoint not available: a drop or drop_while is still skipping items, and a checkpoint does not "
          "hold adaptor state; call checkpoint() before the first await or after the first item");
    auto beginning = source_->beginning();  // first, since it throws if the list has no positions
    if (!begun) return beginning;
    auto out = page_.position(consumed());
    out.request = std::move(beginning.request);
    return out;
  }

  /// Returns how many items remain, including the one under the cursor, if the server's total is correct; 0
  /// if unknown.
  demand expected_items() const noexcept {
    const auto rest = page_.total.value_or(0) - items_reached();
    return rest < 0 || !states_.exact() ? 0 : 1 + states_.most(static_cast<demand>(rest));
  }

  /// Marks an operation that begins later as in flight. Returns false if there is one already.
  bool try_begin_operation() noexcept {
    return !running_on_ && !in_function_ && !std::exchange(claimed_, true);
  }
  void unclaim() noexcept { claimed_ = false; }

  void check_idle() const {
    if (running_on_ || claimed_ || in_function_) throw_busy();
  }

  /// Fails with operation_aborted if the range has been destroyed.
  void check_not_detached() const {
    if (abandoned_) throw boost::system::system_error(asio::error::operation_aborted);
  }

  /// Called when the range is destroyed: an operation in flight completes with operation_aborted.
  static void detach(const std::shared_ptr<page_fetcher>& self) noexcept {
    self->abandoned_ = true;
    self->state_ = state::no_page;
    self->source_->stop();
    try {
      if (self->running_on_) cancel(self);
    } catch (const std::bad_alloc&) {  // the operation is aborted once its page has arrived
    }
  }

  /// Begins a cancellable operation: runs the executor's ready handlers before an item is consumed. Asio
  /// would otherwise post the completion of an operation that never suspended; a cancellation before that,
  /// for instance by a timer awaited concurrently, would discard the result of an item that has already been
  /// consumed.
  /// Fails: operation_aborted if it was cancelled meanwhile.
  static asio::awaitable<void> begin_cancellable(std::shared_ptr<page_fetcher> self) {
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    const auto before = cancellation.cancelled();
    const claim_guard claimed(*self);
    co_await asio::post(asio::use_awaitable);
    self->check_not_detached();
    check_cancelled(cancellation, before);
  }

  /// Fails with operation_aborted if the operation has been cancelled since `before`.
  static void check_cancelled(const asio::cancellation_state& now, asio::cancellation_type before) {
    if (now.cancelled() != before) throw boost::system::system_error(asio::error::operation_aborted);
  }

  /// Fetches the next page for a consumer that can use `wanted` items. After the last useful page, the items
  /// that an adaptor still holds count as a page. Returns false when the pipeline can yield nothing more. The
  /// current page is released when the next one has arrived.
  /// Cancels: a page that arrives nevertheless is kept for the next fetch.
  static asio::awaitable<bool> fetch(std::shared_ptr<page_fetcher> self, demand wanted = unlimited) {
    self->check_idle();
    self->check_not_detached();
    if (!self->arrived_) {
      if (self->states_.closed()) self->exhausted_ = true;
      if (self->ended_ || self->exhausted_) co_return self->flush();
      self->release_items();
      auto waiting = await_page(self, wanted);
      co_await std::move(waiting);
    }
    if (!self->arrived_) co_return self->flush();
    self->load(std::move(*self->arrived_));
    self->arrived_.reset();
    co_return true;
  }

  /// Advances to the next item, fetching pages as needed. Returns false at the end.
  static asio::awaitable<bool> advance_page(std::shared_ptr<page_fetcher> self, demand wanted = unlimited) {
    bool here = false;
    while (!here) {
      const bool fetched = co_await fetch(self, wanted);
      if (!fetched) co_return false;
      here = self->step_on_page();
    }
    co_return true;
  }

 protected:
  // Begin is pending until it has returned: with only an optional iterator, a throw in begin() would lose the
  // page.
  enum class state { no_page, begin_pending, iterating };

  explicit page_fetcher(std::unique_ptr<page_source<Row>> source) : source_(std::move(source)) {}
  virtual ~page_fetcher() = default;

  [[noreturn]] static void throw_busy() {
    throw failure(errc::busy, "an operation on this range is in flight; await it before the next one");
  }

  [[noreturn]] void throw_no_item() const {
    throw failure(errc::invalid_argument,
                  has_item() ? "invalid iterator: next() has moved its item out; advance with ++ or begin()"
                             : "invalid iterator: it equals end() and has no item; call begin() to continue");
  }

  void drop_page() noexcept {
    states_.leave_item();
    drop_iterator();
    state_ = state::no_page;
  }

  page<Row> page_{};
  cursor<Row> cursor_{};
  adaptor_states states_{};
  state state_{state::no_page};
  bool in_function_{};  // a user function is running
  bool taken_{};        // the item under the cursor has been moved out

 private:
  struct running_guard {
    page_fetcher& self;
    running_guard(page_fetcher& f, const asio::any_io_executor& on) noexcept : self(f) {
      self.running_on_ = on;
      ++self.fetches_;
    }
    running_guard(const running_guard&) = delete;
    running_guard& operator=(const running_guard&) = delete;
    ~running_guard() { self.running_on_ = nullptr; }
  };

  struct claim_guard {
    page_fetcher& self;
    explicit claim_guard(page_fetcher& f) : self(f) {
      if (!self.try_begin_operation()) throw_busy();
    }
    claim_guard(const claim_guard&) = delete;
    claim_guard& operator=(const claim_guard&) = delete;
    ~claim_guard() { self.unclaim(); }
  };

  /// Waits until the next page has arrived or the list has ended.
  static asio::awaitable<void> await_page(std::shared_ptr<page_fetcher> self, demand wanted) {
    const auto executor = co_await asio::this_coro::executor;
    const running_guard running{*self, executor};
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    const auto before = cancellation.cancelled();
    auto fetching = await_next_page(self, self->states_.needed(wanted));
    auto inherited = cancellation.slot();  // cleared by Asio when this coroutine resumes
    if (inherited.is_connected())
      inherited.assign([weak = std::weak_ptr<page_fetcher>(self)](asio::cancellation_type) {
        if (const auto fetcher = weak.lock()) cancel(fetcher);
      });
    auto work = await_work(executor, std::move(fetching), self->stop_.slot());
    co_await std::move(work);
    self->check_not_detached();
    check_cancelled(cancellation, before);
  }

  static asio::awaitable<void> await_next_page(std::shared_ptr<page_fetcher> self, demand wanted) {
    auto next = co_await self->source_->next(wanted);
    if (next)
      self->arrived_.emplace(std::move(*next));
    else
      self->exhausted_ = true;
  }

  // Posted to the executor: in Boost 1.81, cancelling a spawned coroutine from another executor takes effect
  // later, through a pointer into this object's signal, which may be destroyed by then.
  static void cancel(const std::shared_ptr<page_fetcher>& self) {
    asio::post(self->running_on_, [self, fetch = self->fetches_] {
      if (self->running_on_ && self->fetches_ == fetch) self->stop_.emit(asio::cancellation_type::terminal);
    });
  }

  /// Advances to the next item of the current page. Returns false if there is none.
  virtual bool step_on_page() = 0;
  virtual void drop_iterator() noexcept = 0;

  /// Restarts the pipeline with an empty page, for the items that an adaptor still holds. Returns false, at
  /// the end, if it can yield nothing; the cursor then keeps its position, for a checkpoint.
  bool flush() noexcept {
    drop_page();
    source_->stop();
    if (ended_ || states_.most(0) == 0 || !states_.flush()) {
      ended_ = true;
      return false;
    }
    cursor_ = {cursor_.end, cursor_.end, cursor_.page + 1};
    state_ = state::begin_pending;
    return true;
  }

  /// Releases the memory of a page whose items are all consumed, before the next one is awaited.
  void release_items() noexcept {
    if (state_ != state::no_page || cursor_.at != cursor_.end) return;
    page_.items = std::vector<Row>();  // not `{}`, which keeps the memory
    cursor_.at = cursor_.end = page_.items.data();
  }

  /// Returns how many items of the list the cursor has reached.
  std::int64_t items_reached() const noexcept { return received_ - (cursor_.end - cursor_.at) + 1; }

  /// Returns how many items of the page are consumed: including the one under the cursor, unless that one is
  /// still to be consumed or has ended a take_while.
  std::size_t consumed() const noexcept {
    const auto index = static_cast<std::size_t>(cursor_.at - page_.items.data());
    const bool is_in_front =
        state_ == state::begin_pending || cursor_.at == cursor_.end || states_.rejects_current();
    return index + (is_in_front ? 0 : 1);
  }

  void load(page<Row> next) noexcept {
    drop_page();
    page_ = std::move(next);
    cursor_ = {page_.items.data(), page_.items.data() + page_.items.size(), cursor_.page + 1};
    received_ += static_cast<std::int64_t>(page_.items.size());
    state_ = state::begin_pending;
  }

  std::unique_ptr<page_source<Row>> source_;
  std::optional<page<Row>> arrived_{};  // not consumed yet
  std::int64_t received_{};             // items on all pages received so far
  bool exhausted_{};                    // the source has nothing more of use; adaptors may still hold items
  bool ended_{};
  bool abandoned_{};
  bool claimed_{};
  asio::any_io_executor running_on_{};  // the executor of the operation in flight, if any
  std::size_t fetches_{};
  asio::cancellation_signal stop_{};
};

}  // namespace roster::inline v0::detail
