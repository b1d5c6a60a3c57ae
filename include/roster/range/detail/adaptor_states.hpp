// SPDX-License-Identifier: BSL-1.0
#pragma once
// The states of a pipeline's adaptors, in order. They stay where they are made, since views point to them.

#include <algorithm>
#include <memory>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

class adaptor_states {
 public:
  /// Adds the state of the next adaptor, and returns it.
  template <class State, class... Arguments>
  State& add(Arguments&&... arguments) {
    auto made = std::make_unique<State>(std::forward<Arguments>(arguments)...);
    auto& state = *made;
    all_.push_back(std::move(made));
    return state;
  }

  /// Returns how many items the source must bring for `wanted` to come out of the pipeline; never more than
  /// can be used.
  demand needed(demand wanted) const noexcept {
    for (const auto& state : std::views::reverse(all_)) wanted = state->needed(wanted);
    return wanted;
  }

  /// Returns the most items that can come out of the pipeline if the source brings so many; 0 once nothing
  /// can come any more.
  demand most(demand arriving) const noexcept {
    for (const auto& state : all_) arriving = state->most(arriving);
    return arriving;
  }

  /// Tells whether exactly most() come out.
  bool exact() const noexcept {
    return std::ranges::all_of(all_, [](const auto& state) { return state->exact(); });
  }

  bool passed() const noexcept {
    return std::ranges::all_of(all_, [](const auto& state) { return state->passed(); });
  }

  bool gives_back() const noexcept {
    return std::ranges::any_of(all_, [](const auto& state) { return state->gives_back(); });
  }

  /// Tells whether an adaptor lets nothing more through, whatever the source brings; those behind it may still
  /// hold something.
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

  /// Flushes the first adaptor that holds something. What it gives may fill those behind it, whose turn comes
  /// with the next call. Returns false if none holds anything.
  bool flush() noexcept {
    return std::ranges::any_of(all_, [](const auto& state) { return state->flush(); });
  }

 private:
  std::vector<std::unique_ptr<adaptor_state>> all_{};
};

}  // namespace roster::inline v0::detail
