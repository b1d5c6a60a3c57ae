// SPDX-License-Identifier: BSL-1.0
#pragma once
// Adds a condition to a request, as far as the filters of the operation allow it. Independent of the vendor.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/client/options.hpp>
#include <roster/config.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::detail {

/// Returns whether the options have an extra parameter or member of this name.
ROSTER_DECL bool is_extra(const list_options& options, std::string_view name);

ROSTER_DECL std::string request_text(const type_descriptor& type, const void* request);

template <letter_case Case, auto... Members>
bool leads_to(path_type<Members...>, const field_name& field) {
  std::string name;
  const auto add = [&](std::string_view part) { name.append(name.empty() ? "" : ".").append(part); };
  (add(field.on_wire ? wire_name_of_member<Members, Case> : name_of_member<Members>), ...);
  return name == field.text;
}

/// Returns the value that the filter can be set to; nothing if the request would then mean something else: an empty
/// string does not filter, a time may be written in another format, and the service may reject an undocumented value.
template <class T>
std::optional<T> as_parameter(const operand& value, std::string_view except) {
  const auto* text = value.time ? nullptr : std::get_if<std::string>(&value.value);
  const auto* number = std::get_if<std::int64_t>(&value.value);
  if constexpr (kind_of<T> == kind::text) {
    if (text != nullptr && !text->empty() && *text != except) return *text;
  } else if constexpr (kind_of<T> == kind::open_enum) {
    if (text != nullptr && *text != except)
      if (T known(*text); known.known()) return known;
  } else if constexpr (kind_of<T> == kind::integer) {
    if (number != nullptr && std::in_range<T>(*number)) return static_cast<T>(*number);
  } else if constexpr (kind_of<T> == kind::boolean || kind_of<T> == kind::flag) {
    const auto* boolean = std::get_if<bool>(&value.value);
    if (boolean != nullptr && *boolean) return T(true);  // a false filter would match absent values, too
  }
  return std::nullopt;
}

/// Sets a member that is not set. Returns false, and changes nothing, when the member cannot express these values.
template <class T>
bool push_value(std::optional<T>& member, const std::vector<operand>& values, std::string_view except) {
  if (member || values.size() != 1) return false;
  member = as_parameter<T>(values.front(), except);
  return member.has_value();
}
inline bool push_value(flag& member, const std::vector<operand>& values, std::string_view except) {
  if (member.has_value() || values.size() != 1) return false;
  const auto parameter = as_parameter<flag>(values.front(), except);
  if (parameter) member = *parameter;
  return parameter.has_value();
}
template <class T>
bool push_value(std::vector<T>& member, const std::vector<operand>& values, std::string_view except) {
  if (!member.empty()) return false;
  std::vector<T> all;
  for (const auto& value : values) {
    auto parameter = as_parameter<T>(value, except);
    if (!parameter) return false;
    all.push_back(std::move(*parameter));
  }
  member = std::move(all);
  return true;
}
/// A string or an open_enum is not set while it is empty.
template <class T>
  requires(kind_of<T> == kind::text || kind_of<T> == kind::open_enum)
bool push_value(T& member, const std::vector<operand>& values, std::string_view except) {
  if (!member.empty() || values.size() != 1) return false;
  auto parameter = as_parameter<T>(values.front(), except);
  if (parameter) member = std::move(*parameter);
  return parameter.has_value();
}
template <class Other>
bool push_value(Other&, const std::vector<operand>&, std::string_view) {
  return false;
}

/// Returns the name on the wire of the request's member itself, which may contain the one that is sent.
template <letter_case Case, auto Sent>
constexpr std::string_view outer_name() {
  if constexpr (requires { Sent.size; })
    return []<auto First, auto... Rest>(path_type<First, Rest...>) {
      return wire_name_of_member<First, Case>;
    }(Sent);
  else
    return wire_name_of_member<Sent, Case>;
}

/// Sets the member at `sent`; empty optionals in the path are created only when the values can be expressed.
template <class Request, class Sent>
bool push_value_at(Request& request, Sent sent, const std::vector<operand>& values, std::string_view except) {
  if (auto* const member = find_sent(request, sent)) return push_value(*member, values, except);
  std::remove_reference_t<decltype(make_sent(request, sent))> fresh{};
  if (!push_value(fresh, values, except)) return false;
  make_sent(request, sent) = std::move(fresh);
  return true;
}

template <operation Op, std::size_t I>
bool push_by_filter(typename Op::request& request, const list_options& options, const in_list& wanted) {
  constexpr auto filter = std::get<I>(filters_of<Op>.list);
  if constexpr (is_pushable<std::remove_const_t<decltype(filter)>>)
    return leads_to<case_of<Op>>(filter.item, wanted.field) &&
           !is_extra(options, outer_name<case_of<Op>, filter.member>()) &&
           push_value_at(request, filter.member, wanted.values, filter.excepted);
  else
    return false;
}

/// Adds to the request of a listing a filter for the items that satisfy `wanted`. Returns false, and changes nothing,
/// when no filter of the operation means exactly that, or its member is set already.
template <operation Op>
bool push_down(typename Op::request& request, const list_options& options, const in_list& wanted) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (push_by_filter<Op, I>(request, options, wanted) || ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(filters_of<Op>.list)>>{});
}

/// Returns the members of a request that are set, as they are sent; secrets are redacted.
template <operation Op>
std::string request_text_of(const typename Op::request& request) {
  return request_text(*checked_shape_of<typename Op::request, case_of<Op>>(), std::addressof(request));
}

/// Moves the server-side part of a condition into the request of a listing, as where() does on a range. Returns the
/// rest, which is a client-side filter.
/// Example: push_down: moves the server-side part of a condition into a request
template <operation Op>
condition<item_of<Op>> push_down(const condition<item_of<Op>>& wanted, typename Op::request& request,
                                 const list_options& options = {}) {
  const auto push = [&](const in_list& part) { return detail::push_down<Op>(request, options, part); };
  return condition<item_of<Op>>(remaining(wanted.node(), push));
}

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/pushdown.ipp>
#endif
