// SPDX-License-Identifier: BSL-1.0
#pragma once
// std::views::adjacent and slide.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/views.hpp>
#include <tuple>
#include <utility>
#include <vector>

#if defined(__cpp_lib_ranges_zip)
namespace roster::inline v0::detail {

template <class V, std::size_t N>
class adjacent_state final : public adaptor_state {
  using value = std::ranges::range_value_t<V>;
  template <std::size_t>
  using repeated = value;

 public:
  template <std::size_t... I>
  static std::tuple<repeated<I>...> values(std::index_sequence<I...>);
  using value_type = decltype(values(std::make_index_sequence<N>()));

  bool add(std::ranges::range_reference_t<V>&& item) {
    slot(held_).emplace(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    return ++held_ == N;
  }
  bool has_item() const noexcept { return held_ == N; }
  auto item() const noexcept {
    return [this]<std::size_t... I>(std::index_sequence<I...>) {
      return std::tuple<const repeated<I>&...>(*slot(I)...);
    }(std::make_index_sequence<N>());
  }

  demand needed(demand wanted) const noexcept override { return wanted == 0 ? 0 : sum_of(wanted, missing()); }
  demand most(demand arriving) const noexcept override {
    return arriving == unlimited ? unlimited : arriving - (std::min)(arriving, missing());
  }
  void leave_item() noexcept override {
    if (!has_item()) return;
    --held_;
    first_ = (first_ + 1) % N;
  }

 private:
  auto& slot(std::size_t number) noexcept { return window_[(first_ + number) % N]; }
  const auto& slot(std::size_t number) const noexcept { return window_[(first_ + number) % N]; }

  /// Returns how many items must arrive before the one that completes a window.
  demand missing() const noexcept { return has_item() ? 0 : N - 1 - held_; }

  std::array<std::optional<value>, N> window_{};  // a ring buffer
  std::size_t first_{};
  std::size_t held_{};
};

template <class V, std::size_t N>
struct adaptor_of<std::ranges::adjacent_view<V, N>> {
  using upstream = V;
  static constexpr bool buffers_items = true;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    return buffering_view{std::move(standard).base(), states.add<adjacent_state<V, N>>()};
  }
};

}  // namespace roster::inline v0::detail
#endif

#if defined(__cpp_lib_ranges_slide)
namespace roster::inline v0::detail {

template <class V>
class slide_state final : public adaptor_state {
 public:
  using value_type = std::vector<std::ranges::range_value_t<V>>;

  explicit slide_state(demand size) noexcept : size_(size) {}

  bool add(std::ranges::range_reference_t<V>&& item) {
    if (items_.size() == size_) items_.erase(items_.begin());
    items_.push_back(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    whole_ = items_.size() == size_;
    return whole_;
  }
  bool has_item() const noexcept { return whole_; }
  const value_type& item() const noexcept { return items_; }

  demand needed(demand wanted) const noexcept override { return wanted == 0 ? 0 : sum_of(wanted, missing()); }
  demand most(demand arriving) const noexcept override {
    return arriving == unlimited ? unlimited : arriving - (std::min)(arriving, missing());
  }
  void leave_item() noexcept override { whole_ = false; }

 private:
  /// Returns how many items must arrive before the one that completes a window.
  demand missing() const noexcept { return items_.size() == size_ ? 0 : size_ - 1 - items_.size(); }

  demand size_;
  value_type items_{};
  bool whole_{};
};

/// The count is computed from the number of windows of a view that pretends to have a size.
template <class V>
struct adaptor_of<std::ranges::slide_view<V>> {
  using upstream = V;
  static constexpr bool buffers_items = true;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    using measured = measured_view<View>;
    auto slid = std::move(adaptor)(measured(std::move(view)));
    const auto windows = static_cast<demand>(slid.size());
    auto base = std::move(slid).base();
    add_states<decltype(base), measured>(states);
    auto& state = states.add<slide_state<decltype(base)>>(measured::pretended - windows + 1);
    return buffering_view{std::move(base), state};
  }
};

}  // namespace roster::inline v0::detail
#endif
