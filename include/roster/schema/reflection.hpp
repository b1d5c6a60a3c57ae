// SPDX-License-Identifier: BSL-1.0
#pragma once
// The members of a plain struct: how many, where, and their names as the compiler knows them. The only header
// that touches Boost.PFR and __PRETTY_FUNCTION__; everything else is built on these five functions.

#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>
#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster {
namespace detail {

/// Converts to any base of T but not to T: T{base_of<T>{}} compiles only when T has a base.
template <class T>
struct base_of {
  template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
  operator Base&() const noexcept;
  template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
  operator Base&&() const noexcept;
};

template <class T>
concept has_base =
    requires { T{base_of<T>{}}; } && !requires { T{{base_of<T>{}}, base_of<T>{}, base_of<T>{}}; };

/// Refuses, in words, what Boost.PFR would answer with a thousand errors.
template <class T>
consteval bool check_plain_struct() {
  static_assert(std::is_class_v<T>,
                "roster: this is not a struct; schemas are plain structs; write struct x { … }");
  static_assert(
      std::is_aggregate_v<T>,
      "roster: this struct is not an aggregate; schemas have no constructors, virtual functions or private "
      "members; make every member public and give it {}");
  static_assert(
      !has_base<T>,
      "roster: this struct has a base; the members of a base cannot be reflected; write them into the struct "
      "itself or make them a nested member");
  return std::is_class_v<T> && std::is_aggregate_v<T> && !has_base<T>;
}

template <class T>
struct fake {
  T value;
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
/// Never defined and never read: only the addresses of its members are taken, at compile time.
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

template <class T, std::size_t I>
constexpr auto member_address() noexcept {
  return address{std::addressof(boost::pfr::get<I>(fake_object<T>.value))};
}

template <class T, std::size_t I, class M, class Owner>
constexpr bool is_member_at(M Owner::* member) noexcept {
  constexpr auto here = member_address<T, I>();
  if constexpr (std::is_same_v<decltype(here.pointer), const M*>)
    return std::addressof(fake_object<T>.value.*member) == here.pointer;
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

}  // namespace detail

/// A struct whose members roster can see: an aggregate without a base.
template <class T>
concept plain_struct = std::is_class_v<T> && std::is_aggregate_v<T> && !detail::has_base<T>;

/// Returns the number of members of T.
template <class T>
consteval std::size_t field_count() {
  if constexpr (detail::check_plain_struct<T>()) {
    constexpr std::size_t count = boost::pfr::tuple_size_v<T>;
    static_assert(count <= 100,
                  "roster: this struct has more than 100 members; group some into a nested struct");
    return count;
  } else {
    return 0;
  }
}

/// Returns the I-th member of `object`, as a reference with the object's constness.
template <std::size_t I, class T>
constexpr auto& field(T& object) noexcept {
  return boost::pfr::get<I>(object);
}

template <class T, std::size_t I>
using field_type = boost::pfr::tuple_element_t<I, T>;

/// The name of the I-th member of T, as it is written in the source.
template <class T, std::size_t I>
inline constexpr std::string_view member_name = detail::find_member_name<T, I>();

/// Calls `function(std::integral_constant<std::size_t, I>)` for every member of T, in order.
template <class T, class Function>
constexpr void for_each_field(Function&& function) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (function(std::integral_constant<std::size_t, I>{}), ...);
  }(std::make_index_sequence<field_count<T>()>{});
}

/// Returns the index of the member called `name`, or the number of members when there is none.
template <class T>
constexpr std::size_t index_of(std::string_view name) noexcept {
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if ((member_name<T, i> == name)) index = i;
  });
  return index;
}

/// Returns the index of the member that `member` points to; the number of members when it is none of them.
template <class T, class M, class Owner>
constexpr std::size_t index_of(M Owner::* member) noexcept {
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if (detail::is_member_at<T, i>(member)) index = i;
  });
  return index;
}

}  // namespace roster
