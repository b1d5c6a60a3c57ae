// SPDX-License-Identifier: BSL-1.0
#pragma once
// adjacent<N> and pairwise over pages, if the standard library has them. An item is a tuple of references
// into the state, since the window may span pages; the next item reuses it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <roster/range/detail/buffering_view.hpp>
#include <tuple>
#include <utility>

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
    place(held_).emplace(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    return ++held_ == N;
  }
  bool has_item() const noexcept { return held_ == N; }
  auto item() const noexcept {
    return [this]<std::size_t... I>(std::index_sequence<I...>) {
      return std::tuple<const repeated<I>&...>(*place(I)...);
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
  auto& place(std::size_t number) noexcept { return window_[(first_ + number) % N]; }
  const auto& place(std::size_t number) const noexcept { return window_[(first_ + number) % N]; }

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
