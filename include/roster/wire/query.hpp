// SPDX-License-Identifier: BSL-1.0
#pragma once
// The query of a request: from its struct, and single parameters by name.

#include <array>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::detail {

ROSTER_DECL std::vector<std::pair<std::string, std::string>> query_of(erased_ref request);

template <class T>
consteval bool check_query_request() {
  bool known = true;
  for_each_field<T>([&](auto i) { known = known && kind_of<field_type<T, i>> != kind::unknown; });
  return known;
}

template <class T>
consteval bool check_sent_as_query() {
  static_assert(check_query_request<T>(),
                "roster: a request that is sent as a query has unknown_fields; only responses and JSON "
                "bodies have them; remove them and send other parameters with extra_query");
  return check_query_request<T>();
}

/// Returns the members of `request` that are set, in the order of declaration. A list becomes one pair per entry, a
/// map or an object one compact JSON text; secrets are revealed. An optional that holds "" is sent, an empty plain
/// string is not.
/// Fails: failure(errc::invalid_argument) as `encode` does.
/// Example: query: sends a map as one compact JSON object
template <letter_case Case = verbatim_case, class T>
std::vector<std::pair<std::string, std::string>> to_query(const T& request) {
  static_assert(check_sent_as_query<T>());
  return detail::query_of({checked_shape_of<T, Case>(), std::addressof(request)});
}

}  // namespace roster::inline v0::detail

namespace roster::inline v0 {

/// Why a member was not set.
struct parameter_error {
  /// Which argument was invalid.
  enum class reason { unknown_name, bad_value };

  reason fault{};         ///< what is wrong
  std::string message{};  ///< one line: `PageSize: expected an integer, found "many"`
};

/// A parameter of a request.
struct parameter_info {
  std::string_view name{};                    ///< on the wire
  detail::kind kind{};                        ///< of its value; optionals are unwrapped
  detail::kind entry{};                       ///< of an entry, for a list or a map; otherwise as `kind`
  std::span<const std::string_view> texts{};  ///< the documented values, for an open_enum
};

namespace detail {

/// Replaces a value with the decoded JSON text.
using decode_function = std::optional<decode_error> (*)(std::string_view json, void* value);

/// A type-erased request, with a decoder for each member whose text is JSON.
struct assign_target {
  const type_descriptor* type;
  void* request;
  std::span<const decode_function> decoders;
};

ROSTER_DECL std::optional<parameter_error> assign_text(assign_target target, std::string_view name,
                                                       std::string_view value);
ROSTER_DECL std::optional<parameter_error> set_parameters(assign_target target, std::string_view name,
                                                          std::string_view pairs);
ROSTER_DECL std::vector<parameter_info> parameters_of(const type_descriptor& type);

/// Decodes a variant. A text that does not fit otherwise is a string if there is an alternative for one.
template <class T, letter_case Case>
std::optional<decode_error> decode_variant(std::string_view text, void* value) {
  constexpr bool holds_string = []<class... A>(std::type_identity<std::variant<A...>>) {
    return ((json_kind_of<A> == json_kind::string) || ...);
  }(std::type_identity<T>{});
  T fresh{};
  auto error = decode<Case>(text, fresh);
  if (holds_string && error) error = decode<Case>(json_string(text), fresh);
  if (!error) *static_cast<T*>(value) = std::move(fresh);
  return error;
}

/// Returns the decoder for a member of type T; nullptr when its value is neither an object, a map nor a variant.
template <class T, letter_case Case>
consteval decode_function find_decoder() {
  if constexpr (kind_of<T> == kind::optional || kind_of<T> == kind::list)
    return find_decoder<inner_type<T>, Case>();
  else if constexpr (kind_of<T> == kind::variant)
    return decode_variant<T, Case>;
  else if constexpr (kind_of<T> == kind::map || kind_of<T> == kind::object)
    return [](std::string_view json, void* value) {
      T fresh{};
      auto error = decode<Case>(json, fresh);
      if (!error) *static_cast<T*>(value) = std::move(fresh);
      return error;
    };
  else
    return nullptr;
}

template <class T, letter_case Case>
inline constexpr auto decoders_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<decode_function, sizeof...(I)>{find_decoder<field_type<T, I>, Case>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <letter_case Case, class T>
assign_target target_of(T& request) noexcept {
  return {checked_shape_of<T, Case>(), std::addressof(request), decoders_of<T, Case>};
}

}  // namespace detail

/// Sets the member called `name` on the wire. Each call appends one entry to a list; a map is set from a JSON object,
/// a variant from the JSON of an alternative or from the text of its string; booleans may be in any letter case, since some clients send `True`. Returns the error, std::nullopt on success. A
/// member that could not be set is unchanged.
/// Example: set_parameter: names the closest parameter
template <letter_case Case = verbatim_case, class T>
std::optional<parameter_error> set_parameter(T& request, std::string_view name, std::string_view value) {
  return detail::assign_text(detail::target_of<Case>(request), name, value);
}

/// Adds the pairs of "key=value,key" to the map called `name`; a key alone has an empty value. Returns the error,
/// std::nullopt on success; the pairs before an invalid one are added. A key that the map already has is an error.
/// Example: set_parameters: accepts keys with and without a value
template <letter_case Case = verbatim_case, class T>
std::optional<parameter_error> set_parameters(T& request, std::string_view name, std::string_view pairs) {
  return detail::set_parameters(detail::target_of<Case>(request), name, pairs);
}

/// Returns every parameter of the request T, in the order of declaration.
template <letter_case Case, class T>
std::vector<parameter_info> parameters() {
  return detail::parameters_of(*detail::checked_shape_of<T, Case>());
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/query.ipp>
#endif
