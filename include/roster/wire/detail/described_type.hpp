// SPDX-License-Identifier: BSL-1.0
#pragma once
// The types of a schema as data, for documents about it: constant tables without functions.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <roster/schema/kind.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace roster::inline v0::detail {

struct described_type;

/// A member of a struct: its name on the wire, its type, and its annotations.
struct described_member {
  std::string_view name{};
  const described_type* type{};
  std::string_view doc{};
  std::string_view units{};
};

/// Describes a type.
struct described_type {
  detail::kind kind{};
  bool or_one{};                                          ///< a list that may be a single value
  std::string_view name{};                                ///< of a struct, as spelled in the source
  const described_type* inner{};                          ///< the content of an optional, a list or a map
  std::span<const std::string_view> texts{};              ///< the documented values of an open_enum
  std::span<const described_member> members{};            ///< of a struct
  std::span<const described_type* const> alternatives{};  ///< of a variant
  std::int64_t lowest{};                                  ///< of an integer
  std::uint64_t highest{};                                ///< of an integer
};

template <class T, letter_case Case>
consteval described_type describe_type();

/// The description of T, with names in the given letter case.
template <class T, letter_case Case>
inline constexpr described_type described_type_of = describe_type<T, Case>();

template <class T, std::size_t I, letter_case Case>
consteval described_member describe_member() {
  described_member out{.name = wire_name<T, I, Case>, .type = &described_type_of<field_type<T, I>, Case>};
  if constexpr (reads_annotations) {
    out.doc = annotated_doc<T, I>;
    out.units = annotated_units<T, I>;
  }
  return out;
}

template <class T, letter_case Case>
inline constexpr auto described_members_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<described_member, sizeof...(I)>{describe_member<T, I, Case>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <class T, letter_case Case>
inline constexpr auto described_alternatives_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<const described_type*, sizeof...(I)>{
      &described_type_of<std::variant_alternative_t<I, T>, Case>...};
}(std::make_index_sequence<std::variant_size_v<T>>{});

template <class T, letter_case Case>
consteval described_type describe_type() {
  described_type out{.kind = kind_of<T>, .or_one = is_one_or_many<T>};
  if constexpr (kind_of<T> == kind::integer) {
    out.lowest = static_cast<std::int64_t>(std::numeric_limits<T>::lowest());
    out.highest = static_cast<std::uint64_t>((std::numeric_limits<T>::max)());
  }
  if constexpr (kind_of<T> == kind::open_enum) out.texts = documented_texts<T>;
  if constexpr (kind_of<T> == kind::variant) out.alternatives = described_alternatives_of<T, Case>;
  if constexpr (kind_of<T> == kind::object) {
    out.name = name_of_type<T>;
    out.members = described_members_of<T, Case>;
  }
  if constexpr (!std::is_same_v<inner_type<T>, T>) out.inner = &described_type_of<inner_type<T>, Case>;
  return out;
}

}  // namespace roster::inline v0::detail
