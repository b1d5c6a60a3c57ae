// SPDX-License-Identifier: BSL-1.0
#pragma once
// Compile-time checks of described structs.

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <ranges>
#include <roster/schema/kind.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace roster::inline v0::detail {

template <class T>
concept standard_container = std::ranges::input_range<const T> && requires {
  typename T::value_type;
  typename T::allocator_type;
};

/// True if a == b compiles, including its body. Standard containers and similar types declare an operator== whether or
/// not their elements have one, so that checking for the operator is not enough.
template <class T>
inline constexpr bool has_equality = std::equality_comparable<T>;
template <standard_container T>
inline constexpr bool has_equality<T> =
    std::equality_comparable<T> && has_equality<std::remove_cv_t<typename T::value_type>>;
template <class T, std::size_t N>
inline constexpr bool has_equality<T[N]> = false;  // == compares addresses
template <class T, std::size_t N>
inline constexpr bool has_equality<std::array<T, N>> = has_equality<std::remove_cv_t<T>>;
template <class T>
inline constexpr bool has_equality<std::optional<T>> = has_equality<std::remove_cv_t<T>>;
template <class... T>
inline constexpr bool has_equality<std::variant<T...>> = (has_equality<std::remove_cv_t<T>> && ...);
template <class A, class B>
inline constexpr bool has_equality<std::pair<A, B>> =
    has_equality<std::remove_cvref_t<A>> && has_equality<std::remove_cvref_t<B>>;
template <class... T>
inline constexpr bool has_equality<std::tuple<T...>> = (has_equality<std::remove_cvref_t<T>> && ...);

template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;
template <class T>
inline constexpr bool is_tuple = false;
template <class A, class B>
inline constexpr bool is_tuple<std::pair<A, B>> = true;
template <class... T>
inline constexpr bool is_tuple<std::tuple<T...>> = true;

/// A hashed container, whose order is unspecified.
template <class T>
concept hashed_container = standard_container<T> && requires(const T& all, const typename T::key_type& key) {
  typename T::hasher;
  { all.find(key) == all.end() } -> std::convertible_to<bool>;
};
template <class T>
concept has_unique_keys = requires(T& all, typename T::value_type one) {
  { all.insert(std::move(one)).second } -> std::convertible_to<bool>;
};

template <class T>
consteval bool has_visible_members() {
  if constexpr (!plain_struct<T>)
    return false;
  else if constexpr (has_too_many_members<T>)
    return false;
  else if constexpr (has_uncounted_member<T>)
    return false;
  else
    return !has_array<T>() && !crashes_compiler<T>();
}

/// Compares two values of a member of Owner, recursively. The compiler's message contains Owner and the member.
template <class Owner, fixed_string Member, class T>
constexpr bool same_values(const T& a, const T& b);

template <class Owner, fixed_string Member, class T>
constexpr bool same_elements(const T& a, const T& b) {
  using element = std::remove_cv_t<std::ranges::range_value_t<const T>>;
  if constexpr (hashed_container<T> && has_unique_keys<T>) {
    if (a.size() != b.size()) return false;
    for (const auto& one : a) {
      if constexpr (requires {
                      one.first;
                      typename T::mapped_type;
                    }) {
        const auto other = b.find(one.first);
        if (other == b.end() || !same_values<Owner, Member>(one.second, other->second)) return false;
      } else {
        const auto other = b.find(one);
        if (other == b.end() || !same_values<Owner, Member, element>(one, *other)) return false;
      }
    }
    return true;
  } else {
    auto one = std::ranges::begin(a);
    auto other = std::ranges::begin(b);
    for (; one != std::ranges::end(a) && other != std::ranges::end(b); ++one, ++other)
      if (!same_values<Owner, Member, element>(*one, *other)) return false;
    return one == std::ranges::end(a) && other == std::ranges::end(b);
  }
}

template <class Owner, fixed_string Member, class T>
constexpr bool same_alternatives(const T& a, const T& b) {
  if (a.index() != b.index()) return false;
  bool same = true;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((I == a.index() ? void(same = same_values<Owner, Member>(*std::get_if<I>(&a), *std::get_if<I>(&b)))
                     : void()),
     ...);
  }(std::make_index_sequence<std::variant_size_v<T>>{});
  return same;
}

template <class T>
constexpr bool same_fields(const T& a, const T& b) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (same_values<T, fixed_string<member_name<T, I>.size()>(member_name<T, I>)>(field_at<I>(a),
                                                                                      field_at<I>(b)) &&
            ...);
  }(std::make_index_sequence<field_count<T>()>{});
}

template <class Owner, fixed_string Member, class T>
constexpr bool same_values(const T& a, const T& b) {
  if constexpr (has_equality<T>) {
    return a == b;
  } else if constexpr (is_optional<T>) {
    return a.has_value() == b.has_value() && (!a || same_values<Owner, Member>(*a, *b));
  } else if constexpr (is_variant<T>) {
    return same_alternatives<Owner, Member>(a, b);
  } else if constexpr (is_tuple<T>) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return (same_values<Owner, Member>(std::get<I>(a), std::get<I>(b)) && ...);
    }(std::make_index_sequence<std::tuple_size_v<T>>{});
  } else if constexpr (std::ranges::input_range<const T>) {
    return same_elements<Owner, Member>(a, b);
  } else if constexpr (has_visible_members<T>()) {
    return same_fields(a, b);
  } else {
    static_assert(has_equality<T>,
                  "roster: items cannot be compared: a type in them has no operator== and is not a plain "
                  "struct, an aggregate without base classes and arrays; give it an operator==, or pass a "
                  "function that compares two items: watch(list, 10s, &row::id, {}, same)");
    return false;
  }
}

/// Compares by the type's own operator== where it has one that compiles, and otherwise recursively: the members of a
/// plain struct, and the elements of a std::optional, variant, pair, tuple or container, at any depth. Pointers are
/// compared by address.
/// Example: same_members: compares structs that have no operator==
struct same_members {
  template <class T>
  constexpr bool operator()(const T& a, const T& b) const {
    return detail::same_values<T, "">(a, b);
  }
};

template <class T, letter_case Case, class... Outer>
consteval bool check_members();

template <class E>
consteval bool check_texts(std::type_identity<open_enum<E>>) {
  return check_enum<E>();
}

/// Checks the type of one member of T, recursively, inside the structs `Outer`. The compiler's message contains T and
/// the member.
template <class T, fixed_string Member, class Type, letter_case Case, class... Outer>
consteval bool check_member_and_inside() {
  if constexpr (!check_member<T, Member, Type>())
    return false;
  else if constexpr (kind_of<Type> == kind::variant)
    return []<class... Alternative>(std::type_identity<std::variant<Alternative...>>) {
      return (check_member_and_inside<T, Member, Alternative, Case, Outer...>() && ...);
    }(std::type_identity<Type>{}) &&
           check_alternatives<Type>();
  else if constexpr (is_one_or_many<Type>)
    return check_member_and_inside<T, Member, inner_type<Type>, Case, Outer...>() &&
           check_alternatives<Type>();
  else if constexpr (!std::is_same_v<inner_type<Type>, Type>)
    return check_member_and_inside<T, Member, inner_type<Type>, Case, Outer...>();
  else if constexpr (kind_of<Type> == kind::object)
    return check_members<Type, Case, Outer...>();
  else if constexpr (kind_of<Type> == kind::open_enum)
    return check_texts(std::type_identity<Type>{});
  else
    return true;
}

/// Whether an operation or a struct of this library is checked by its tests: checking it in every source file that uses
/// it would take a second.
template <class T>
inline constexpr bool is_checked_by_tests = false;

/// Checks every member of T, and of the structs in it. T is inside the structs `Outer`.
template <class T, letter_case Case, class... Outer>
consteval bool check_every_member() {
  constexpr bool contains_itself = (std::is_same_v<T, Outer> || ...);
  static_assert(
      !contains_itself,
      "roster: this struct contains itself, directly or in a list; a struct that is described has a fixed "
      "depth; leave the member out, and add roster::unknown_fields, which keeps it as JSON");
  if constexpr (contains_itself) {
    return false;
  } else if constexpr (check_plain_struct<T>()) {
    bool all = check_unique_names<T, Case>();
    for_each_field<T>([&](auto i) {
      constexpr auto name = fixed_string<member_name<T, i>.size()>(member_name<T, i>);
      all = check_member_and_inside<T, name, field_type<T, i>, Case, Outer..., T>() && all;
    });
    return all;
  } else {
    return false;
  }
}

/// Checks every member, unless the tests do.
template <class T, letter_case Case, class... Outer>
consteval bool check_members() {
  if constexpr (is_checked_by_tests<T>)
    return true;
  else
    return check_every_member<T, Case, Outer...>();
}

}  // namespace roster::inline v0::detail
