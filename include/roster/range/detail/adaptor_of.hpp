// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where an adaptor plugs in: what the library knows of it, by the type of the standard view that it makes.
//
// Each adaptor is one file of range/adaptor/, and nothing else names it. A file specialises adaptor_of for its
// view, in one of two ways, references_page where items are passed on, and tells_position where a checkpoint may be
// taken behind it:
//
// - An adaptor that looks at one item at a time works over pages as it is. It says what it is applied to and
//   which state tells how many items go in and come out:
//     template <class V, class P>
//     struct adaptor_of<std::ranges::filter_view<V, P>> {
//       using upstream = V;
//       using state = selecting_state;
//     };
// - An adaptor that keeps something from one item to the next is replaced by a view of ours, an input view whose
//   state is pinned in the engine, since begin() is called anew on every page and after a throw:
//     template <class V>
//     struct adaptor_of<std::ranges::take_view<V>> {
//       using upstream = V;
//       static constexpr bool keeps_items = true;  // if it does, as chunk, longer than a page may last
//       static auto apply(auto view, auto adaptor, adaptor_states& states);  // returns the view of ours
//     };
//   apply() is called once, with the real view, whose page is still empty, and the closure, which may have
//   other parts before this one. It applies the closure, reads what it needs from the view that comes out,
//   calls add_states for the parts before, adds a state and wraps the view's base. An adaptor that wants a
//   forward range gets a multipass_view of the real one.
//
// The specialisation is found wherever it has been included: range/adaptors.hpp, written by tools/generate.py
// from headers.txt, includes every file of that folder.

#include <concepts>
#include <roster/range/detail/adaptor_states.hpp>
#include <roster/range/detail/page_view.hpp>

namespace roster::inline v0::detail {

/// What is known of the adaptor that makes a V; nothing, if nothing is said.
template <class V>
struct adaptor_of {};

template <class V>
concept made_by_known_adaptor = requires { typename adaptor_of<V>::upstream; };
template <class V>
concept made_item_by_item = made_by_known_adaptor<V> && requires { typename adaptor_of<V>::state; };

/// Adds the states of what a closure has put on `Upstream` to make `View`, item by item.
template <class View, class Upstream>
void add_states(adaptor_states& states) {
  if constexpr (!std::same_as<View, Upstream>) {
    add_states<typename adaptor_of<View>::upstream, Upstream>(states);
    states.add<typename adaptor_of<View>::state>();
  }
}

/// True when the references of V are provably into the page, so that an item may be moved out.
template <class V>
inline constexpr bool references_page = false;
template <class Row>
inline constexpr bool references_page<page_view<Row>> = true;

/// True when each item of V comes from one item of the list, the one under the cursor, so that a place between two
/// of them is one in the list.
template <class V>
inline constexpr bool tells_position = false;
template <class Row>
inline constexpr bool tells_position<page_view<Row>> = true;

}  // namespace roster::inline v0::detail
