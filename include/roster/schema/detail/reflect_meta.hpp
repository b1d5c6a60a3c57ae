// SPDX-License-Identifier: BSL-1.0
#pragma once
// The members of structs and the enumerators of enumerations by the reflection of C++26 (P2996). It has the same
// interface as reflect_pfr.hpp.

#include <roster/config.hpp>
#include <roster/schema/annotations.hpp>
#include <roster/schema/detail/enum_text.hpp>

#if defined(ROSTER_HAS_REFLECTION)
#include <array>
#include <cstddef>
#include <meta>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// Access to every member: those of an aggregate are public.
consteval std::meta::access_context all_members() { return std::meta::access_context::unchecked(); }

consteval std::vector<std::meta::info> bases_of_type(std::meta::info type) {
  std::vector<std::meta::info> out;
  for (const auto base : std::meta::bases_of(type, all_members()))
    out.push_back(std::meta::dealias(std::meta::type_of(base)));
  return out;
}

/// Appends the members of a struct, after those of its bases.
consteval void append_members(std::vector<std::meta::info>& out, std::meta::info type) {
  for (const auto base : bases_of_type(type)) append_members(out, base);
  for (const auto member : std::meta::nonstatic_data_members_of(type, all_members())) out.push_back(member);
}

consteval std::vector<std::meta::info> members_of_type(std::meta::info type) {
  std::vector<std::meta::info> out;
  append_members(out, type);
  return out;
}

consteval bool has_base_with_hidden_members(std::meta::info type) {
  for (const auto base : bases_of_type(type))
    if (!std::meta::is_aggregate_type(base) || has_base_with_hidden_members(base)) return true;
  return false;
}

/// Whether a member has no name, or no address that a pointer to it could hold, or belongs to a base that the struct has
/// twice.
consteval bool has_member_without_pointer(std::meta::info type) {
  const auto all = members_of_type(type);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!std::meta::has_identifier(all[i]) || std::meta::is_bit_field(all[i]) ||
        std::meta::is_reference_type(std::meta::type_of(all[i])))
      return true;
    for (std::size_t j = 0; j < i; ++j)
      if (all[i] == all[j]) return true;
  }
  return false;
}

/// Whether T has a base whose members cannot be reflected: it is no aggregate.
template <class T>
concept has_hidden_base = has_base_with_hidden_members(^^T);

/// The number of members of T, those of its bases included.
template <class T>
inline constexpr std::size_t member_count = members_of_type(^^T).size();

template <class T>
inline constexpr bool has_too_many_members = false;

/// Whether T has a member that cannot be reflected: a bit-field, a reference, or one without a name.
template <class T>
inline constexpr bool has_uncounted_member = has_member_without_pointer(^^T);

/// Whether a struct may have arrays as members.
inline constexpr bool reflects_arrays = true;

/// Whether T has an array, which would be rejected.
template <class T>
consteval bool has_array() {
  return false;
}

template <class T>
consteval bool crashes_compiler() {
  return false;
}

/// The members of T. It is no std::define_static_array, which g++ 16.2 confuses for local structs of the same name.
template <class T>
inline constexpr auto reflected_members = [] {
  std::array<std::meta::info, member_count<T> + 1> out{};
  std::size_t at = 0;
  for (const auto member : members_of_type(^^T)) out[at++] = member;
  return out;
}();

// Splicing a member that is deprecated warns, although no program has named it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
template <std::size_t I, class T>
constexpr auto& reflected_at(T& object) noexcept {
  return object.[:reflected_members<std::remove_const_t<T>>[I]:];
}

template <class T, std::size_t I>
using reflected_type = [:std::meta::type_of(reflected_members<T>[I]):];

/// The struct that declares the I-th member of T: T or one of its bases.
template <class T, std::size_t I>
using reflected_owner = [:std::meta::parent_of(reflected_members<T>[I]):];

/// Whether Base is a base of T whose members are members of T.
template <class Base, class T>
inline constexpr bool is_visible_base = std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>;

template <class T, std::size_t I, class M, class Owner>
constexpr bool is_member_at(M Owner::* member) noexcept {
  if constexpr ((std::is_same_v<Owner, T> || is_visible_base<Owner, T>) &&
                (std::is_same_v<Owner, reflected_owner<T, I>> ||
                 is_visible_base<reflected_owner<T, I>, Owner>) &&
                std::is_same_v<M, reflected_type<T, I>>)
    return &[:reflected_members<T>[I]:] == member;
  else
    return false;
}
#pragma GCC diagnostic pop

template <class T, std::size_t I>
inline constexpr std::string_view reflected_name = std::meta::identifier_of(reflected_members<T>[I]);

consteval std::string_view find_name_of_type(std::meta::info type) {
  if (std::meta::has_template_arguments(type)) type = std::meta::template_of(type);
  return std::meta::has_identifier(type) ? std::meta::identifier_of(type) : std::string_view();
}

/// The name of a struct, without namespaces and template arguments.
template <class T>
inline constexpr std::string_view name_of_type = find_name_of_type(^^T);

/// Returns the index of the member that `member` points to; the number of members when there is none.
template <class T, class M, class Owner>
constexpr std::size_t find_reflected(M Owner::* member) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    std::size_t index = member_count<T>;
    ((detail::is_member_at<T, I>(member) ? void(index = I) : void()), ...);
    return index;
  }(std::make_index_sequence<member_count<T>>{});
}

/// Returns the member that Owner declares and `member` points to; no reflection if it is that of a base.
template <class M, class Owner>
consteval std::meta::info find_declared(M Owner::* member) {
  for (const auto one : std::meta::nonstatic_data_members_of(^^Owner, all_members()))
    if (std::meta::is_same_type(std::meta::type_of(one), ^^M) &&
        std::meta::extract<M Owner::*>(one) == member)
      return one;
  return {};
}

/// The name of the member that `Member` points to, as spelled in the source.
template <auto Member>
inline constexpr std::string_view name_of_member = std::meta::identifier_of(detail::find_declared(Member));

/// Whether members have annotations: the functions below return something else than "".
inline constexpr bool reads_annotations = true;

template <class Annotation>
consteval std::string_view annotation_of(std::meta::info entity) {
  for (const auto one : std::meta::annotations_of_with_type(entity, ^^Annotation))
    return std::meta::extract<Annotation>(one).text;
  return {};
}

/// The number of names that the I-th member of T is annotated with.
template <class T, std::size_t I>
inline constexpr std::size_t name_annotations =
    std::meta::annotations_of_with_type(reflected_members<T>[I], ^^name).size();

/// The name, the description and the units that a member is annotated with; "" without one.
template <class T, std::size_t I>
inline constexpr std::string_view annotated_name = annotation_of<name>(reflected_members<T>[I]);
template <auto Member>
inline constexpr std::string_view annotated_name_of = annotation_of<name>(detail::find_declared(Member));
template <class T, std::size_t I>
inline constexpr std::string_view annotated_doc = annotation_of<doc>(reflected_members<T>[I]);
template <class T, std::size_t I>
inline constexpr std::string_view annotated_units = annotation_of<units>(reflected_members<T>[I]);

/// Returns whether a table has every enumerator of E once, and no other value.
template <class E, class Table>
consteval bool lists_every_enumerator(const Table& table) {
  const auto enumerators = std::meta::enumerators_of(^^E);
  std::size_t named = 0;  // rows whose value is an enumerator; several enumerators may have one value
  for (const auto& row : table)
    for (const auto one : enumerators)
      if (std::meta::extract<E>(one) == row.value) {
        ++named;
        break;
      }
  for (const auto one : enumerators) {
    std::size_t listed = 0;
    for (const auto& row : table) listed += row.value == std::meta::extract<E>(one) ? 1U : 0U;
    if (listed != 1) return false;
  }
  return named == table.size();
}

/// Whether enumerators have texts without a table.
template <class E>
inline constexpr bool has_texts_of_names = !std::meta::enumerators_of(^^E).empty();

/// Returns the enumerators with their texts: the names that they are annotated with, otherwise their own, where one
/// trailing '_' is dropped.
template <class E>
consteval auto texts_of_names() {
  std::array<enum_text<E>, std::meta::enumerators_of(^^E).size()> out{};
  std::size_t at = 0;
  for (const auto one : std::meta::enumerators_of(^^E)) {
    std::string_view text = std::meta::identifier_of(one);
    if (text.ends_with('_')) text.remove_suffix(1);
    const std::string_view annotated = annotation_of<name>(one);
    out[at++] = {std::meta::extract<E>(one), annotated.empty() ? text : annotated};
  }
  return out;
}

}  // namespace roster::inline v0::detail
#endif
