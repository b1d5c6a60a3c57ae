// SPDX-License-Identifier: BSL-1.0
#pragma once
// State of adaptors that lasts from page to page.

#include <algorithm>
#include <concepts>
#include <memory>
#include <ranges>
#include <roster/paging/page.hpp>
#include <roster/range/detail/page_view.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// The state of a stateless adaptor that yields one item per arriving item; other adaptors override it.
struct adaptor_state {
  adaptor_state() = default;
  adaptor_state(const adaptor_state&) = delete;
  adaptor_state& operator=(const adaptor_state&) = delete;
  virtual ~adaptor_state() = default;

  /// Returns how many items must arrive to yield `wanted` items; unlimited if unknown.
  virtual demand needed(demand wanted) const noexcept { return wanted; }

  /// Returns the maximum number of items yielded for `arriving` items, including those already held.
  virtual demand most(demand arriving) const noexcept { return arriving; }

  /// Returns whether exactly most() items are yielded.
  virtual bool exact() const noexcept { return true; }

  /// Returns whether skipping at the front of the list is over.
  virtual bool passed() const noexcept { return true; }

  /// Returns whether the item under the cursor ended the list without being part of it.
  virtual bool rejects_current() const noexcept { return false; }

  /// Counts the item under the cursor as consumed, whatever later adaptors did with it. Called when a page is
  /// left and after a user function has thrown; begin() of the view follows.
  virtual void leave_item() noexcept {}

  /// Lets begin() yield an incomplete item that is held, since no more items will arrive. Returns false if
  /// nothing is held.
  virtual bool flush() noexcept { return false; }
};

/// The state of an adaptor that passes an unknown number of items.
struct selecting_state : adaptor_state {
  demand needed(demand) const noexcept override { return unlimited; }
  bool exact() const noexcept override { return false; }
};

// The states of a pipeline's adaptors, in order. Their addresses are stable, since views point to them.

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

/// The properties of the adaptor that creates a V; empty for an unknown adaptor.
template <class V>
struct adaptor_of {};

template <class V>
concept made_by_known_adaptor = requires { typename adaptor_of<V>::upstream; };
template <class V>
concept made_item_by_item = made_by_known_adaptor<V> && requires { typename adaptor_of<V>::state; };

/// Adds the states of the item-by-item adaptors by which a closure turned `Upstream` into `View`.
template <class View, class Upstream>
void add_states(adaptor_states& states) {
  if constexpr (!std::same_as<View, Upstream>) {
    add_states<typename adaptor_of<View>::upstream, Upstream>(states);
    states.add<typename adaptor_of<View>::state>();
  }
}

/// True if the references of V provably refer into the page, so that an item may be moved out.
template <class V>
inline constexpr bool references_page = false;
template <class Row>
inline constexpr bool references_page<page_view<Row>> = true;

/// True if each item of V corresponds to one item of the list, the one under the cursor, so that a position
/// between two of them is a position in the list.
template <class V>
inline constexpr bool preserves_position = false;
template <class Row>
inline constexpr bool preserves_position<page_view<Row>> = true;

}  // namespace roster::inline v0::detail
