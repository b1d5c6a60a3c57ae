// SPDX-License-Identifier: BSL-1.0
#pragma once
// From a reference at the end of a pipeline to a value of the caller's own: moved where that is safe, copied
// elsewhere.

#include <concepts>
#include <functional>
#include <memory>
#include <ranges>
#include <roster/range/engine.hpp>
#include <roster/range/pipeline.hpp>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster::detail {

template <class View>
inline constexpr bool can_be_owned =
    !std::is_lvalue_reference_v<std::ranges::range_reference_t<View>> ||
    (stays_in_page<View>
         ? std::move_constructible<std::remove_cvref_t<std::ranges::range_reference_t<View>>>
         : std::copy_constructible<std::remove_cvref_t<std::ranges::range_reference_t<View>>>);

/// True for a type whose values point to what they do not own.
template <class T>
inline constexpr bool refers_elsewhere = std::is_reference_v<T> || std::is_pointer_v<T>;
template <class T>
inline constexpr bool refers_elsewhere<std::reference_wrapper<T>> = true;
template <class C, class Traits>
inline constexpr bool refers_elsewhere<std::basic_string_view<C, Traits>> = true;
template <class T, std::size_t N>
inline constexpr bool refers_elsewhere<std::span<T, N>> = true;
template <class... T>
inline constexpr bool refers_elsewhere<std::tuple<T...>> = (refers_elsewhere<T> || ...);
template <class A, class B>
inline constexpr bool refers_elsewhere<std::pair<A, B>> = refers_elsewhere<A> || refers_elsewhere<B>;

/// Returns the engine's current item as a value.
template <class Row, class View>
std::remove_cvref_t<std::ranges::range_reference_t<View>> owned_item(engine<Row, View>& from) {
  if constexpr (stays_in_page<View>)
    return std::move(from.item());
  else
    return from.item();
}

}  // namespace roster::detail
