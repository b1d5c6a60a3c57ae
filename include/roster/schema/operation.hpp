// SPDX-License-Identifier: BSL-1.0
#pragma once
// What one list operation is, read from its declaration with the defaults filled in and the mistakes named.

#include <roster/schema/filters.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/permission.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster {
namespace detail {

template <class Op>
concept has_request = requires { typename Op::request; };
template <class Op>
concept has_response = requires { typename Op::response; };

template <class Op>
using items_type = std::remove_pointer_t<decltype(find(std::declval<typename Op::response&>(), Op::items))>;

template <class T, letter_case Case>
consteval bool check_members();

template <class T, letter_case Case>
consteval bool check_inner() {
  if constexpr (kind_of<T> == kind::object)
    return check_members<T, Case>();
  else if constexpr (!std::is_same_v<inner_type<T>, T>)
    return check_inner<inner_type<T>, Case>();
  else
    return true;
}

/// Checks every member of T, and of the structs in it.
template <class T, letter_case Case>
consteval bool check_members() {
  bool all = check_unique_names<T, Case>();
  for_each_field<T>([&](auto i) {
    using type = field_type<T, i>;
    constexpr auto name = fixed_string<member_name<T, i>.size()>(member_name<T, i>);
    if constexpr (check_member<T, name, type>()) all = all && check_inner<type, Case>();
  });
  return all;
}

template <class Op>
consteval letter_case find_case() {
  if constexpr (requires { Op::wire_case; })
    return Op::wire_case;
  else
    return verbatim_case;
}

template <class Op>
consteval auto find_key() {
  if constexpr (requires { Op::key; })
    return Op::key;
  else
    return no_path{};
}

template <class Op>
consteval auto find_paging() {
  if constexpr (requires { Op::paging; })
    return Op::paging;
  else
    return one_page{};
}

template <class Op>
consteval permission find_permission() {
  if constexpr (requires { Op::permission; })
    return Op::permission;
  else
    return {};
}

template <class Op>
consteval auto find_filters() {
  if constexpr (requires { Op::filters; })
    return Op::filters;
  else
    return filters<>{};
}

}  // namespace detail

/// The letter case of an operation's names; verbatim unless it says otherwise.
template <class Op>
inline constexpr letter_case case_of = detail::find_case<Op>();

/// The item's key, by which duplicates are known: a path, or no_path.
template <class Op>
inline constexpr auto key_of = detail::find_key<Op>();

/// The paging declaration; one_page without one.
template <class Op>
inline constexpr auto paging_of = detail::find_paging<Op>();

template <class Op>
inline constexpr permission permission_of = detail::find_permission<Op>();

template <class Op>
inline constexpr auto filters_of = detail::find_filters<Op>();

/// The struct of one item of the list.
template <class Op>
using item_of = inner_type<detail::items_type<Op>>;

/// Checks the declaration of a list operation; every mistake is one sentence.
template <class Op>
consteval bool check_operation() {
  static_assert(
      detail::has_request<Op> && detail::has_response<Op>,
      "roster: this operation has no request or no response; an operation names both structs; write using "
      "request = my_request; using response = my_response;");
  static_assert(
      requires { Op::target; },
      "roster: this operation has no target; it says where the request goes; write static constexpr auto "
      "target "
      "= roster::get(\"/path\")");
  static_assert(
      requires { Op::items; },
      "roster: this operation does not say where its items are; write static constexpr auto items = "
      "roster::path<&my_response::data>");
  if constexpr (detail::has_request<Op> && detail::has_response<Op> && requires {
                  Op::target;
                  Op::items;
                }) {
    static_assert(kind_of<detail::items_type<Op>> == kind::list,
                  "roster: the items of this operation are not a std::vector; the path must end at the list "
                  "in the answer; "
                  "write roster::path<&my_response::data> with std::vector<my_item> data{}");
    return detail::check_members<typename Op::request, case_of<Op>>() &&
           detail::check_members<typename Op::response, case_of<Op>>();
  }
  return false;
}

/// A struct that declares one list operation.
template <class Op>
concept operation = detail::has_request<Op> && detail::has_response<Op> && requires {
  Op::target;
  Op::items;
};

}  // namespace roster
