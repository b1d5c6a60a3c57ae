// SPDX-License-Identifier: BSL-1.0
// Prints the operations of operations.inc, which tools/docs writes, as lines of fields separated by tabs: each operation, the
// structs of its request and response, and their members with names on the wire, types and enumerated values.

#include <iostream>
#include <roster/catalog.hpp>
#include <roster/eas/schema.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/operation_traits.hpp>
#include <set>
#include <string>
#include <typeinfo>
#include <variant>

namespace {

namespace detail = roster::detail;
using detail::kind;

template <class T>
std::string type_text();

template <class T>
std::string alternatives(std::type_identity<T>) {
  return {};
}
template <class... T>
std::string alternatives(std::type_identity<std::variant<T...>>) {
  std::string out;
  ((out += (out.empty() ? "" : " or ") + type_text<T>()), ...);
  return out;
}

template <class T>
std::string type_text() {
  using inner = detail::inner_type<T>;
  switch (detail::kind_of<T>) {
    case kind::text:
      return "string";
    case kind::boolean:
    case kind::flag:
      return "boolean";
    case kind::integer:
      return "integer";
    case kind::real:
      return "number";
    case kind::open_enum:
      return "enumeration";
    case kind::secret:
      return "string, secret";
    case kind::bytes:
      return "string, base64";
    case kind::json_text:
      return "any JSON";
    case kind::utc_time:
      return "string, a time";
    case kind::epoch_s:
      return "number, seconds since 1970";
    case kind::epoch_ms:
      return "number, milliseconds since 1970";
    case kind::variant:
      return alternatives(std::type_identity<T>{});
    case kind::object:
      return std::string("struct:").append(detail::name_of_type<T>);
    case kind::list:
      if constexpr (!std::is_same_v<inner, T>) return "list of " + type_text<inner>();
      break;
    case kind::map:
      if constexpr (!std::is_same_v<inner, T>) return "map of " + type_text<inner>();
      break;
    case kind::optional:
      if constexpr (!std::is_same_v<inner, T>) return type_text<inner>();
      break;
    default:
      break;
  }
  return "?";
}

template <class E>
std::string values_of(std::type_identity<roster::open_enum<E>>) {
  std::string out;
  for (const auto& row : roster::open_enum<E>::table()) out.append(out.empty() ? "" : ", ").append(row.text);
  return out;
}

template <class T>
std::string values_of(std::type_identity<T>) {
  using inner = detail::inner_type<T>;
  if constexpr (std::is_same_v<inner, T>)
    return {};
  else
    return values_of(std::type_identity<inner>{});
}

template <class T, roster::letter_case Case>
void print_struct(std::set<std::string>& printed);

template <class T, roster::letter_case Case>
void print_inside(std::set<std::string>& printed) {
  using inner = detail::inner_type<T>;
  if constexpr (detail::kind_of<T> == kind::object)
    print_struct<T, Case>(printed);
  else if constexpr (!std::is_same_v<inner, T>)
    print_inside<inner, Case>(printed);
}

template <class T, roster::letter_case Case>
void print_struct(std::set<std::string>& printed) {
  if (!printed.insert(typeid(T).name()).second) return;
  std::cout << "struct\t" << detail::name_of_type<T> << '\n';
  roster::for_each_field<T>([](auto i) {
    using type = detail::field_type<T, i>;
    if constexpr (detail::kind_of<type> != kind::unknown)
      std::cout << "member\t" << roster::member_name<T, i> << '\t' << detail::wire_name<T, i, Case> << '\t'
                << type_text<type>() << '\t' << values_of(std::type_identity<type>{}) << '\n';
  });
  roster::for_each_field<T>([&](auto i) { print_inside<detail::field_type<T, i>, Case>(printed); });
}

template <class Op>
void print(std::string_view name) {
  constexpr auto style = roster::case_of<Op>;
  std::cout << "operation\t" << name << '\t' << Op::target.method << '\t' << Op::target.path
            << (Op::target.query.empty() ? "" : "?") << Op::target.query << '\t';
  if constexpr (requires { Op::items; }) std::cout << detail::wire_path<style>(Op::items);
  std::cout << '\t' << detail::permission_of<Op>.needed << '\n';
  std::set<std::string> printed;
  print_inside<typename Op::request, style>(printed);
  print_inside<typename Op::response, style>(printed);
}

}  // namespace

int main() {
#define OPERATION(name) print<roster::name>(#name);
#include "operations.inc"
}
