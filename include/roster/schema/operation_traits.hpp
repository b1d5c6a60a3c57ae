// SPDX-License-Identifier: BSL-1.0
#pragma once
// What an operation declares, and the defaults of what it omits.

#include <roster/schema/errors.hpp>
#include <roster/schema/filters.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/request_headers.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {

namespace detail {

template <class Op>
using split_items = split_path_at_each<path_type<>, std::remove_cvref_t<decltype(Op::items)>>;

/// The path from the response to the list of the items, and the path from it to the items: empty if they are its
/// elements, or beginning with `each`.
template <class Op>
using list_path = typename split_items<Op>::before;
template <class Op>
using path_in_list = typename split_items<Op>::rest;

/// The member that holds the list of the items; an optional list where the list may be absent.
template <class Op>
using items_member =
    std::remove_pointer_t<decltype(find(std::declval<typename Op::response&>(), list_path<Op>{}))>;

/// A std::vector or a std::map.
template <class Op>
using items_type = typename inside_optional<items_member<Op>>::type;

/// Whether the response is the list itself.
template <class Op>
inline constexpr bool items_are_all = list_path<Op>::size == 0;

template <class Op>
consteval auto find_format() {
  if constexpr (requires { Op::format; })
    return Op::format;
  else
    return body_format::json;
}

/// The format of the operation's responses.
template <class Op>
inline constexpr auto format_of = find_format<Op>();

template <class T>
inline constexpr bool is_container = kind_of<T> == kind::list || kind_of<T> == kind::map;

/// The items in a T: the elements of a list or a map at the end of the path, or the value there.
template <class T, class Path>
struct items_in {
  using type = std::conditional_t<is_container<T>, inner_type<T>, T>;
};
template <class T, class Path>
struct items_in<std::optional<T>, Path> : items_in<T, Path> {};
template <class T, auto First, auto... Rest>
struct items_in<T, path_type<First, Rest...>>
    : items_in<std::remove_reference_t<decltype(std::declval<T&>().*First)>, path_type<Rest...>> {};
template <class T, auto First, auto... Rest>
  requires is_each<First>
struct items_in<T, path_type<First, Rest...>> : items_in<inner_type<T>, path_type<Rest...>> {};
template <class T, auto First, auto... Rest>
struct items_in<std::optional<T>, path_type<First, Rest...>> : items_in<T, path_type<First, Rest...>> {};

/// Whether every struct in the path to the list is optional.
template <class Root, class Path>
inline constexpr bool path_is_optional = true;
template <class Root, auto First, auto Second, auto... Rest>
inline constexpr bool path_is_optional<Root, path_type<First, Second, Rest...>> = [] {
  using member = std::remove_reference_t<decltype(std::declval<Root&>().*First)>;
  return is_optional<member> &&
         path_is_optional<typename inside_optional<member>::type, path_type<Second, Rest...>>;
}();

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
    return one_page{};  // check_operation rejects it
}

template <class Op>
consteval permission find_permission() {
  if constexpr (requires { Op::permission; })
    return Op::permission;
  else
    return {};
}

template <class Op>
consteval auto find_errors() {
  if constexpr (requires { Op::errors; })
    return Op::errors;
  else
    return errors<>{};
}

template <class Op>
consteval auto find_filters() {
  if constexpr (requires { Op::filters; })
    return Op::filters;
  else
    return filters<>{};
}

}  // namespace detail

/// The letter case of an operation's names; verbatim by default.
template <class Op>
inline constexpr letter_case case_of = detail::find_case<Op>();

/// The path to the item's key, by which duplicates are detected, or no_path.
template <class Op>
inline constexpr auto key_of = detail::find_key<Op>();

namespace detail {

/// The paging declaration.
template <class Op>
inline constexpr auto paging_of = detail::find_paging<Op>();

/// Whether the next page is at a URL from the response.
template <class Paging>
inline constexpr bool pages_by_url = false;
template <class... P>
inline constexpr bool pages_by_url<by_next_url<P...>> = true;
template <class... P>
inline constexpr bool pages_by_url<by_link_header<P...>> = true;

template <class Op>
inline constexpr permission permission_of = detail::find_permission<Op>();

/// The declaration of the service's errors.
template <class Op>
inline constexpr auto errors_of = detail::find_errors<Op>();

template <class Op>
inline constexpr auto filters_of = detail::find_filters<Op>();

/// Whether a response may omit the list or set it to null, which counts as an empty list: the list is a
/// std::optional.
template <class Op>
inline constexpr bool list_may_be_absent = is_optional<detail::items_member<Op>>;

/// Whether a response may also omit the structs in the path to the list: these are optionals, too.
template <class Op>
inline constexpr bool path_may_be_absent =
    list_may_be_absent<Op> && detail::path_is_optional<typename Op::response, list_path<Op>>;

}  // namespace detail

/// The struct of one item of the list.
template <class Op>
using item_of = typename detail::items_in<detail::items_type<Op>, detail::path_in_list<Op>>::type;

namespace detail {

template <class Op>
consteval auto find_headers() {
  if constexpr (requires { Op::headers; })
    return Op::headers;
  else
    return fixed{};
}

template <class Op>
consteval auto find_in_headers() {
  if constexpr (requires { Op::in_headers; })
    return Op::in_headers;
  else
    return in_header{};
}

/// The constant headers of an operation.
template <class Op>
inline constexpr auto headers_of = find_headers<Op>();

/// The members of its request that are sent in headers.
template <class Op>
inline constexpr auto in_headers_of = find_in_headers<Op>();

}  // namespace detail

}  // namespace roster::inline v0
