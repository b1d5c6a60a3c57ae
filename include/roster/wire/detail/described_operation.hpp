// SPDX-License-Identifier: BSL-1.0
#pragma once
// The declaration of an operation as data, for documents about it. Only these templates depend on the operation.

#include <array>
#include <cstddef>
#include <roster/schema/detail/check_call.hpp>
#include <roster/schema/detail/request_parts.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/wire/detail/described_type.hpp>
#include <roster/wire/detail/json_schemas.hpp>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// A member of the request that is sent in a header.
struct described_header {
  std::string_view name{};
  std::size_t member{};
};

/// Where an operation finds an error: the struct that describes it and headers; those not declared are nullptr and "".
struct described_errors {
  std::array<const described_type*, 2> structs{};
  std::array<std::string_view, 3> headers{};
};

/// What an operation declares, as data.
struct described_operation {
  std::string_view name{};
  std::string_view version{};
  detail::target where{};
  const described_type* request{};
  const described_type* response{};
  std::span<const std::size_t> in_path{};  ///< members of the request, in the order of the parameters
  std::span<const described_header> in_headers{};
  std::span<const fixed_header> headers{};
  std::span<const required_member> required{};
  std::array<std::string_view, 6> response_headers{};  ///< those that the paging reads; "" for unused ones
  const described_errors* errors{};                    ///< nullptr: not declared
  bool in_lines{};                                     ///< the response has one item per line
};

/// The required members in the path from Root; optional structs in it, too, if `all`.
template <class Root, letter_case Case, bool All, std::size_t N>
constexpr void add_required(std::array<required_member, N>&, std::size_t&, path_type<>) {}
template <class Root, letter_case Case, bool All, std::size_t N, auto First, auto... Rest>
constexpr void add_required(std::array<required_member, N>& out, std::size_t& count,
                            path_type<First, Rest...>) {
  if constexpr (is_each<First>) {
    using element = typename inside_optional<inner_type<Root>>::type;
    add_required<element, Case, false>(out, count, path_type<Rest...>{});
  } else {
    using member = std::remove_reference_t<decltype(std::declval<Root&>().*First)>;
    if (!All && is_optional<member>) return;
    out[count++] = {&described_type_of<Root, Case>, index_of<Root>(First)};
    add_required<typename inside_optional<member>::type, Case, All>(out, count, path_type<Rest...>{});
  }
}

template <class Path>
inline constexpr std::size_t steps_of = 0;
template <auto... Steps>
inline constexpr std::size_t steps_of<path_type<Steps...>> = sizeof...(Steps);
template <class... Path>
inline constexpr std::size_t steps_of<keys<Path...>> = (steps_of<std::remove_cvref_t<Path>> + ... + 0);

template <class Root, letter_case Case, class Key, std::size_t N>
constexpr void add_key(std::array<required_member, N>& out, std::size_t& count, Key key) {
  if constexpr (is_path<Key>)
    add_required<Root, Case, false>(out, count, key);
  else if constexpr (is_composite<Key>)
    [&]<class... Path>(const keys<Path...>&) {
      (add_required<Root, Case, false>(out, count, std::remove_cvref_t<Path>{}), ...);
    }(key);
}

/// Returns the members that every response has, and their number: those in the paths to the items and to the key.
template <class Op>
constexpr auto find_required() {
  using response = typename Op::response;
  using key = std::remove_cvref_t<decltype(key_of<Op>)>;
  if constexpr (declares_list<Op>) {
    std::array<required_member, list_path<Op>::size + path_in_list<Op>::size + steps_of<key> + 1> out{};
    std::size_t count = 0;
    add_required<response, case_of<Op>, !list_may_be_absent<Op>>(out, count, list_path<Op>{});
    add_required<items_type<Op>, case_of<Op>, false>(out, count, path_in_list<Op>{});
    add_key<typename inside_optional<item_of<Op>>::type, case_of<Op>>(out, count, key_of<Op>);
    return std::pair(out, count);
  } else {
    std::array<required_member, steps_of<key> + 1> out{};
    std::size_t count = 0;
    add_key<response, case_of<Op>>(out, count, key_of<Op>);
    return std::pair(out, count);
  }
}
template <class Op>
inline constexpr auto required_of = find_required<Op>();

template <class Op>
inline constexpr auto described_path_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<std::size_t, sizeof...(I)>{
      index_of_wire_name<typename Op::request, case_of<Op>>(parameter_at(Op::target.path, I))...};
}(std::make_index_sequence<count_parameters(Op::target.path)>{});

template <class Op>
inline constexpr auto described_headers_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<described_header, sizeof...(I)>{described_header{
      header_name<Op, I>, index_of<typename Op::request>(std::get<2 * I>(in_headers_of<Op>.list))}...};
}(std::make_index_sequence<header_members<Op>>{});

/// The name of a header of the response; "" for a path.
template <class Place>
constexpr std::string_view name_of_header(const Place& place) {
  if constexpr (std::is_same_v<Place, header>)
    return place.name;
  else
    return {};
}

/// Returns the headers of a response that the paging reads.
template <class Paging>
constexpr std::array<std::string_view, 6> find_response_headers(const Paging& p) {
  std::array<std::string_view, 6> out{};
  if constexpr (pages_by_url<Paging> && !requires { p.next; }) out[0] = "Link";
  if constexpr (requires { p.next; }) out[0] = name_of_header(p.next);
  if constexpr (requires { p.more; }) out[1] = name_of_header(p.more);
  if constexpr (requires { p.total; }) out[2] = name_of_header(p.total);
  if constexpr (requires { p.pages; }) out[3] = name_of_header(p.pages);
  if constexpr (requires { p.echoed_size; }) out[4] = name_of_header(p.echoed_size);
  if constexpr (requires { p.echoed_number; }) out[5] = name_of_header(p.echoed_number);
  return out;
}

/// The struct in which a path of errors begins; nullptr for a header.
template <letter_case Case, class Place>
constexpr const described_type* struct_of_error(const Place&) {
  if constexpr (is_place_path<Place>)
    return &described_type_of<typename root_of_path<Place>::type, Case>;
  else
    return nullptr;
}

template <class Op>
inline constexpr described_errors errors_described_of{
    .structs = {struct_of_error<case_of<Op>>(errors_of<Op>.code),
                struct_of_error<case_of<Op>>(errors_of<Op>.message)},
    .headers = {name_of_header(errors_of<Op>.code), name_of_header(errors_of<Op>.message),
                name_of_header(errors_of<Op>.request_id)}};

/// Returns the declaration as data, after it has been checked; every error is reported in one sentence.
template <class Op>
consteval described_operation describe_operation() {
  described_operation out{};
  if constexpr (check_declaration<Op>()) {
    out = {.name = name_of_type<Op>,
           .where = Op::target,
           .request = &described_type_of<typename Op::request, case_of<Op>>,
           .response = &described_type_of<typename Op::response, case_of<Op>>,
           .in_path = described_path_of<Op>,
           .in_headers = described_headers_of<Op>,
           .headers = std::span(headers_of<Op>.list).first(headers_of<Op>.count),
           .required = std::span(required_of<Op>.first).first(required_of<Op>.second)};
    if constexpr (requires { std::string_view(Op::version); }) out.version = Op::version;
    if constexpr (declares_list<Op>) {
      out.response_headers = find_response_headers(paging_of<Op>);
      out.in_lines = format_of<Op> == json_lines;
    }
    if constexpr (requires { Op::errors; }) out.errors = &errors_described_of<Op>;
  }
  return out;
}

template <class Op>
inline constexpr described_operation described_operation_of = describe_operation<Op>();

}  // namespace roster::inline v0::detail
