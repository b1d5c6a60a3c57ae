// SPDX-License-Identifier: BSL-1.0
#pragma once
// The requirements on a struct that declares a list operation, and the check that reports every violation.

#include <roster/schema/check_members.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/detail/request_parts.hpp>
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

/// Checks one path; the compiler's message contains it and the struct in which it has to begin.
template <class Root, class Path>
constexpr bool check_path(Path) {
  static_assert(path_fits<Root, Path>,
                "roster: a path of this operation names a member of another struct; it begins in the "
                "response, for key and filters in the item, and each member belongs to the type of the "
                "previous one; write roster::path<&my_response::result, &my_result::list>");
  return path_fits<Root, Path>;
}

/// Checks one member of the request, or a path in it; the compiler's message contains the request and the member's struct.
template <class Request, class Sent>
constexpr bool check_sent(Sent) {
  static_assert(sent_fits<Request, Sent>,
                "roster: paging or a filter sends a member of another struct; only members of the request "
                "are sent; write &my_request::member, or "
                "roster::path<&my_request::outer, &my_outer::member>");
  return sent_fits<Request, Sent>;
}

template <class Op, class... P>
constexpr bool check_paging(by_number<P...> paging) {
  using response = typename Op::response;
  return check_sent<typename Op::request>(paging.number) && check_sent<typename Op::request>(paging.size) &&
         check_path<response>(paging.echoed_number) && check_path<response>(paging.echoed_size) &&
         check_path<response>(paging.total) && check_path<response>(paging.more) &&
         check_path<response>(paging.pages);
}

template <class Op, class... P>
constexpr bool check_paging(by_offset<P...> paging) {
  using response = typename Op::response;
  return check_sent<typename Op::request>(paging.offset) && check_sent<typename Op::request>(paging.size) &&
         check_path<response>(paging.echoed_size) && check_path<response>(paging.total) &&
         check_path<response>(paging.more);
}

template <class Op, class... P>
constexpr bool check_paging(by_token<P...> paging) {
  using response = typename Op::response;
  return check_sent<typename Op::request>(paging.send) && check_sent<typename Op::request>(paging.size) &&
         check_path<response>(paging.next) && check_path<response>(paging.more) &&
         check_path<response>(paging.total);
}

template <class Op, class... P>
constexpr bool check_paging(by_last_item<P...> paging) {
  using response = typename Op::response;
  static_assert(has_path<decltype(key_of<Op>)>,
                "roster: missing key of this operation; by_last_item sends the key of the last item; write "
                "static constexpr auto key = roster::path<&my_item::id>");
  return check_sent<typename Op::request>(paging.send) && check_sent<typename Op::request>(paging.size) &&
         check_path<response>(paging.more) && check_path<response>(paging.total);
}

template <class Op, class... P>
constexpr bool check_paging(by_next_url<P...> paging) {
  using response = typename Op::response;
  return check_sent<typename Op::request>(paging.size) && check_path<response>(paging.next) &&
         check_path<response>(paging.total);
}

template <class Op, class... P>
constexpr bool check_paging(by_link_header<P...> paging) {
  return check_sent<typename Op::request>(paging.size) && check_path<typename Op::response>(paging.total);
}

template <class Op>
constexpr bool check_paging(one_page) {
  return true;
}

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

template <class Op>
consteval bool check_items() {
  if constexpr (!check_path<typename Op::response>(Op::items)) {
    return false;
  } else {
    using items = items_type<Op>;
    constexpr bool is_list = kind_of<items> == kind::list;
    static_assert(is_list,
                  "roster: the items of this operation are not a std::vector; the path must end at the list "
                  "in the response; write roster::path<&my_response::data> with std::vector<my_item> data{}");
    if constexpr (is_list && kind_of<inner_type<items>> == kind::unsupported)
      return check_plain_struct<inner_type<items>>();
    else
      return is_list;
  }
}

/// The struct that contains all of a response: the response, or the item if the response is the list itself.
template <class Op>
using enclosing_struct = std::conditional_t<items_are_all<Op>, item_of<Op>, typename Op::response>;

/// Checks the declaration of a list operation; every error is reported in one sentence.
template <class Op>
consteval bool check_operation() {
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
  else if constexpr (!detail::check_items<Op>() || !check_members<typename Op::request, case_of<Op>>() ||
                     !check_members<enclosing_struct<Op>, case_of<Op>>())
    return false;
  else if constexpr (!detail::check_request_parts<Op>())
    return false;
  else
    return detail::check_references<Op>();
}

}  // namespace detail

/// A struct that declares one list operation.
template <class Op>
concept operation = detail::has_structs<Op> && detail::has_target<Op> && detail::has_items<Op>;

}  // namespace roster::inline v0
