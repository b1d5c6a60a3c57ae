// SPDX-License-Identifier: BSL-1.0
#pragma once
// Converts a reference at the end of a pipeline to a value owned by the caller: moved if that is safe, copied
// otherwise.

#include <concepts>
#include <functional>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// What next() constructs its value from: an rvalue if the item may be moved out of the page.
template <class View>
using owned_from =
    std::conditional_t<references_page<View>, std::remove_reference_t<std::ranges::range_reference_t<View>>&&,
                       std::ranges::range_reference_t<View>>;

/// True for a copyable type. A std::vector reports itself as copyable whatever its items are.
template <class T>
inline constexpr bool can_be_copied = std::copy_constructible<T>;
template <class T, class Allocator>
inline constexpr bool can_be_copied<std::vector<T, Allocator>> = can_be_copied<T>;

template <class View>
inline constexpr bool can_be_owned =
    std::constructible_from<std::ranges::range_value_t<View>, owned_from<View>> &&
    (can_be_copied<std::ranges::range_value_t<View>> || !std::is_lvalue_reference_v<owned_from<View>>);

/// True for a type whose values refer to objects that they do not own.
template <class T>
inline constexpr bool refers_elsewhere =
    std::is_reference_v<T> || std::is_pointer_v<T> || std::ranges::view<T> || std::ranges::borrowed_range<T>;
template <class T>
inline constexpr bool refers_elsewhere<std::reference_wrapper<T>> = true;
template <class T>
inline constexpr bool refers_elsewhere<std::optional<T>> = refers_elsewhere<T>;
template <class T, class Allocator>
inline constexpr bool refers_elsewhere<std::vector<T, Allocator>> = refers_elsewhere<T>;
template <class... T>
inline constexpr bool refers_elsewhere<std::tuple<T...>> = (refers_elsewhere<T> || ...);
template <class A, class B>
inline constexpr bool refers_elsewhere<std::pair<A, B>> = refers_elsewhere<A> || refers_elsewhere<B>;

/// Returns an item of View as a value.
template <class View>
std::ranges::range_value_t<View> owned(std::ranges::range_reference_t<View>&& item) {
  using reference = std::ranges::range_reference_t<View>;
  return std::ranges::range_value_t<View>(static_cast<owned_from<View>>(std::forward<reference>(item)));
}

/// Returns the current item of a range state as a value. Iterators cannot refer to the item any more.
template <class Engine>
typename Engine::value_type owned_item(Engine& from) {
  from.mark_taken();
  auto item = owned<typename Engine::view>(from.item());
  from.check_wanted();  // a function of the pipeline may have destroyed the range
  return item;
}

}  // namespace roster::inline v0::detail
