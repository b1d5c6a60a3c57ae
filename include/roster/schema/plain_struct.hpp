// SPDX-License-Identifier: BSL-1.0
#pragma once
// Determines which structs can be reflected. Separate from reflection.hpp, since every check must precede Boost.PFR:
// an unsupported struct causes thousands of errors in it, or crashes g++ 12.

#include <cstddef>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {
namespace detail {

/// Converts to any base of T but not to T: T{base_of<T>{}} compiles when T has a base.
template <class T>
struct base_of {
  template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
  operator Base&() const noexcept;
  template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
  operator Base&&() const noexcept;
};

/// Has no conversions: a type that it can initialize accepts any argument, as std::any does.
struct nothing {};

template <class T>
concept has_base = requires { T{base_of<T>{}}; } && !requires { T{nothing{}}; };

/// Converts to the type of any member. It has a body, which is never called, since g++ requires one with local types.
struct anything {
  std::size_t ignored;
  template <class M>
  operator M&() const noexcept {
    __builtin_unreachable();
  }
};

template <class T, class Places>
inline constexpr bool takes = false;
template <class T, std::size_t... I>
  requires requires { T{anything{I}...}; }
inline constexpr bool takes<T, std::index_sequence<I...>> = true;

/// Returns the maximum number of initializers of T, which is in [Low, High); every element of an array counts
/// separately.
template <class T, std::size_t Low, std::size_t High>
consteval std::size_t count_initializers() {
  if constexpr (High - Low == 1) {
    return Low;
  } else {
    constexpr std::size_t middle = Low + (High - Low) / 2;
    if constexpr (takes<T, std::make_index_sequence<middle>>)
      return count_initializers<T, middle, High>();
    else
      return count_initializers<T, Low, middle>();
  }
}

inline constexpr std::size_t max_members = 100;

/// The number of members of T, provided that there are no arrays among them.
template <class T>
inline constexpr std::size_t member_count = count_initializers<T, 0, max_members + 2>();

template <class T, class Before>
inline constexpr bool takes_one_more = false;
template <class T, std::size_t... I>
  requires requires { T{anything{I}..., {}}; }
inline constexpr bool takes_one_more<T, std::index_sequence<I...>> = true;

// Empty braces initialize a whole array, so that the other initializers exceed the members if one of them is an array.
template <class T, class Before, class After>
inline constexpr bool no_array_at = false;
template <class T, std::size_t... I, std::size_t... J>
  requires requires { T{anything{I}..., {}, anything{J}...}; }
inline constexpr bool no_array_at<T, std::index_sequence<I...>, std::index_sequence<J...>> = true;

// Checks eight members at once: one at a time takes clang more than a second for 50 members.
template <class T, class Before, class After>
inline constexpr bool no_array_in_eight_at = false;
template <class T, std::size_t... I, std::size_t... J>
  requires requires { T{anything{I}..., {}, {}, {}, {}, {}, {}, {}, {}, anything{J}...}; }
inline constexpr bool no_array_in_eight_at<T, std::index_sequence<I...>, std::index_sequence<J...>> = true;

template <class T>
consteval bool has_array() {
  constexpr std::size_t count = member_count<T>;
  constexpr std::size_t eights = count / 8;
  const bool none = []<std::size_t... E>(std::index_sequence<E...>) {
    return (no_array_in_eight_at<T, std::make_index_sequence<8 * E>,
                                 std::make_index_sequence<count - 8 * E - 8>> &&
            ...);
  }(std::make_index_sequence<eights>{});
  const bool none_behind = []<std::size_t... I>(std::index_sequence<I...>) {
    return (no_array_at<T, std::make_index_sequence<8 * eights + I>,
                        std::make_index_sequence<count - 8 * eights - I - 1>> &&
            ...);
  }(std::make_index_sequence<count % 8>{});
  return !(none && none_behind);
}

/// Rejects, with a static_assert, a struct that cannot be reflected.
template <class T>
consteval bool check_plain_struct() {
  if constexpr (!std::is_class_v<T>) {
    static_assert(std::is_class_v<T>,
                  "roster: this is not a struct; schemas are plain structs; write struct x { … }");
    return false;
  } else if constexpr (!std::is_aggregate_v<T>) {
    static_assert(
        std::is_aggregate_v<T>,
        "roster: this struct is not an aggregate; schemas have no constructors, virtual functions or "
        "private members; make every member public and give it {}");
    return false;
  } else if constexpr (has_base<T>) {
    static_assert(!has_base<T>,
                  "roster: this struct has a base class; the members of a base class cannot be reflected; "
                  "move them into the struct or make the base class a nested member");
    return false;
  } else if constexpr (member_count<T> > max_members) {
    static_assert(member_count<T> <= max_members,
                  "roster: this struct has more than 100 members, or an array with as many elements; schemas "
                  "have at most 100; group some into a nested struct");
    return false;
  } else if constexpr (takes_one_more<T, std::make_index_sequence<member_count<T>>>) {
    static_assert(!takes_one_more<T, std::make_index_sequence<member_count<T>>>,
                  "roster: the members of this struct cannot be counted; members of schemas are values of "
                  "the supported types; use one of them");
    return false;
  } else if constexpr (has_array<T>()) {
    static_assert(!has_array<T>(),
                  "roster: this struct has an array as a member; the length of a list is not known at "
                  "compile time; use std::vector or std::string");
    return false;
  } else {
    return true;
  }
}

}  // namespace detail

/// A struct whose members roster can reflect: an aggregate without a base.
template <class T>
concept plain_struct = std::is_class_v<T> && std::is_aggregate_v<T> && !detail::has_base<T>;

}  // namespace roster::inline v0
