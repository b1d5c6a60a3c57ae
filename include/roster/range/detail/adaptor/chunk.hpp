// SPDX-License-Identifier: BSL-1.0
#pragma once
// chunk(n) over pages, if the standard library has it. Its items are vectors, since the standard's are views
// of the list, whose pages are released. A chunk is yielded as soon as it is complete, the last one at the
// end of the list.

#include <algorithm>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <roster/range/detail/buffering_view.hpp>
#include <roster/range/detail/measured_view.hpp>
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
