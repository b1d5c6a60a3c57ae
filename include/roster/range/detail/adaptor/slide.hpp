// SPDX-License-Identifier: BSL-1.0
#pragma once
// slide(n) over pages, if the standard library has it. Its items are vectors, since the standard's are views
// of the list, whose pages are released; the next item reuses the overlap of both windows.

#include <algorithm>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <roster/range/detail/buffering_view.hpp>
#include <roster/range/detail/measured_view.hpp>
#include <utility>
#include <vector>

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
