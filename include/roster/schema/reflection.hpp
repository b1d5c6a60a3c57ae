// SPDX-License-Identifier: BSL-1.0
#pragma once
// The members of a plain struct, by name, type and address, at compile time: by the reflection of C++26 where the compiler
// has it (reflect_meta.hpp), otherwise by Boost.PFR (reflect_pfr.hpp).

#include <algorithm>
#include <cstddef>
#include <roster/schema/detail/reflect_meta.hpp>
#include <roster/schema/detail/reflect_pfr.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

template <std::size_t N>
struct fixed_string {
  char text[N + 1]{};

  constexpr fixed_string() = default;
  constexpr fixed_string(const char (&literal)[N + 1]) {
    std::copy_n(literal, N, text);
  }  // NOLINT: implicit on purpose
  constexpr explicit fixed_string(std::string_view view) { std::copy_n(view.begin(), N, text); }

  constexpr std::string_view view() const noexcept { return {text, N}; }
  static constexpr std::size_t size() noexcept { return N; }

  template <std::size_t M>
  constexpr bool operator==(const fixed_string<M>& other) const noexcept {
    return view() == other.view();
  }
};

template <std::size_t M>
fixed_string(const char (&)[M]) -> fixed_string<M - 1>;

}  // namespace roster::inline v0::detail

namespace roster::inline v0 {
namespace detail {

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
  } else if constexpr (has_hidden_base<T>) {
    static_assert(!has_hidden_base<T>,
                  "roster: this struct has a base class; the members of a base class cannot be reflected; "
                  "move them into the struct or make the base class a nested member");
    return false;
  } else if constexpr (has_too_many_members<T>) {
    static_assert(!has_too_many_members<T>,
                  "roster: this struct has more than 100 members, or an array with as many elements; schemas "
                  "have at most 100; group some into a nested struct");
    return false;
  } else if constexpr (has_uncounted_member<T>) {
    static_assert(!has_uncounted_member<T>,
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

/// A struct whose members roster can reflect: an aggregate. It has no base, unless the compiler has reflection; its bases are
/// then aggregates, too.
template <class T>
concept plain_struct = std::is_class_v<T> && std::is_aggregate_v<T> && !detail::has_hidden_base<T>;

namespace detail {

/// The number of members for which there is always space: objects with more of them allocate memory when they are read
/// or written.
inline constexpr std::size_t usual_members = 100;

/// Returns the number of members of T.
template <class T>
consteval std::size_t field_count() {
  if constexpr (detail::check_plain_struct<T>())
    return detail::member_count<T>;
  else
    return 0;
}

/// Returns the I-th member of `object`, as a reference with the object's constness.
template <std::size_t I, class T>
constexpr auto& field_at(T& object) noexcept {
  return detail::reflected_at<I>(object);
}

template <class T, std::size_t I>
using field_type = reflected_type<T, I>;

}  // namespace detail

/// The name of the I-th member of T, as spelled in the source.
template <class T, std::size_t I>
inline constexpr std::string_view member_name = detail::reflected_name<T, I>;

/// Calls `function(std::integral_constant<std::size_t, I>)` for every member of T, in order.
template <class T, class Function>
constexpr void for_each_field(Function&& function) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (function(std::integral_constant<std::size_t, I>{}), ...);
  }(std::make_index_sequence<detail::field_count<T>()>{});
}

namespace detail {

/// Returns the index of the member called `name`, or the number of members when there is none.
template <class T>
constexpr std::size_t index_of(std::string_view name) noexcept {
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if ((member_name<T, i> == name)) index = i;
  });
  return index;
}

/// Returns the index of the member that `member` points to; the number of members when there is none.
template <class T, class M, class Owner>
constexpr std::size_t index_of(M Owner::* member) {
  if constexpr (check_plain_struct<T>())
    return detail::find_reflected<T>(member);
  else
    return 0;
}

}  // namespace detail

}  // namespace roster::inline v0
