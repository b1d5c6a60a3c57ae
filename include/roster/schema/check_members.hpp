// SPDX-License-Identifier: BSL-1.0
#pragma once
// Checks that every member of a struct, at any depth, can be encoded; each error is reported in one sentence that
// names the struct and the member.

#include <roster/schema/fixed_string.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <type_traits>

namespace roster::inline v0::detail {

template <class T, letter_case Case>
consteval bool check_members();

template <class E>
consteval bool check_texts(std::type_identity<open_enum<E>>) {
  return check_enum<E>();
}

/// Checks the type of one member of T, recursively. The compiler's message contains T and the member.
template <class T, fixed_string Member, class Type, letter_case Case>
consteval bool check_member_and_inside() {
  if constexpr (!check_member<T, Member, Type>())
    return false;
  else if constexpr (!std::is_same_v<inner_type<Type>, Type>)
    return check_member_and_inside<T, Member, inner_type<Type>, Case>();
  else if constexpr (kind_of<Type> == kind::object)
    return check_members<Type, Case>();
  else if constexpr (kind_of<Type> == kind::open_enum)
    return check_texts(std::type_identity<Type>{});
  else
    return true;
}

/// Checks every member of T, and of the structs in it.
template <class T, letter_case Case>
consteval bool check_members() {
  if constexpr (check_plain_struct<T>()) {
    bool all = check_unique_names<T, Case>();
    for_each_field<T>([&](auto i) {
      constexpr auto name = fixed_string<member_name<T, i>.size()>(member_name<T, i>);
      all = check_member_and_inside<T, name, field_type<T, i>, Case>() && all;
    });
    return all;
  } else {
    return false;
  }
}

}  // namespace roster::inline v0::detail
