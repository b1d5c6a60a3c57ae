// SPDX-License-Identifier: BSL-1.0
#pragma once
// A started range: one pinned block that holds the source, the current page, the pipeline built once over it,
// and the position. Everything that a range awaits happens here.

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/failure.hpp>
#include <roster/range/adaptor.hpp>
#include <roster/range/page_source.hpp>
#include <roster/range/page_view.hpp>
#include <roster/range/pipeline.hpp>
#include <tuple>
#include <utility>

namespace roster::detail {

/// Applies the adaptors to the page view, the first one innermost.
template <class View>
View build_pipeline(View view, std::deque<take_state>&) {
  return view;
}
template <class View, class First, class... Rest>
auto build_pipeline(View view, std::deque<take_state>& takes, First first, Rest... rest) {
  return build_pipeline(apply_adaptor(std::move(view), std::move(first), takes), takes, std::move(rest)...);
}

template <class Row, class... Adaptors>
using pipeline = decltype(build_pipeline(
    std::declval<page_view<Row>>(), std::declval<std::deque<take_state>&>(), std::declval<Adaptors>()...));

template <class Row, class View>
class engine {
 public:
  using reference = std::ranges::range_reference_t<View>;

  template <class... Adaptors>
  engine(std::unique_ptr<page_source<Row>> source, std::tuple<Adaptors...> adaptors)
      : source_(std::move(source)),
        view_(std::apply(
            [this](auto&&... all) {
              return build_pipeline(page_view<Row>(&cursor_), takes_, std::move(all)...);
            },
            std::move(adaptors))) {}
  engine(const engine&) = delete;
  engine& operator=(const engine&) = delete;

  /// Steps to the next item of the current page. If a function of the user's throws, the item that it was
  /// given counts as consumed, and the next step goes on behind it.
  bool advance() {
    if (state_ == state::no_page) return false;
    return guarded([this] {
      if (std::exchange(state_, state::iterating) == state::begin_pending)
        at_.emplace(std::ranges::begin(view_));
      else
        ++*at_;
      if (*at_ != std::ranges::end(view_)) return true;
      at_.reset();
      state_ = state::no_page;
      return false;
    });
  }

  /// Returns the item that advance() stepped to.
  reference item() {
    return guarded([this]() -> reference { return **at_; });
  }

  /// Gives up what is left of the current page.
  void skip_page() noexcept {
    for (auto& take : takes_) take.count_item();
    at_.reset();
    state_ = state::no_page;
  }

  /// Asks for at most one item from now on; only before the first page.
  void want_one() noexcept { wanted_ = 1; }
  void finish() noexcept {
    skip_page();
    ended_ = true;
  }

  const page_source<Row>& source() const noexcept { return *source_; }
  const page<Row>& current_page() const noexcept { return page_; }

  void check_idle() const {
    if (running_)
      throw failure(errc::busy, "an operation on this range is in flight; await it before the next one");
  }

  /// Ends the wait of an operation in flight with operation_aborted: the range is being destroyed.
  void abandon() {
    if (running_) stop_.emit(asio::cancellation_type::terminal);
  }

  /// Fetches the next page. Returns false at the end of the list, and when the takes need no more items.
  static asio::awaitable<bool> fetch(std::shared_ptr<engine> self) {
    self->check_idle();
    self->skip_page();
    if (self->ended_ || self->satisfied()) co_return false;
    const running_guard guard{*self};
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    auto inherited = cancellation.slot();
    if (inherited.is_connected())
      inherited.assign([weak = std::weak_ptr<engine>(self)](asio::cancellation_type type) {
        if (const auto engine = weak.lock()) engine->stop_.emit(type);
      });
    const slot_guard unhook{inherited};
    auto executor = co_await asio::this_coro::executor;
    auto token = asio::bind_cancellation_slot(self->stop_.slot(), asio::use_awaitable);
    auto bring = self->source_->next(self->demanded());
    auto next = co_await asio::co_spawn(executor, std::move(bring), token);
    if (!next) {
      self->ended_ = true;
      co_return false;
    }
    self->load(std::move(*next));
    co_return true;
  }

  /// Steps to the next item, over as many pages as it takes. Returns false at the end.
  static asio::awaitable<bool> turn_page(std::shared_ptr<engine> self) {
    bool here = false;
    while (!here) {
      const bool fetched = co_await fetch(self);
      if (!fetched) co_return false;
      here = self->advance();
    }
    co_return true;
  }

 private:
  // Begin is pending until it has returned: with an optional iterator alone, a throw in begin() would lose
  // the page.
  enum class state { no_page, begin_pending, iterating };

  struct running_guard {
    engine& self;
    explicit running_guard(engine& e) noexcept : self(e) { self.running_ = true; }
    running_guard(const running_guard&) = delete;
    running_guard& operator=(const running_guard&) = delete;
    ~running_guard() { self.running_ = false; }
  };

  struct slot_guard {
    asio::cancellation_slot slot;
    explicit slot_guard(asio::cancellation_slot s) noexcept : slot(s) {}
    slot_guard(const slot_guard&) = delete;
    slot_guard& operator=(const slot_guard&) = delete;
    ~slot_guard() {
      if (slot.is_connected()) slot.clear();
    }
  };

  template <class Function>
  auto guarded(Function step) -> decltype(step()) {
    try {
      return step();
    } catch (...) {
      for (auto& take : takes_) take.count_item();
      if (cursor_.at != cursor_.end) ++cursor_.at;
      at_.reset();
      state_ = state::begin_pending;
      throw;
    }
  }

  bool satisfied() const noexcept {
    for (const auto& take : takes_)
      if (take.left == 0) return true;
    return false;
  }

  demand demanded() const noexcept { return upstream_demand<View>::of(wanted_, takes_, takes_.size()); }

  void load(page<Row> next) noexcept {
    page_ = std::move(next);
    cursor_ = {page_.items.data(), page_.items.data() + page_.items.size()};
    state_ = state::begin_pending;
  }

  std::unique_ptr<page_source<Row>> source_;
  page<Row> page_{};
  cursor<Row> cursor_{};
  std::deque<take_state> takes_{};  // a deque: the views hold pointers to its elements
  View view_;
  std::optional<std::ranges::iterator_t<View>> at_{};
  state state_{state::no_page};
  demand wanted_{unlimited};
  bool ended_{};
  bool running_{};
  asio::cancellation_signal stop_{};
};

}  // namespace roster::detail
