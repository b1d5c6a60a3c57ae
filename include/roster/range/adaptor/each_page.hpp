// SPDX-License-Identifier: BSL-1.0
#pragma once
// each_page(closure): applies adaptors that need a whole range to each page separately. A native adaptor of
// this library, since the standard has no pages.

#include <concepts>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/detail/page_view.hpp>
#include <span>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {
namespace detail {

/// The output of the closure for the current page, and the position in it. The closure may reorder items, so
/// the cursor cannot hold the position. Once the closure has a page, the cursor stands at the page's end.
template <class Row, class Closure>
class each_page_state final : public adaptor_state {
 public:
  using view = std::views::all_t<std::invoke_result_t<Closure&, std::span<Row>>>;

  explicit each_page_state(Closure closure) : closure_(std::move(closure)) {}

  demand needed(demand) const noexcept override { return unlimited; }  // pages must not depend on the demand
  demand most(demand arriving) const noexcept override { return arriving == 0 && !at_ ? 0 : unlimited; }
  bool exact() const noexcept override { return false; }
  void leave_item() noexcept override { left_ = true; }

  /// Applies the closure to a page that has not been consumed yet, or continues after the item that was
  /// consumed.
  void begin(cursor<Row>& position) {
    if (position.page == 0)
      at_.reset();
    else if (page_ != position.page)
      open(position);
    else if (left_ && at_)
      step();
    left_ = false;
  }
  void step() {
    auto at = *std::exchange(at_, std::nullopt);  // a throw from a function in the closure ends the page
    ++at;
    arrive(std::move(at));
  }
  bool has_item() const noexcept { return at_.has_value(); }
  decltype(auto) item() const { return **at_; }

 private:
  void open(cursor<Row>& position) {
    const std::span<Row> whole(std::exchange(position.at, position.end), position.end);
    page_ = position.page;
    at_.reset();
    view_.emplace(std::views::all(std::invoke(closure_, whole)));
    arrive(std::ranges::begin(*view_));
  }
  void arrive(std::ranges::iterator_t<view> at) {
    if (at != std::ranges::end(*view_)) at_.emplace(std::move(at));
  }

  Closure closure_;
  std::size_t page_{};
  std::optional<view> view_{};
  std::optional<std::ranges::iterator_t<view>> at_{};
  bool left_{};
};

template <class Row, class Closure>
class each_page_stage : public std::ranges::view_interface<each_page_stage<Row, Closure>> {
  using state = each_page_state<Row, Closure>;

 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<typename state::view>;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(state& items) noexcept : items_(&items) {}
    decltype(auto) operator*() const { return items_->item(); }
    iterator& operator++() {
      items_->step();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return !it.items_->has_item();
    }

   private:
    state* items_{};
  };

  each_page_stage(page_view<Row> pages, state& items) noexcept : pages_(pages), items_(&items) {}
  iterator begin() {
    items_->begin(pages_.position());
    return iterator{*items_};
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  page_view<Row> pages_;
  state* items_;
};

template <class V>
inline constexpr bool is_page_view = false;
template <class Row>
inline constexpr bool is_page_view<page_view<Row>> = true;

/// True for a function that turns a page into a range and can be called again for the next page.
template <class Closure, class Row>
concept makes_range_of_page = std::invocable<Closure&, std::span<Row>> && requires {
  requires std::ranges::viewable_range<std::invoke_result_t<Closure&, std::span<Row>>>;
  requires std::ranges::input_range<std::invoke_result_t<Closure&, std::span<Row>>>;
};

template <class Closure>
struct each_page_adaptor : native_adaptor {
  Closure closure;

  explicit each_page_adaptor(Closure c) : closure(std::move(c)) {}

  template <class V>
  static consteval bool accepts() {
    using row = std::ranges::range_value_t<V>;
    constexpr bool first = detail::is_page_view<V>;
    constexpr bool makes_range = makes_range_of_page<Closure, row>;
    static_assert(
        first,
        "roster: each_page() must be the first adaptor; it works on pages as received from the service; move "
        "the adaptors before it into its closure, as in each_page(std::views::filter(f) "
        "| std::views::reverse)");
    static_assert(
        !first || makes_range,
        "roster: the closure given to each_page() does not return a range; it is called once per page with a "
        "std::span of the page's items; pass a range adaptor, or a function that returns a range");
    return first && makes_range;
  }

  template <class Row>
  auto apply(page_view<Row> pages, adaptor_states& states) && {
    auto& state = states.add<each_page_state<Row, Closure>>(std::move(closure));
    return each_page_stage<Row, Closure>(pages, state);
  }
};

}  // namespace detail

/// Applies a closure to each page separately, as a sized random-access range of its items, and yields the
/// results page by page: `client.list_services({}) | roster::each_page(std::views::reverse)`. The server
/// chooses the page sizes. If a function in the closure throws while the closure steps to its next item, the
/// rest of that page counts as consumed.
/// Example: each_page: yields the items of each page reversed, page by page
template <class Closure>
auto each_page(Closure&& closure) {
  return detail::each_page_adaptor<std::remove_cvref_t<Closure>>(std::forward<Closure>(closure));
}

}  // namespace roster::inline v0
