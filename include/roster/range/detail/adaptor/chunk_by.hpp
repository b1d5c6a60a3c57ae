// SPDX-License-Identifier: BSL-1.0
#pragma once
// chunk_by(p) over pages, if the standard library has it. Its items are vectors, since the standard's are
// views of the list, whose pages are released. A chunk is complete when the first item of the next one has
// arrived, which is kept for that chunk.

#include <functional>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <roster/range/detail/buffering_view.hpp>
#include <utility>
#include <vector>

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
