// SPDX-License-Identifier: BSL-1.0
#pragma once
// A started range: one pinned object that holds the source, the current page, the pipeline, which is built
// once over it, and the position.

#include <exception>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/range/detail/page_fetcher.hpp>
#include <roster/range/detail/page_view.hpp>
#include <roster/range/detail/pipeline.hpp>
#include <roster/range/page_source.hpp>
#include <tuple>
#include <utility>

namespace roster::inline v0::detail {

template <class Row, class View>
class range_state final : public page_fetcher<Row> {
  using fetcher = page_fetcher<Row>;
  using typename fetcher::state;

 public:
  using view = View;
  using reference = std::ranges::range_reference_t<View>;
  using value_type = std::ranges::range_value_t<View>;

  template <class... Adaptors>
  range_state(std::unique_ptr<page_source<Row>> source, std::tuple<Adaptors...> adaptors)
      : fetcher(std::move(source)),
        view_(std::apply(
            [this](auto&&... all) {
              return build_pipeline(page_view<Row>(&this->cursor_), this->states_, std::move(all)...);
            },
            std::move(adaptors))) {}

  /// Advances to the next item of the current page. If a user function throws, its item counts as consumed,
  /// and the next step continues after it.
  bool advance() {
    if (this->in_function_) this->throw_busy();
    const function_guard calling(*this);
    return step();
  }

  /// Calls `visit()` at every item of the current page after this one.
  template <class Visit>
  void visit_page(Visit& visit) {
    const function_guard calling(*this);
    while (step()) visit();
  }

  /// Returns the item that advance() stepped to.
  reference item() {
    const function_guard calling(*this);
    return guarded([this]() -> reference { return **at_; });
  }

 private:
  // The time in which user functions may be called; these must not step or fetch themselves.
  struct function_guard {
    range_state& self;
    bool before;
    explicit function_guard(range_state& e) noexcept : self(e), before(std::exchange(e.in_function_, true)) {}
    function_guard(const function_guard&) = delete;
    function_guard& operator=(const function_guard&) = delete;
    ~function_guard() { self.in_function_ = before; }
  };

  bool step() {
    if (this->state_ == state::no_page) return false;
    this->taken_ = false;
    const bool here = guarded([this] {
      if (std::exchange(this->state_, state::iterating) == state::begin_pending)
        at_.emplace(std::ranges::begin(view_));
      else
        ++*at_;
      if (*at_ != std::ranges::end(view_)) return true;
      this->drop_page();
      return false;
    });
    this->check_not_detached();
    return here;
  }

  template <class Function>
  auto guarded(Function work) -> decltype(work()) {
    try {
      return work();
    } catch (...) {
      this->drop_page();
      if (this->cursor_.at != this->cursor_.end) ++this->cursor_.at;
      this->state_ = state::begin_pending;
      throw;
    }
  }

  bool step_on_page() override { return advance(); }
  void drop_iterator() noexcept override { at_.reset(); }

  View view_;
  std::optional<std::ranges::iterator_t<View>> at_{};
};

}  // namespace roster::inline v0::detail
