// SPDX-License-Identifier: BSL-1.0
#pragma once
// Recognises an adaptor by applying it to a probe and inspecting the resulting type, and applies it to the
// real view. It names no specific adaptor.

#include <concepts>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/detail/page_view.hpp>
#include <roster/range/detail/views.hpp>
#include <string>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// The base of the library's own adaptors, which need no recognition. They have `template <class V> static
/// consteval bool accepts()`, whose static_assert rejects unsuitable views, and `template <class V> auto
/// apply(V upstream, adaptor_states&) &&`.
struct native_adaptor {};

/// The base of native adaptors that also configure the source when they are added to a range. They have
/// `template <class Row> void configure(page_source<Row>&, bool directly)`; `directly` is true if every item
/// of the source arrives here, since only such adaptors precede this one.
struct source_adaptor : native_adaptor {
  /// Returns a description of the condition that remains to be evaluated client-side.
  std::string client_side_conditions() const { return {}; }
};

/// True for a view that processes one item at a time, all the way down to the probe.
template <class V>
inline constexpr bool item_wise = false;
template <class R, class T>
inline constexpr bool item_wise<probe<R, T>> = true;
template <class V>
inline constexpr bool item_wise<multipass_view<V>> = item_wise<V>;
template <made_item_by_item V>
inline constexpr bool item_wise<V> = item_wise<typename adaptor_of<V>::upstream>;

/// True for a view whose adaptors are all known, down to the probe.
template <class V>
inline constexpr bool known_throughout = false;
template <class R, class T>
inline constexpr bool known_throughout<probe<R, T>> = true;
template <class V>
inline constexpr bool known_throughout<multipass_view<V>> = known_throughout<V>;
template <made_by_known_adaptor V>
inline constexpr bool known_throughout<V> = known_throughout<typename adaptor_of<V>::upstream>;

template <class V>
inline constexpr bool keeps_state_last = false;
template <made_by_known_adaptor V>
inline constexpr bool keeps_state_last<V> = item_wise<typename adaptor_of<V>::upstream>;

/// True for an adaptor that needs a multi-pass range and can be replaced by a single-pass view of this
/// library.
template <class V, class Adaptor>
inline constexpr bool replaces_multipass = false;
template <class V, class Adaptor>
  requires(!std::invocable<Adaptor, V> && std::invocable<Adaptor, multipass_view<V>>)
inline constexpr bool replaces_multipass<V, Adaptor> =
    known_throughout<std::invoke_result_t<Adaptor, multipass_view<V>>>;

/// How an adaptor can be used on a range whose last view is V.
enum class adaptor_use {
  item_by_item,       ///< works unchanged
  with_state,         ///< its last part keeps state across pages
  own,                ///< a native adaptor of the library
  rejected,           ///< a native adaptor that a static_assert of its own has rejected
  state_inside,       ///< a stateful part is not the last one
  keeps_views,        ///< keeps items that refer to a page
  cannot_keep,        ///< keeps items that can be neither moved nor copied
  unsupported,        ///< accepts the items, but does not work over pages
  container,          ///< returns a non-view, as std::ranges::to does
  needs_whole_range,  ///< needs a whole range
  wrong_items,        ///< does not accept the items, or is not an adaptor
};

constexpr bool is_usable(adaptor_use use) {
  return use == adaptor_use::item_by_item || use == adaptor_use::with_state || use == adaptor_use::own;
}

template <class Made>
consteval adaptor_use classify_made() {
  if constexpr (item_wise<Made>)
    return adaptor_use::item_by_item;
  else if constexpr (keeps_state_last<Made>)
    return adaptor_use::with_state;
  else if constexpr (known_throughout<Made>)
    return adaptor_use::state_inside;
  else if constexpr (std::ranges::view<Made>)
    return adaptor_use::unsupported;
  else
    return adaptor_use::container;
}

/// Returns `with_state`, or why the adaptor cannot keep items of the real V.
template <class Made>
consteval adaptor_use classify_kept() {
  if constexpr (requires { requires adaptor_of<Made>::buffers_items; }) {
    using kept = typename adaptor_of<Made>::upstream;
    if (refers_elsewhere<std::ranges::range_value_t<kept>>) return adaptor_use::keeps_views;
    if (!can_be_owned<kept>) return adaptor_use::cannot_keep;
  }
  return adaptor_use::with_state;
}

template <class Probe, class V, class Adaptor>
consteval adaptor_use classify_standard() {
  constexpr auto use = classify_made<std::invoke_result_t<Adaptor, Probe>>();
  if constexpr (use == adaptor_use::with_state)
    return classify_kept<std::invoke_result_t<Adaptor, V>>();
  else
    return use;
}

template <class V, class Adaptor>
consteval adaptor_use classify() {
  using probe = probe_of<V>;
  if constexpr (std::derived_from<Adaptor, native_adaptor>)
    return Adaptor::template accepts<V>() ? adaptor_use::own : adaptor_use::rejected;
  else if constexpr (std::invocable<Adaptor, probe>)
    return classify_standard<probe, V, Adaptor>();
  else if constexpr (replaces_multipass<probe, Adaptor>)
    return classify_standard<multipass_view<probe>, multipass_view<V>, Adaptor>();
  else if constexpr (std::invocable<Adaptor, list_probe_of<V>>)
    return adaptor_use::needs_whole_range;
  else
    return adaptor_use::wrong_items;
}

/// Checks that an adaptor can be added to a range. Each error is one sentence.
template <bool Owned, adaptor_use Use>
consteval bool check_use() {
  static_assert(Owned,
                "roster: the range on the left of | is an lvalue; a list has one consumer, and a copy would "
                "fetch everything twice; write std::move(range) | adaptor");
  static_assert(
      Use != adaptor_use::needs_whole_range,
      "roster: this adaptor needs the whole list; a range holds one page at a time; co_await range.collect() "
      "first and apply it to the vector, or write range | roster::each_page(adaptor)");
  static_assert(
      Use != adaptor_use::unsupported,
      "roster: this adaptor is not supported on a paged range; roster/range/adaptors.hpp lists "
      "those that are; co_await range.collect() first, or write range | roster::each_page(adaptor)");
  static_assert(Use != adaptor_use::state_inside,
                "roster: a part of this composition is stateful, as take and drop are; only the last part "
                "may be stateful; write range | a | b instead of range | (a | b)");
  static_assert(Use != adaptor_use::keeps_views,
                "roster: this adaptor would keep pointers or views into released pages; items kept between "
                "pages must own their data; transform the items into values first, such as std::string");
  static_assert(Use != adaptor_use::cannot_keep,
                "roster: this adaptor would keep items that can be neither copied nor moved out of the page; "
                "it keeps values between pages; write range | std::views::as_rvalue | adaptor");
  static_assert(Use != adaptor_use::container,
                "roster: the right-hand side of | does not return a view of the range; items are fetched "
                "while they are awaited; write co_await range.collect<Container>() instead of ranges::to");
  static_assert(Use != adaptor_use::wrong_items,
                "roster: the right-hand side of | is not an adaptor for the items of this range; an "
                "adaptor's function takes one item; check its parameter against the range's reference type");
  return Owned && is_usable(Use);
}

/// Applies an adaptor whose last part is stateful and replaces that part by a view of this library.
template <class V, class Adaptor>
auto replace_last(V upstream, Adaptor adaptor, adaptor_states& states) {
  using made = std::invoke_result_t<Adaptor, V>;
  return adaptor_of<made>::apply(std::move(upstream), std::move(adaptor), states);
}

/// Applies an adaptor, once, to the real view, whose page is still empty.
template <class V, class Adaptor>
auto apply_adaptor(V upstream, Adaptor adaptor, adaptor_states& states) {
  if constexpr (std::derived_from<Adaptor, native_adaptor>) {
    return std::move(adaptor).apply(std::move(upstream), states);
  } else if constexpr (replaces_multipass<probe_of<V>, Adaptor>) {
    return replace_last(multipass_view(std::move(upstream)), std::move(adaptor), states);
  } else if constexpr (classify<V, Adaptor>() == adaptor_use::with_state) {
    return replace_last(std::move(upstream), std::move(adaptor), states);
  } else {
    auto made = std::move(adaptor)(std::move(upstream));
    add_states<decltype(made), V>(states);
    return made;
  }
}

}  // namespace roster::inline v0::detail
