// SPDX-License-Identifier: BSL-1.0
#pragma once
// The customization point for adaptors: what the library knows of an adaptor, by the type of the standard
// view that it creates.
//
// Each adaptor is one file of range/adaptor/, and no other file names it. A file specialises adaptor_of for
// its view in one of two ways, references_page if it passes items on, and tells_position if a checkpoint may
// be taken after it:
//
// - An adaptor that processes one item at a time works over pages unchanged. It declares its upstream view
//   and the state that computes how many items go in and come out:
//     template <class V, class P>
//     struct adaptor_of<std::ranges::filter_view<V, P>> {
//       using upstream = V;
//       using state = selecting_state;
//     };
// - An adaptor that keeps state from one item to the next is replaced by a view of this library, an input
//   view whose state is pinned in the range state, since begin() is called again on every page and after a
//   throw:
//     template <class V>
//     struct adaptor_of<std::ranges::take_view<V>> {
//       using upstream = V;
//       static constexpr bool keeps_items = true;  // if it keeps items longer than a page, as chunk does
//       static auto apply(auto view, auto adaptor, adaptor_states& states);  // returns the replacement view
//     };
//   apply() is called once, with the real view, whose page is still empty, and the closure, which may have
//   other parts before this one. It applies the closure, reads what it needs from the resulting view,
//   calls add_states for the parts before, adds a state and wraps the view's base. An adaptor that needs a
//   forward range gets a multipass_view of the real one.
//
// The specialisation is found wherever it has been included: range/adaptors.hpp, written by tools/generate.py
// from headers.txt, includes every file of that folder.

#include <concepts>
#include <roster/range/detail/adaptor_states.hpp>
#include <roster/range/detail/page_view.hpp>

namespace roster::inline v0::detail {

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
