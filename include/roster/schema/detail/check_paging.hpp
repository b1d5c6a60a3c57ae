// SPDX-License-Identifier: BSL-1.0
#pragma once
// The checks of a declaration of paging: its members and places exist, and have types that can hold what is sent or read.

#include <concepts>
#include <optional>
#include <roster/schema/detail/check_errors.hpp>
#include <roster/schema/keys.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

template <class T>
inline constexpr bool is_paging = false;
template <>
inline constexpr bool is_paging<one_page> = true;
template <class... P>
inline constexpr bool is_paging<by_number<P...>> = true;
template <class... P>
inline constexpr bool is_paging<by_offset<P...>> = true;
template <class... P>
inline constexpr bool is_paging<by_token<P...>> = true;
template <class... P>
inline constexpr bool is_paging<by_last_item<P...>> = true;
template <class... P>
inline constexpr bool is_paging<by_next_url<P...>> = true;
template <class... P>
inline constexpr bool is_paging<by_link_header<P...>> = true;

/// Whether T is a paging style that a program declares: the cursor of the first page, how a cursor is sent, and the cursor
/// of the page after a response, or std::nullopt at the end. A cursor is a text; the functions may be called repeatedly
/// for a page.
template <class T, class Op>
concept custom_pagination_style =
    requires(const T& style, typename Op::request& request, const typename Op::request& user,
             const std::string& cursor, const typename Op::response& response, const received_page& page) {
      { style.first(user) } -> std::convertible_to<std::string>;
      style.send(request, cursor);
      { style.next(response, page) } -> std::convertible_to<std::optional<std::string>>;
    };

/// Whether T looks like such a style.
template <class T>
concept incomplete_custom_pagination =
    requires { &T::first; } || requires { &T::send; } || requires { &T::next; };

/// Checks that the paging is a declaration of paging, or a complete style of the program's own.
template <class Op>
consteval bool check_style() {
  using type = std::remove_cvref_t<decltype(Op::paging)>;
  constexpr bool known = is_paging<type> || custom_pagination_style<type, Op>;
  static_assert(
      known || incomplete_custom_pagination<type>,
      "roster: the paging of this operation is not a declaration of paging; write roster::by_token{...}, "
      "by_number, by_offset, by_last_item, by_next_url, by_link_header or one_page");
  static_assert(
      known || !incomplete_custom_pagination<type>,
      "roster: the custom pagination of this operation lacks a function, or a function has other types; "
      "it has std::string first(const request&) const, void send(request&, const std::string&) const and "
      "std::optional<std::string> next(const response&, const roster::received_page&) const; add what is "
      "missing");
  return known;
}

/// Checks one path; the compiler's message contains it and the struct in which it has to begin.
template <class Root, class Path>
constexpr bool check_path(Path) {
  static_assert(!std::is_member_pointer_v<Path>,
                "roster: a pointer to a member is declared in place of a path; places in a response or an "
                "item are paths; "
                "write roster::path<&my_response::member>");
  static_assert(!has_each<Path>,
                "roster: roster::each is in a path that does not lead to the items; only items are in each "
                "element of a list; write a path without it");
  static_assert(std::is_member_pointer_v<Path> || has_each<Path> || path_fits<Root, Path>,
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

/// The kind of the value at a place, inside an optional; text for a header or a place that is not declared.
template <class Root, class Place>
consteval kind kind_at() {
  if constexpr (std::is_same_v<Place, no_path> || std::is_same_v<Place, header>)
    return kind::text;
  else
    return kind_of<typename inside_optional<
        std::remove_cvref_t<decltype(*find_sent(std::declval<const Root&>(), std::declval<Place>()))>>::type>;
}

/// Checks a number or a token in a response.
template <class Response, class Place>
constexpr bool check_value(Place place) {
  if constexpr (!check_path<Response>(Place{})) {
    return false;
  } else {
    constexpr kind found = kind_at<Response, Place>();
    constexpr bool fits = found == kind::text || found == kind::integer;
    static_assert(
        fits,
        "roster: paging reads a member that is not a string or an integer; a page number, a size, a total, a "
        "token and a URL are one of these, or an optional one; correct the type of the member, or the path");
    return (void)place, fits;
  }
}

/// Checks a flag in a response.
template <class Response, class Place>
constexpr bool check_flag(Place place) {
  if constexpr (!check_path<Response>(Place{})) {
    return false;
  } else {
    constexpr kind found = kind_at<Response, Place>();
    constexpr bool fits = !std::is_same_v<Place, no_path> && !std::is_same_v<Place, header>
                              ? found == kind::boolean || found == kind::flag
                              : true;
    static_assert(
        fits,
        "roster: `more` of the paging is not a bool, a roster::flag or an optional bool; it says whether "
        "there are more pages; if the response has no such member, leave `more` out");
    return (void)place, fits;
  }
}

/// Checks a number or a token in a request.
template <class Request, class Sent>
constexpr bool check_sent_value(Sent sent) {
  if constexpr (!std::is_same_v<Sent, no_path> && !sent_fits<Request, Sent>) {
    return check_sent<Request>(sent);
  } else {
    constexpr kind found = kind_at<Request, Sent>();
    constexpr bool fits = found == kind::text || found == kind::integer;
    static_assert(fits,
                  "roster: paging sends a member that is not a string or an integer, or an optional one; "
                  "correct the type of "
                  "the member, or name another one");
    return fits;
  }
}

/// Checks that the required members of the paging are declared.
template <class... Required>
constexpr bool check_required(Required...) {
  constexpr bool complete = (has_path<Required> && ...);
  static_assert(
      complete,
      "roster: the paging of this operation lacks a required member: by_number has .number, by_offset "
      ".offset and "
      ".size, by_token .send and .next, by_last_item .send, by_next_url .next; write, for instance, "
      "roster::by_token{.send = &my_request::token, .next = roster::path<&my_response::next>}");
  return complete;
}

template <class T>
inline constexpr bool is_token_expiry = false;
template <class Recovery>
inline constexpr bool is_token_expiry<token_expiry<Recovery>> = true;

/// Returns whether a declared location in an error response is a string that can be the token; no location is valid, too.
template <class Place>
consteval bool is_error_text() {
  if constexpr (is_place_path<Place>) {
    using type = typename place_type<typename root_of_path<Place>::type, Place>::type;
    constexpr kind found = kind_of<typename innermost<type>::type>;
    return found == kind::text || found == kind::integer;
  } else {
    return std::is_same_v<Place, no_path> || std::is_same_v<Place, header>;
  }
}

/// Checks `expired` of the paging of Op.
template <class Op>
consteval bool check_expiry() {
  using type = std::remove_cvref_t<decltype(paging_of<Op>.expired)>;
  if constexpr (!has_path<type>) {
    return true;
  } else {
    constexpr bool is_expiry = [] {
      if constexpr (is_token_expiry<type>)
        return paging_of<Op>.expired.status >= 400 && paging_of<Op>.expired.status < 500;
      else
        return false;
    }();
    static_assert(
        is_expiry,
        "roster: `expired` of the paging is not a roster::token_expiry with a status from 400 to 499; it is "
        "how "
        "the service reports an expired token; write .expired = roster::token_expiry{.status = 410}");
    if constexpr (is_expiry) {
      constexpr bool is_text = is_error_text<std::remove_cvref_t<decltype(paging_of<Op>.expired.recovery)>>();
      static_assert(
          is_text,
          "roster: `recovery` of token_expiry is not the place of a string; it is a path that begins in the "
          "struct of the error, or a header; write .recovery = roster::path<&my_error::next>");
      return is_text;
    } else {
      return false;
    }
  }
}

template <class Op, class... P>
constexpr bool check_paging(by_number<P...> paging) {
  using request = typename Op::request;
  using response = typename Op::response;
  return check_required(paging.number) && check_sent_value<request>(paging.number) &&
         check_sent_value<request>(paging.size) && check_value<response>(paging.echoed_number) &&
         check_value<response>(paging.echoed_size) && check_value<response>(paging.total) &&
         check_flag<response>(paging.more) && check_value<response>(paging.pages);
}

template <class Op, class... P>
constexpr bool check_paging(by_offset<P...> paging) {
  using request = typename Op::request;
  using response = typename Op::response;
  return check_required(paging.offset, paging.size) && check_sent_value<request>(paging.offset) &&
         check_sent_value<request>(paging.size) && check_value<response>(paging.echoed_size) &&
         check_value<response>(paging.total) && check_flag<response>(paging.more);
}

template <class Op, class... P>
constexpr bool check_paging(by_token<P...> paging) {
  using request = typename Op::request;
  using response = typename Op::response;
  return check_required(paging.send, paging.next) && check_sent_value<request>(paging.send) &&
         check_sent_value<request>(paging.size) && check_value<response>(paging.next) &&
         check_flag<response>(paging.more) && check_value<response>(paging.total) &&
         check_value<response>(paging.remaining) && check_expiry<Op>();
}

template <class Op, class... P>
constexpr bool check_paging(by_last_item<P...> paging) {
  using request = typename Op::request;
  using response = typename Op::response;
  static_assert(has_path<decltype(key_of<Op>)> && !is_composite<std::remove_cvref_t<decltype(key_of<Op>)>>,
                "roster: missing key of this operation; by_last_item sends the key of the last item; write "
                "static constexpr auto key = roster::path<&my_item::id>");
  return check_required(paging.send) && check_sent_value<request>(paging.send) &&
         check_sent_value<request>(paging.size) && check_flag<response>(paging.more) &&
         check_value<response>(paging.total);
}

template <class Op, class... P>
constexpr bool check_paging(by_next_url<P...> paging) {
  using response = typename Op::response;
  return check_required(paging.next) && check_sent_value<typename Op::request>(paging.size) &&
         check_value<response>(paging.next) && check_value<response>(paging.total);
}

template <class Op, class... P>
constexpr bool check_paging(by_link_header<P...> paging) {
  return check_sent_value<typename Op::request>(paging.size) &&
         check_value<typename Op::response>(paging.total);
}

template <class Op>
constexpr bool check_paging(one_page) {
  return true;
}

template <class Op, class Style>
  requires(!is_paging<Style>)
constexpr bool check_paging(const Style&) {
  return true;  // checked by check_style
}

}  // namespace roster::inline v0::detail
