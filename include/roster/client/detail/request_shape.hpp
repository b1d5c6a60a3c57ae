// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which member of an operation's request is sent where, described at run time.

#include <array>
#include <cstddef>
#include <roster/schema/detail/request_parts.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/request_headers.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <roster/wire/query.hpp>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace roster::inline v0::detail {

/// A header that carries a member.
struct header_member {
  std::string_view name{};
  std::size_t member{};  ///< its index in the request
};

struct request_shape {
  detail::target where{};
  const type_descriptor* request{};  ///< all members
  const type_descriptor*
      content{};  ///< without the members in the path and in headers; the addresses are the same
  std::span<const std::size_t> path{};          ///< the members in the path, in the order of its parameters
  std::span<const header_member> in_headers{};  ///< the members in headers
  std::span<const fixed_header> headers{};      ///< the constant headers
};

template <class Op>
inline constexpr auto path_members_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<std::size_t, sizeof...(I)>{
      index_of_wire_name<typename Op::request, case_of<Op>>(parameter_at(Op::target.path, I))...};
}(std::make_index_sequence<count_parameters(Op::target.path)>{});

template <class Op>
inline constexpr auto header_members_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<header_member, sizeof...(I)>{header_member{
      header_name<Op, I>, index_of<typename Op::request>(std::get<2 * I>(in_headers_of<Op>.list))}...};
}(std::make_index_sequence<header_members<Op>>{});

/// The type of a member that is not part of the query or the body: an optional that is always empty.
inline constexpr optional_access always_empty{.get = [](const void*) -> const void* { return nullptr; },
                                              .set = [](void*, fill_function) {}};
inline constexpr type_descriptor sent_elsewhere{.kind = kind::optional,
                                                .inner = &type_descriptor_of<bool, letter_case::verbatim>,
                                                .optional = &always_empty};

template <class Op>
inline constexpr auto content_members_of = [] {
  auto members = members_of<typename Op::request, case_of<Op>>;
  for (const std::size_t member : path_members_of<Op>) members[member].type = &sent_elsewhere;
  for (const header_member& one : header_members_of<Op>) members[one.member].type = &sent_elsewhere;
  return members;
}();

template <class Op>
inline constexpr object_access content_object_of{.members = content_members_of<Op>,
                                                 .addresses = addresses_of_fields<typename Op::request>};

template <class Op>
inline constexpr type_descriptor content_of{.kind = kind::object, .object = &content_object_of<Op>};

/// The shape of an operation's request, after it has been checked; every error is reported in one sentence.
template <class Op>
consteval request_shape make_request_shape() {
  using request = typename Op::request;
  request_shape shape{.where = Op::target, .request = checked_shape_of<request, case_of<Op>>()};
  shape.content = shape.request;
  if constexpr (Op::target.method == "GET") check_sent_as_query<request>();
  if constexpr (check_request_parts<Op>()) {
    if constexpr (count_parameters(Op::target.path) + header_members<Op> != 0) {
      shape.content = &content_of<Op>;
      shape.path = path_members_of<Op>;
      shape.in_headers = header_members_of<Op>;
    }
    shape.headers = std::span(headers_of<Op>.list).first(headers_of<Op>.count);
  }
  return shape;
}

template <class Op>
inline constexpr request_shape request_shape_of = make_request_shape<Op>();

}  // namespace roster::inline v0::detail
