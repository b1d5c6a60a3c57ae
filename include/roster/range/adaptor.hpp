// SPDX-License-Identifier: BSL-1.0
#pragma once
// Recognises a standard adaptor by applying it to a probe and looking at the type that comes out. The only
// header that knows how std::views objects look inside.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iterator>
#include <ranges>
#include <roster/range/take_stage.hpp>
#include <type_traits>
#include <utility>

namespace roster::detail {

/// An input view with a given reference and value type. Only its type is of use, but g++ emits calls into it.
template <class Reference, class Value>
struct probe : std::ranges::view_interface<probe<Reference, Value>> {
  struct iterator {
    using iterator_concept = std::input_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    Reference operator*() const { std::abort(); }
    iterator& operator++() { return *this; }
    void operator++(int) {}
    bool operator==(std::default_sentinel_t) const { return true; }
  };
  iterator begin() const { return {}; }
  std::default_sentinel_t end() const { return {}; }
};

template <std::ranges::range V>
using probe_of = probe<std::ranges::range_reference_t<V>, std::ranges::range_value_t<V>>;

template <class Reference>
struct make_reference {
  Reference operator()(int) const { std::abort(); }
};

/// A whole list with the items of V: what an adaptor accepts that cannot work page by page.
template <std::ranges::range V>
using list_probe_of = std::ranges::transform_view<std::ranges::iota_view<int, int>,
                                                  make_reference<std::ranges::range_reference_t<V>>>;

/// True for a view that looks at one item at a time, all the way down to the probe.
template <class V>
inline constexpr bool item_wise = false;
template <class R, class T>
inline constexpr bool item_wise<probe<R, T>> = true;
template <class V, class P>
inline constexpr bool item_wise<std::ranges::filter_view<V, P>> = item_wise<V>;
template <class V, class F>
inline constexpr bool item_wise<std::ranges::transform_view<V, F>> = item_wise<V>;
template <class V, std::size_t N>
inline constexpr bool item_wise<std::ranges::elements_view<V, N>> = item_wise<V>;

template <class V>
inline constexpr bool ends_in_take = false;
template <class V>
inline constexpr bool ends_in_take<std::ranges::take_view<V>> = item_wise<V>;

/// How an adaptor can be used on a range whose last view is V.
enum class adaptor_use {
  item_by_item,  ///< as it is
  take,          ///< its last part is take(n): counted by the engine
  unsupported,   ///< accepts the items, but does not work over pages
  container,     ///< makes something that is no view, as std::ranges::to does
  needs_list,    ///< wants a whole list
  wrong_items,   ///< does not accept the items, or is no adaptor
};

template <class V, class Adaptor>
consteval adaptor_use classify() {
  if constexpr (std::invocable<Adaptor, probe_of<V>>) {
    using result = std::invoke_result_t<Adaptor, probe_of<V>>;
    if constexpr (item_wise<result>)
      return adaptor_use::item_by_item;
    else if constexpr (ends_in_take<result>)
      return adaptor_use::take;
    else if constexpr (std::ranges::view<result>)
      return adaptor_use::unsupported;
    else
      return adaptor_use::container;
  } else if constexpr (std::invocable<Adaptor, list_probe_of<V>>) {
    return adaptor_use::needs_list;
  } else {
    return adaptor_use::wrong_items;
  }
}

/// Applies an adaptor, once, to the real upstream view. The view's page is still empty, so that reading the
/// count of a take calls no function of the user's.
template <class V, class Adaptor>
auto apply_adaptor(V upstream, Adaptor adaptor, std::deque<take_state>& takes) {
  if constexpr (classify<V, Adaptor>() == adaptor_use::take) {
    auto taken = std::move(adaptor)(std::move(upstream));
    const auto count = taken.begin().count();
    auto& state = takes.emplace_back(take_state{.left = count > 0 ? static_cast<std::uint64_t>(count) : 0});
    return take_stage{std::move(taken).base(), state};
  } else {
    return std::move(adaptor)(std::move(upstream));
  }
}

template <class V, class Adaptor>
using adapted = decltype(apply_adaptor(std::declval<V>(), std::declval<Adaptor>(),
                                       std::declval<std::deque<take_state>&>()));

}  // namespace roster::detail
