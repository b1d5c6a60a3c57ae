// SPDX-License-Identifier: BSL-1.0
#pragma once
// The members of structs and the enumerators of enumerations by Boost.PFR and the compiler's spelling of functions. It
// has the same interface as reflect_meta.hpp.

#include <roster/config.hpp>
#include <roster/schema/detail/enum_text.hpp>

#if !defined(ROSTER_HAS_REFLECTION)
#include <array>
#include <boost/pfr/core.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

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

/// Whether T has a base, whose members cannot be reflected.
template <class T>
concept has_hidden_base = requires { T{base_of<T>{}}; } && !requires { T{nothing{}}; };

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

template <class T>
inline constexpr bool has_too_many_members = member_count<T> > max_members;

template <class T, class Before>
inline constexpr bool takes_one_more = false;
template <class T, std::size_t... I>
  requires requires { T{anything{I}..., {}}; }
inline constexpr bool takes_one_more<T, std::index_sequence<I...>> = true;

/// Whether T has a member that no object of another type converts to.
template <class T>
inline constexpr bool has_uncounted_member = takes_one_more<T, std::make_index_sequence<member_count<T>>>;

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

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
/// Converts to a std::array whose elements have destructors: g++ 12 crashes when Boost.PFR counts the members of a
/// struct with one.
struct array_of_objects {
  template <class T, std::size_t N>
    requires(!std::is_trivially_destructible_v<T>)
  operator std::array<T, N>&() const noexcept {
    __builtin_unreachable();
  }
};

template <class T, class Value, class Before, class After>
inline constexpr bool takes_at = false;
template <class T, class Value, std::size_t... I, std::size_t... J>
  requires requires(Value value) { T{anything{I}..., value, anything{J}...}; }
inline constexpr bool takes_at<T, Value, std::index_sequence<I...>, std::index_sequence<J...>> = true;

template <class T>
consteval bool crashes_compiler() {
  constexpr std::size_t count = member_count<T>;
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return ((takes_at<T, array_of_objects, std::make_index_sequence<I>,
                      std::make_index_sequence<count - I - 1>> &&
             !takes_at<T, std::nullopt_t, std::make_index_sequence<I>,
                       std::make_index_sequence<count - I - 1>>) ||
            ...);
  }(std::make_index_sequence<count>{});
}
#else
template <class T>
consteval bool crashes_compiler() {
  return false;
}
#endif

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

/// Returns whether compilers allow `c` in an identifier, also as a byte of UTF-8.
constexpr bool is_identifier_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
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

template <std::size_t I, class T>
constexpr auto& reflected_at(T& object) noexcept {
  return boost::pfr::get<I>(object);
}

template <class T, std::size_t I>
using reflected_type = boost::pfr::tuple_element_t<I, T>;

/// The struct that declares the I-th member of T.
template <class T, std::size_t I>
using reflected_owner = T;

/// Whether Base is a base of T whose members are members of T.
template <class Base, class T>
inline constexpr bool is_visible_base = false;

/// The name of the I-th member of T, as spelled in the source.
template <class T, std::size_t I>
inline constexpr std::string_view reflected_name = find_member_name<T, I>();

/// The name of the member that `Member` points to, as spelled in the source; does not instantiate any other member.
template <auto Member>
inline constexpr std::string_view name_of_member = last_identifier(spelling<Member>());

/// The name of a struct, without namespaces and template arguments.
template <class T>
inline constexpr std::string_view name_of_type = last_name_of_type(type_spelling<T>());

/// Finds the member at run time, in a default-constructed object, since `fake_object` is not defined.
template <class T, class M>
std::size_t find_at_run_time(M T::* member) {
  const T object{};
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    std::size_t index = member_count<T>;
    const auto look_at = [&]<std::size_t At>(std::integral_constant<std::size_t, At>) {
      if constexpr (std::is_same_v<reflected_type<T, At>, M>)
        if (std::addressof(reflected_at<At>(object)) == std::addressof(object.*member)) index = At;
    };
    (look_at(std::integral_constant<std::size_t, I>{}), ...);
    return index;
  }(std::make_index_sequence<member_count<T>>{});
}

/// Whether a struct may have arrays as members.
inline constexpr bool reflects_arrays = false;

/// Returns the index of the member that `member` points to; the number of members when there is none.
template <class T, class M, class Owner>
constexpr std::size_t find_reflected(M Owner::* member) {
  std::size_t index = member_count<T>;
  if constexpr (std::is_same_v<Owner, T>) {
    if (__builtin_is_constant_evaluated())
      [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((detail::is_member_at<T, I>(member) ? void(index = I) : void()), ...);
      }(std::make_index_sequence<member_count<T>>{});
    else
      index = detail::find_at_run_time<T>(member);
  }
  return index;
}

/// Whether members have annotations: the functions below return something else than "".
inline constexpr bool reads_annotations = false;

/// The number of names that the I-th member of T is annotated with.
template <class T, std::size_t I>
inline constexpr std::size_t name_annotations = 0;

/// The name, the description and the units that a member is annotated with; "" without one.
template <class T, std::size_t I>
inline constexpr std::string_view annotated_name{};
template <auto Member>
inline constexpr std::string_view annotated_name_of{};
template <class T, std::size_t I>
inline constexpr std::string_view annotated_doc{};
template <class T, std::size_t I>
inline constexpr std::string_view annotated_units{};

/// Whether Value is an enumerator: in __PRETTY_FUNCTION__, an enumerator is a name and any other value a number.
template <auto Value>
consteval bool is_enumerator() {
  const char first = last_identifier(spelling<Value>())[0];
  return !(first >= '0' && first <= '9');
}

/// Returns whether a table has every enumerator of E once, and no value from 0 to 63 that is none.
template <class E, class Table>
consteval bool lists_every_enumerator(const Table& table) {
  constexpr std::size_t max_enumerators = 64;
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    const auto listed = [&](E value) {
      std::size_t n = 0;
      for (const auto& row : table) n += row.value == value ? 1U : 0U;
      return n;
    };
    return ((listed(static_cast<E>(I)) == (is_enumerator<static_cast<E>(I)>() ? 1U : 0U)) && ...);
  }(std::make_index_sequence<max_enumerators>{});
}

/// Whether enumerators have texts without a table.
template <class E>
inline constexpr bool has_texts_of_names = false;

/// Returns the enumerators with their texts.
template <class E>
consteval std::array<enum_text<E>, 0> texts_of_names() {
  return {};
}

}  // namespace roster::inline v0::detail
#endif
