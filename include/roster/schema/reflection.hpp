// SPDX-License-Identifier: BSL-1.0
#pragma once
// The members of a plain struct: their number, their addresses, and their names as the compiler spells them. The only
// header that uses Boost.PFR and __PRETTY_FUNCTION__; everything else is built on these functions.

#include <boost/pfr/core.hpp>
#include <cstddef>
#include <memory>
#include <roster/schema/plain_struct.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {
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

}  // namespace detail

/// Returns the number of members of T.
template <class T>
consteval std::size_t field_count() {
  if constexpr (detail::check_plain_struct<T>())
    return detail::member_count<T>;
  else
    return 0;
}

namespace detail {

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
  }(std::make_index_sequence<field_count<T>()>{});
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
