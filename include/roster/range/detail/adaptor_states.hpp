// SPDX-License-Identifier: BSL-1.0
#pragma once
// The states of a pipeline's adaptors, in order. Their addresses are stable, since views point to them.

#include <algorithm>
#include <memory>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

class adaptor_states {
 public:
  /// Adds the state of the next adaptor and returns it.
  template <class State, class... Arguments>
  State& add(Arguments&&... arguments) {
    auto made = std::make_unique<State>(std::forward<Arguments>(arguments)...);
    auto& state = *made;
    all_.push_back(std::move(made));
    return state;
  }

  /// Returns how many items the source must deliver for the pipeline to yield `wanted` items; never more than
  /// can be used.
  demand needed(demand wanted) const noexcept {
    for (const auto& state : std::views::reverse(all_)) wanted = state->needed(wanted);
    return wanted;
  }

  /// Returns the maximum number of items that the pipeline yields if the source delivers `arriving` items; 0
  /// once it can yield nothing more.
  demand most(demand arriving) const noexcept {
    for (const auto& state : all_) arriving = state->most(arriving);
    return arriving;
  }

  /// Returns whether exactly most() items are yielded.
  bool exact() const noexcept {
    return std::ranges::all_of(all_, [](const auto& state) { return state->exact(); });
  }

  bool passed() const noexcept {
    return std::ranges::all_of(all_, [](const auto& state) { return state->passed(); });
  }

  bool rejects_current() const noexcept {
    return std::ranges::any_of(all_, [](const auto& state) { return state->rejects_current(); });
  }

  /// Returns whether some adaptor passes nothing more, whatever the source delivers; later adaptors may still
  /// hold items.
  bool closed() const noexcept {
    demand arriving = unlimited;
    return std::ranges::any_of(all_, [&](const auto& state) {
      arriving = state->most(arriving);
      return arriving == 0;
    });
  }

  void leave_item() noexcept {
    for (const auto& state : all_) state->leave_item();
  }

  /// Flushes the first adaptor that holds an item. The flushed item may fill later adaptors, which are
  /// flushed by further calls. Returns false if none holds anything.
  bool flush() noexcept {
    return std::ranges::any_of(all_, [](const auto& state) { return state->flush(); });
  }

 private:
  std::vector<std::unique_ptr<adaptor_state>> all_{};
};

}  // namespace roster::inline v0::detail
