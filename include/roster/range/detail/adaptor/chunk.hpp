// SPDX-License-Identifier: BSL-1.0
#pragma once
// std::views::chunk and chunk_by.

#include <algorithm>
#include <functional>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/views.hpp>
#include <utility>
#include <vector>

#if defined(__cpp_lib_ranges_chunk)
namespace roster::inline v0::detail {

template <class V>
class chunk_state final : public adaptor_state {
 public:
  using value_type = std::vector<std::ranges::range_value_t<V>>;

  explicit chunk_state(demand size) noexcept : size_(size) {}

  bool add(std::ranges::range_reference_t<V>&& item) {
    items_.push_back(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    whole_ = items_.size() == size_;
    return whole_;
  }
  bool has_item() const noexcept { return whole_; }
  const value_type& item() const noexcept { return items_; }

  demand needed(demand wanted) const noexcept override {
    const auto all = product_of(wanted, size_);
    return all == unlimited ? unlimited : all - (std::min)(all, held());
  }
  demand most(demand arriving) const noexcept override {
    const auto all = sum_of(arriving, held());
    return all == unlimited ? unlimited : all / size_ + (all % size_ == 0 ? 0 : 1);
  }
  void leave_item() noexcept override {
    if (whole_) items_.clear();
    whole_ = false;
  }
  bool flush() noexcept override {
    whole_ = !items_.empty();
    return whole_;
  }

 private:
  demand held() const noexcept { return whole_ ? 0 : items_.size(); }

  demand size_;
  value_type items_{};
  bool whole_{};
};

/// The count is computed from the number of chunks of a view that pretends to have a size: exact up to three
/// billion, and beyond that still larger than any list.
template <class V>
struct adaptor_of<std::ranges::chunk_view<V>> {
  using upstream = V;
  static constexpr bool buffers_items = true;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    using measured = measured_view<View>;
    auto chunked = std::move(adaptor)(measured(std::move(view)));
    const auto chunks = static_cast<demand>(chunked.size());
    auto base = std::move(chunked).base();
    add_states<decltype(base), measured>(states);
    auto& state = states.add<chunk_state<decltype(base)>>((measured::pretended - 1) / chunks + 1);
    return buffering_view{std::move(base), state};
  }
};

}  // namespace roster::inline v0::detail
#endif

#if defined(__cpp_lib_ranges_chunk_by)
namespace roster::inline v0::detail {

/// `Standard` is the view of the standard library; it holds the predicate and makes any function assignable.
template <class V, class Standard>
class chunk_by_state final : public adaptor_state {
 public:
  using value_type = std::vector<std::ranges::range_value_t<V>>;

  explicit chunk_by_state(Standard standard) : standard_(std::move(standard)) {}

  bool add(std::ranges::range_reference_t<V>&& item) {
    const bool ended = !items_.empty() && !belongs(item);
    auto& chunk = ended ? next_ : items_;
    chunk.push_back(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    whole_ = ended;
    return whole_;
  }
  bool has_item() const noexcept { return whole_; }
  const value_type& item() const noexcept { return items_; }

  demand needed(demand) const noexcept override { return unlimited; }
  demand most(demand arriving) const noexcept override {
    const auto& pending = whole_ ? next_ : items_;
    return sum_of(arriving, pending.empty() ? 0 : 1);
  }
  bool exact() const noexcept override { return false; }
  void leave_item() noexcept override {
    if (!whole_) return;
    items_.clear();
    items_.swap(next_);
    whole_ = false;
  }
  bool flush() noexcept override {
    whole_ = !items_.empty();
    return whole_;
  }

 private:
  bool belongs(auto& item) {
    using predicate = std::remove_cvref_t<decltype(standard_.pred())>;
    auto& function =
        const_cast<predicate&>(standard_.pred());  // the standard calls it non-const; pred() returns const
    return static_cast<bool>(std::invoke(function, items_.back(), item));
  }

  Standard standard_;
  value_type items_{};
  value_type next_{};
  bool whole_{};
};

template <class V, class P>
struct adaptor_of<std::ranges::chunk_by_view<V, P>> {
  using upstream = V;
  static constexpr bool buffers_items = true;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto base = std::move(standard).base();
    auto& state = states.add<chunk_by_state<V, decltype(standard)>>(std::move(standard));
    return buffering_view{std::move(base), state};
  }
};

}  // namespace roster::inline v0::detail
#endif
