// SPDX-License-Identifier: BSL-1.0
#pragma once
// The parts of a request that an operation declares beside its query or body: parameters in the path, and headers. Their
// compile-time checks.

#include <array>
#include <cstddef>
#include <optional>
#include <roster/http/detail/grammar.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/request_headers.hpp>
#include <roster/schema/wire_name.hpp>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// Calls `text(part)` for the texts of a path between its parameters, and `parameter(name)` for every {name}, in order.
/// Returns false if braces do not match, or a name is empty or has characters of another syntax, such as {name=**}.
template <class Text, class Parameter>
constexpr bool split_path(std::string_view path, Text text, Parameter parameter) {
  while (true) {
    const auto open = path.find('{');
    const auto before = path.substr(0, open);
    if (before.find('}') != before.npos) return false;
    text(before);
    if (open == path.npos) return true;
    path.remove_prefix(open + 1);
    const auto close = path.find('}');
    const auto name = path.substr(0, close);
    if (close == path.npos || name.empty() || name.find_first_of("{=*/:?+") != name.npos) return false;
    parameter(name);
    path.remove_prefix(close + 1);
  }
}

/// Returns the number of parameters in a path, or the first malformed one.
constexpr std::size_t count_parameters(std::string_view path) {
  std::size_t count = 0;
  split_path(path, [](std::string_view) {}, [&](std::string_view) { ++count; });
  return count;
}

/// Returns the name of the parameter at an index in a path.
constexpr std::string_view parameter_at(std::string_view path, std::size_t index) {
  std::string_view found;
  split_path(
      path, [](std::string_view) {},
      [&](std::string_view name) { index-- == 0 ? void(found = name) : void(); });
  return found;
}

/// Returns the index of the member with this name on the wire; the number of members when there is none.
template <class T, letter_case Case>
consteval std::size_t index_of_wire_name(std::string_view name) {
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if (wire_name<T, i, Case> == name) index = i;
  });
  return index;
}

/// Whether a member can be a segment of a path: a string, an integer or an open_enum, or an optional one.
template <class T>
inline constexpr bool is_segment =
    kind_of<T> == kind::text || kind_of<T> == kind::integer || kind_of<T> == kind::open_enum;
template <class T>
inline constexpr bool is_segment<std::optional<T>> = is_segment<T>;

/// Whether a member can be sent in a header: it has one value.
template <class T>
inline constexpr bool is_header_type =
    kind_of<T> != kind::list && kind_of<T> != kind::map && kind_of<T> != kind::object &&
    kind_of<T> != kind::unknown && kind_of<T> != kind::variant;
template <class T>
inline constexpr bool is_header_type<std::optional<T>> = is_header_type<T>;

/// Whether the member of T at this index is a segment; false for an index without a member.
template <class T, std::size_t I>
consteval bool member_is_segment() {
  if constexpr (I < field_count<T>())
    return is_segment<field_type<T, I>>;
  else
    return false;
}

/// Checks a parameter of the path. The compiler's message contains the operation and the name.
template <class Op, fixed_string Name>
consteval bool check_path_parameter() {
  using request = typename Op::request;
  constexpr bool fits = member_is_segment<request, index_of_wire_name<request, case_of<Op>>(Name.view())>();
  static_assert(
      fits,
      "roster: a {parameter} of this operation's path is not a string, an integer or an open_enum of "
      "the request, or an optional one; it is the member with that name on the wire; add the member, "
      "or name it in wire_names()");
  return fits;
}

template <class Op>
consteval bool check_path_parameters() {
  constexpr std::string_view path = Op::target.path;
  constexpr bool well_formed = split_path(path, [](std::string_view) {}, [](std::string_view) {});
  static_assert(
      well_formed,
      "roster: a parameter in the path of this operation's target is not {name}; it is one segment, "
      "with the name of a member on the wire; write roster::get(\"/v1/projects/{project}\")");
  if constexpr (well_formed)
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return (check_path_parameter<Op, fixed_string<parameter_at(Op::target.path, I).size()>(
                                           parameter_at(Op::target.path, I))>() &&
              ...);
    }(std::make_index_sequence<count_parameters(path)>{});
  else
    return false;
}

/// Checks that the constant parts of the target are percent-encoded, since they are sent unchanged.
template <class Op>
consteval bool check_target_text() {
  constexpr bool encoded = [] {
    constexpr auto is_legal = [](std::string_view text, std::string_view extra) {
      return http::detail::find_illegal(text, extra) == text.npos;
    };
    bool legal = is_legal(Op::target.query, "?");
    split_path(
        Op::target.path, [&](std::string_view text) { legal = legal && is_legal(text, ""); },
        [](std::string_view) {});
    return legal;
  }();
  static_assert(
      encoded,
      "roster: the path or the query of this operation's target has a character that must be "
      "percent-encoded, such as a blank; it is sent unchanged; write roster::get(\"/my%20things\")");
  return encoded;
}

/// Returns whether a parameter of the constant query has this name.
constexpr bool is_in_query(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    if (pair.substr(0, pair.find('=')) == name) return true;
    query.remove_prefix(pair.size() == query.size() ? pair.size() : pair.size() + 1);
  }
  return false;
}

/// Checks a member that is sent in the query. The compiler's message contains the operation and the name.
template <class Op, fixed_string Name>
consteval bool check_query_member() {
  constexpr bool unique = !is_in_query(Op::target.query, Name.view());
  static_assert(unique,
                "roster: the query of this operation's target has the name of a member of the request, which "
                "would be sent twice; remove the constant, or the member");
  return unique;
}

/// Checks the members that are sent in the query, after the path and the headers have been checked.
template <class Op>
consteval bool check_query_members() {
  if constexpr (Op::target.query.empty() || Op::target.method != "GET") {
    return true;
  } else {
    using request = typename Op::request;
    return []<std::size_t... I>(std::index_sequence<I...>) {
      return (check_query_member<Op, fixed_string<wire_name<request, I, case_of<Op>>.size()>(
                                         wire_name<request, I, case_of<Op>>)>() &&
              ...);
    }(std::make_index_sequence<field_count<request>()>{});
  }
}

/// Whether only the transport or the signer sets this header.
constexpr bool is_reserved_header(std::string_view name) {
  return http::detail::is_connection_header(name) ||
         http::detail::same_ignoring_case(name, "authorization") ||
         http::detail::same_ignoring_case(name, "expect");
}

/// Checks the name of a header. The compiler's message contains the operation and the name.
template <class Op, fixed_string Name>
consteval bool check_header_name() {
  constexpr bool is_name = http::detail::is_token(Name.view());
  static_assert(is_name,
                "roster: the name of a header of this operation is not valid; it consists of letters, digits "
                "and !#$%&'*+-.^_`|~; write the name alone: \"X-Amz-Target\"");
  constexpr bool is_free = !is_reserved_header(Name.view());
  static_assert(is_free,
                "roster: an operation declares a header that the transport or the signer sets, such as Host, "
                "Content-Length, Transfer-Encoding, Connection and Authorization; it would contradict them; "
                "remove it");
  return is_name && is_free;
}

/// Checks the value of a constant header. The compiler's message contains the operation and the name.
template <class Op, fixed_string Name, bool Valid>
consteval bool check_fixed_header() {
  static_assert(Valid,
                "roster: the value of a constant header of this operation is not valid; it has a control "
                "character, or a blank at one of its ends; remove it");
  return Valid && check_header_name<Op, Name>();
}

template <class Op>
consteval bool check_fixed_headers() {
  constexpr bool fits = std::is_same_v<std::remove_cvref_t<decltype(headers_of<Op>)>, fixed>;
  static_assert(fits,
                "roster: the headers of this operation are not constants; members of the request are sent by "
                "in_headers; write static constexpr auto headers = roster::fixed{{\"Name\", \"value\"}}");
  if constexpr (fits) {
    constexpr bool few = headers_of<Op>.count <= max_fixed_headers;
    static_assert(
        few,
        "roster: this operation has too many constant headers; there may be 16; remove some, or let "
        "the signer set them");
    if constexpr (few)
      return []<std::size_t... I>(std::index_sequence<I...>) {
        return (
            check_fixed_header<Op,
                               fixed_string<headers_of<Op>.list[I].name.size()>(headers_of<Op>.list[I].name),
                               http::detail::is_field_value(headers_of<Op>.list[I].value)>() &&
            ...);
      }(std::make_index_sequence<headers_of<Op>.count>{});
  }
  return false;
}

template <class T>
inline constexpr bool is_in_header = false;
template <class... Part>
inline constexpr bool is_in_header<in_header<Part...>> = true;

/// Whether the parts are members of Request, each followed by a name.
template <class Request, class Parts>
inline constexpr bool are_header_members = false;
template <class Request>
inline constexpr bool are_header_members<Request, std::tuple<>> = true;
template <class Request, class Pointer, class... Rest>
inline constexpr bool are_header_members<Request, std::tuple<Pointer, const char*, Rest...>> =
    member_fits<Request, Pointer> && are_header_members<Request, std::tuple<Rest...>>;

/// The number of members that an operation sends in headers.
template <class Op>
inline constexpr std::size_t header_members =
    std::tuple_size_v<std::remove_cvref_t<decltype(in_headers_of<Op>.list)>> / 2;

/// The name of the I-th header that carries a member.
template <class Op, std::size_t I>
inline constexpr std::string_view header_name = std::get<2 * I + 1>(in_headers_of<Op>.list);

/// Checks the type of a member that is sent in a header. The compiler's message contains the operation and the name.
template <class Op, fixed_string Name, class M, class Owner>
consteval bool check_header_member(M Owner::*) {
  static_assert(is_header_type<M>,
                "roster: a member that is sent in a header is a list, a map or a struct; a header has one "
                "value; send a string, a number, a time or an open_enum");
  return is_header_type<M> && check_header_name<Op, Name>();
}

template <class Op>
consteval bool check_header_members() {
  using declared = std::remove_cvref_t<decltype(in_headers_of<Op>)>;
  constexpr bool fits = [] {
    if constexpr (is_in_header<declared>)
      return are_header_members<typename Op::request, std::remove_cvref_t<decltype(in_headers_of<Op>.list)>>;
    else
      return false;
  }();
  static_assert(fits,
                "roster: in_headers of this operation does not list members of the request and names; each "
                "member is followed by the name of its header; write roster::in_header{&my_request::project, "
                "\"X-Project-Id\"}");
  if constexpr (fits)
    return []<std::size_t... I>(std::index_sequence<I...>) {
      return (check_header_member<Op, fixed_string<header_name<Op, I>.size()>(header_name<Op, I>)>(
                  std::get<2 * I>(in_headers_of<Op>.list)) &&
              ...);
    }(std::make_index_sequence<header_members<Op>>{});
  else
    return false;
}

/// Checks that no header is declared twice, after the headers themselves have been checked.
template <class Op>
consteval bool check_unique_headers() {
  constexpr std::size_t constants = headers_of<Op>.count;
  constexpr bool unique = [&]<std::size_t... I>(std::index_sequence<I...>) {
    std::array<std::string_view, constants + sizeof...(I) + 1> all{};
    for (std::size_t i = 0; i != constants; ++i) all[i] = headers_of<Op>.list[i].name;
    ((all[constants + I] = header_name<Op, I>), ...);
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (http::detail::same_ignoring_case(all[i], all[j])) return false;
    return true;
  }(std::make_index_sequence<header_members<Op>>{});
  static_assert(
      unique,
      "roster: this operation declares a header twice; upper and lower case are the same; remove one "
      "of them");
  return unique;
}

/// Checks the path and the headers of an operation, after its request has been checked.
template <class Op>
consteval bool check_request_parts() {
  if constexpr (!check_path_parameters<Op>() || !check_target_text<Op>() || !check_fixed_headers<Op>() ||
                !check_header_members<Op>())
    return false;
  else
    return check_unique_headers<Op>() && check_query_members<Op>();
}

}  // namespace roster::inline v0::detail
