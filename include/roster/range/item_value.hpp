// SPDX-License-Identifier: BSL-1.0
#pragma once
// From a reference at the end of a pipeline to a value of the caller's own: moved where that is safe, copied
// elsewhere.

#include <concepts>
#include <functional>
#include <optional>
#include <ranges>
#include <roster/range/adaptor_of.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster::detail {

/// What next() makes its value of: the item itself where it may be moved out of the page.
template <class View>
using owned_from =
    std::conditional_t<stays_in_page<View>, std::remove_reference_t<std::ranges::range_reference_t<View>>&&,
                       std::ranges::range_reference_t<View>>;

template <class View>
inline constexpr bool can_be_owned =
    std::constructible_from<std::remove_cvref_t<std::ranges::range_reference_t<View>>, owned_from<View>>;

/// True for a type whose values point to what they do not own.
template <class T>
inline constexpr bool refers_elsewhere =
    std::is_reference_v<T> || std::is_pointer_v<T> || std::ranges::view<T> || std::ranges::borrowed_range<T>;
template <class T>
inline constexpr bool refers_elsewhere<std::reference_wrapper<T>> = true;
template <class T>
inline constexpr bool refers_elsewhere<std::optional<T>> = refers_elsewhere<T>;
template <class... T>
inline constexpr bool refers_elsewhere<std::tuple<T...>> = (refers_elsewhere<T> || ...);
template <class A, class B>
inline constexpr bool refers_elsewhere<std::pair<A, B>> = refers_elsewhere<A> || refers_elsewhere<B>;

/// Returns the current item of an engine as a value.
template <class Engine>
typename Engine::value_type owned_item(Engine& from) {
  typename Engine::value_type item(static_cast<owned_from<typename Engine::view>>(from.item()));
  from.check_wanted();  // a function of the pipeline may have destroyed the range
  return item;
}

}  // namespace roster::detail
