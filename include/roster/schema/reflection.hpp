// SPDX-License-Identifier: BSL-1.0
#pragma once
// The members of a plain struct, by name, type and address, at compile time.

#include <algorithm>
#include <boost/pfr/core.hpp>
#include <cstddef>
#include <memory>
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

namespace detail {

template <class T>
struct fake {
  T value;
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
/// An object that is declared but never defined: only the addresses of its members are used, at compile time.
template <class T>
extern const fake<T> fake_object;

template <class Pointer>
struct address {
  Pointer pointer;
};
template <class Pointer>
address(Pointer) -> address<Pointer>;

template <auto Value>
consteval auto spelling() {
  return std::string_view(__PRETTY_FUNCTION__);
}

constexpr bool is_identifier_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

constexpr std::string_view last_identifier(std::string_view text) noexcept {
  while (!text.empty() && !is_identifier_char(text.back())) text.remove_suffix(1);
  std::size_t length = 0;
  while (length < text.size() && is_identifier_char(text[text.size() - 1 - length])) ++length;
  return text.substr(text.size() - length);
}

template <class T>
consteval auto type_spelling() {  // auto: the return type is not part of __PRETTY_FUNCTION__
  return static_cast<const char*>(__PRETTY_FUNCTION__);
}

constexpr std::string_view last_name_of_type(std::string_view spelling) noexcept {
  spelling.remove_suffix(1);  // ]
  for (int open = 0; open != 0 || spelling.back() == '>'; spelling.remove_suffix(1)) {
    if (spelling.back() == '>') ++open;
    if (spelling.back() == '<') --open;
  }
  return last_identifier(spelling);
}

template <class T, std::size_t I>
constexpr auto member_address() noexcept {
  return address{std::addressof(boost::pfr::get<I>(fake_object<T>.value))};
}

template <class T, std::size_t I, class M, class Owner>
constexpr bool is_member_at(M Owner::* member) noexcept {
  if constexpr (std::is_same_v<Owner, T> &&
                std::is_same_v<address<const M*>, decltype(member_address<T, I>())>)
    return std::addressof(fake_object<T>.value.*member) == member_address<T, I>().pointer;
  else
    return false;
}

template <class T, std::size_t I>
consteval std::string_view find_member_name() {
  return last_identifier(spelling<member_address<T, I>()>());
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

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
  return boost::pfr::get<I>(object);
}

template <class T, std::size_t I>
using field_type = boost::pfr::tuple_element_t<I, T>;

}  // namespace detail

/// The name of the I-th member of T, as spelled in the source.
template <class T, std::size_t I>
inline constexpr std::string_view member_name = detail::find_member_name<T, I>();

namespace detail {

/// The name of the member that `Member` points to, as spelled in the source; does not instantiate any other member.
template <auto Member>
inline constexpr std::string_view name_of_member = detail::last_identifier(detail::spelling<Member>());

/// The name of a struct, without namespaces and template arguments.
template <class T>
inline constexpr std::string_view name_of_type = detail::last_name_of_type(detail::type_spelling<T>());

}  // namespace detail

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

/// Finds the member at run time, in a default-constructed object, since `fake_object` is not defined.
template <class T, class M>
std::size_t index_at_run_time(M T::* member) {
  const T object{};
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if constexpr (std::is_same_v<field_type<T, i>, M>)
      if (std::addressof(field_at<i>(object)) == std::addressof(object.*member)) index = i;
  });
  return index;
}

/// Returns the index of the member that `member` points to; the number of members when there is none.
template <class T, class M, class Owner>
constexpr std::size_t index_of(M Owner::* member) {
  std::size_t index = field_count<T>();
  if constexpr (std::is_same_v<Owner, T>) {
    if (__builtin_is_constant_evaluated())
      for_each_field<T>([&](auto i) {
        if (detail::is_member_at<T, i>(member)) index = i;
      });
    else
      index = detail::index_at_run_time<T>(member);
  }
  return index;
}

}  // namespace detail

}  // namespace roster::inline v0
