// SPDX-License-Identifier: BSL-1.0
#pragma once
// The requirements on a struct that declares a list operation, and the check that reports every violation.

#include <roster/schema/check_members.hpp>
#include <roster/schema/detail/check_errors.hpp>
#include <roster/schema/detail/check_paging.hpp>
#include <roster/schema/detail/request_parts.hpp>
#include <roster/schema/filters.hpp>
#include <roster/schema/keys.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <tuple>
#include <type_traits>

namespace roster::inline v0 {
namespace detail {

template <class Op>
concept has_structs = requires {
  typename Op::request;
  typename Op::response;
};
template <class Op>
concept has_target = requires { Op::target; };
template <class Op>
concept has_items = requires { Op::items; };
template <class Op>
concept has_paging = requires { Op::paging; };

template <class T>
inline constexpr bool is_filters = false;
template <class... F>
inline constexpr bool is_filters<filters<F...>> = true;

template <class Op, class... P>
constexpr bool check_filter(exact<P...> filter) {
  return check_sent<typename Op::request>(filter.member) && check_path<item_of<Op>>(filter.item) &&
         check_path<item_of<Op>>(filter.or_item);
}

template <class Op, class... P>
constexpr bool check_filter(fuzzy<P...> filter) {
  return check_sent<typename Op::request>(filter.member) && check_path<item_of<Op>>(filter.item);
}

template <class Op, class... P>
constexpr bool check_filter(loose<P...> filter) {
  return check_sent<typename Op::request>(filter.member) && check_path<item_of<Op>>(filter.item);
}

/// Checks the declarations that refer to the item, after the item itself has been checked.
template <class Op>
constexpr bool check_references() {
  return check_path<item_of<Op>>(key_of<Op>) && check_paging<Op>(paging_of<Op>) &&
         std::apply([](auto... filter) { return (check_filter<Op>(filter) && ...); }, filters_of<Op>.list);
}

/// What is wrong with a path to items.
enum class items_path_error { none, lacks_each, each_without_list, other_struct };

template <class T>
consteval items_path_error find_items_path_error(path_type<>) {
  return items_path_error::none;
}
template <class T, auto First, auto... Rest>
consteval items_path_error find_items_path_error(path_type<First, Rest...>) {
  using here = typename inside_optional<T>::type;
  if constexpr (is_each<First>) {
    if constexpr (is_container<here>)
      return find_items_path_error<inner_type<here>>(path_type<Rest...>{});
    else
      return items_path_error::each_without_list;
  } else if constexpr (member_fits<here, decltype(First)>) {
    using member = std::remove_reference_t<decltype(std::declval<here&>().*First)>;
    return find_items_path_error<member>(path_type<Rest...>{});
  } else {
    return is_container<here> ? items_path_error::lacks_each : items_path_error::other_struct;
  }
}

/// Checks the path to the items. The compiler's message contains the response and the path.
template <class Response, class Path>
consteval bool check_items_path() {
  constexpr items_path_error found = find_items_path_error<Response>(Path{});
  static_assert(found != items_path_error::lacks_each,
                "roster: the path to the items of this operation goes through a list; the items are in each "
                "of its elements; write roster::each after the list: "
                "roster::path<&my_response::edges, roster::each, &my_edge::node>");
  static_assert(found != items_path_error::each_without_list,
                "roster: roster::each in the path to the items of this operation does not follow a list; it "
                "names the elements of a std::vector or the values of a std::map; write "
                "roster::path<&my_response::edges, roster::each, &my_edge::node>");
  if constexpr (found == items_path_error::other_struct)
    return check_path<Response>(Path{});
  else
    return found == items_path_error::none;
}

template <class Op>
consteval bool check_format() {
  constexpr bool is_list =
      items_are_all<Op> && path_in_list<Op>::size == 0 && kind_of<typename Op::response> == kind::list;
  static_assert(format_of<Op> != json_lines || is_list,
                "roster: the response of this operation is in lines, and its items are not the whole "
                "response; each line is one item; write static constexpr auto items = "
                "roster::whole_response and using response = std::vector<my_item>");
  return format_of<Op> != json_lines || is_list;
}

template <class Op>
consteval bool check_items() {
  if constexpr (!check_items_path<typename Op::response, std::remove_cvref_t<decltype(Op::items)>>()) {
    return false;
  } else {
    constexpr bool is_list = is_container<items_type<Op>>;
    static_assert(is_list,
                  "roster: the items of this operation are not a std::vector or a std::map; the path must "
                  "end at the list in the response; write roster::path<&my_response::data> with "
                  "std::vector<my_item> data{}");
    if constexpr (is_list && kind_of<item_of<Op>> == kind::unsupported)
      return check_plain_struct<item_of<Op>>();
    else
      return is_list;
  }
}

/// Checks the types of the static members that lists and single calls have, before they are used.
template <class Op>
consteval bool check_common_types() {
  constexpr bool is_target = std::is_same_v<std::remove_cvref_t<decltype(Op::target)>, target>;
  static_assert(is_target,
                "roster: the target of this operation is not a target; it is a method and a path; write "
                "static constexpr auto target = roster::get(\"/path\") or roster::post(\"/path\")");
  constexpr bool has_absolute_path = [] {
    if constexpr (is_target)
      return Op::target.path.starts_with('/');
    else
      return true;
  }();
  static_assert(
      has_absolute_path,
      "roster: the path of this operation's target does not begin with '/'; it follows the endpoint; write "
      "static constexpr auto target = roster::get(\"/path\")");
  constexpr bool has_known_case = [] {
    if constexpr (requires { Op::wire_case; })
      return std::is_same_v<std::remove_cvref_t<decltype(Op::wire_case)>, letter_case>;
    else
      return true;
  }();
  static_assert(has_known_case,
                "roster: the wire_case of this operation is not a letter case; write "
                "static constexpr auto wire_case = roster::camel_case or roster::pascal_case");
  constexpr bool has_known_permission = [] {
    if constexpr (requires { Op::permission; })
      return std::is_same_v<std::remove_cvref_t<decltype(Op::permission)>, permission>;
    else
      return true;
  }();
  static_assert(has_known_permission,
                "roster: the permission of this operation is not a roster::permission; write "
                "static constexpr roster::permission permission{.needed = \"service:ListThings\"}");
  return is_target && has_absolute_path && has_known_case && has_known_permission;
}

/// Checks the types of the static members, before they are used.
template <class Op>
consteval bool check_types() {
  constexpr bool has_path_to_items = is_path<decltype(Op::items)>;
  static_assert(has_path_to_items,
                "roster: the items of this operation are not a path; a pointer to a member is not one; write "
                "static constexpr auto items = roster::path<&my_response::data>");
  constexpr bool has_path_to_key = is_path<decltype(find_key<Op>())> || !has_path<decltype(find_key<Op>())> ||
                                   is_composite<decltype(find_key<Op>())>;
  static_assert(has_path_to_key,
                "roster: the key of this operation is not a path; a pointer to a member is not one; write "
                "static constexpr auto key = roster::path<&my_item::id>");
  constexpr bool has_known_filters = [] {
    if constexpr (requires { Op::filters; })
      return is_filters<std::remove_cvref_t<decltype(Op::filters)>>;
    else
      return true;
  }();
  static_assert(has_known_filters,
                "roster: the filters of this operation are not roster::filters; write "
                "static constexpr auto filters = roster::filters{roster::exact{...}, ...}");
  constexpr bool has_known_format = std::is_same_v<std::remove_cvref_t<decltype(format_of<Op>)>, body_format>;
  static_assert(has_known_format,
                "roster: the format of this operation is not a format; write "
                "static constexpr auto format = roster::json_lines, or leave it out for JSON");
  return has_path_to_items && has_path_to_key && check_style<Op>() && has_known_filters && has_known_format;
}

/// The struct that contains all of a response: the response, or the elements if the response is the list itself.
template <class Op>
using enclosing_struct =
    std::conditional_t<items_are_all<Op>, inner_type<typename Op::response>, typename Op::response>;

/// Checks the declaration of a list operation; every error is reported in one sentence.
template <class Op>
consteval bool check_whole_operation() {
  static_assert(has_structs<Op>,
                "roster: missing request or response of this operation; an operation names both structs; "
                "write using request = my_request; using response = my_response;");
  static_assert(has_target<Op>,
                "roster: missing target of this operation; it is the method and path of the request; write "
                "static constexpr auto target = roster::get(\"/path\")");
  static_assert(has_items<Op>,
                "roster: missing items of this operation; they are the path of the list in the response; "
                "write static constexpr auto items = roster::path<&my_response::data>");
  static_assert(has_paging<Op>,
                "roster: missing paging of this operation; without it only the first page would be read; "
                "write static constexpr auto paging = roster::by_token{...} or roster::by_number{...}, or "
                "roster::one_page{} if one response has the whole list");
  if constexpr (!has_structs<Op> || !has_target<Op> || !has_items<Op> || !has_paging<Op>)
    return false;
  else if constexpr (!detail::check_common_types<Op>() || !detail::check_types<Op>())
    return false;
  else if constexpr (!detail::check_items<Op>() || !detail::check_format<Op>() ||
                     !check_members<typename Op::request, case_of<Op>>() ||
                     !check_members<enclosing_struct<Op>, case_of<Op>>())
    return false;
  else if constexpr (!detail::check_request_parts<Op>())
    return false;
  else
    return detail::check_references<Op>() && detail::check_errors<Op>();
}

/// Checks the declaration of a list operation, unless the tests do.
template <class Op>
consteval bool check_operation() {
  if constexpr (is_checked_by_tests<Op>)
    return true;
  else
    return check_whole_operation<Op>();
}

}  // namespace detail

/// A struct that declares one list operation.
template <class Op>
concept operation = detail::has_structs<Op> && detail::has_target<Op> && detail::has_items<Op>;

}  // namespace roster::inline v0
