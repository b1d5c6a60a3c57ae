// SPDX-License-Identifier: BSL-1.0
#pragma once
// How members and enumerators are named on the wire.

#include <cstddef>
#include <roster/schema/keys.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {

/// The letter case of an operation's names on the wire. A single trailing '_' of a member is dropped in all of them.
enum class letter_case {
  verbatim,     ///< page_size
  upper_camel,  ///< PageSize
  camel,        ///< pageSize
};

/// Wire names are the member names, unchanged: `service_name`.
inline constexpr auto verbatim_case = letter_case::verbatim;

/// Wire names such as `ServiceName`.
inline constexpr auto pascal_case = letter_case::upper_camel;
/// Wire names such as `serviceName`.
inline constexpr auto camel_case = letter_case::camel;

namespace detail {

/// Calls `put(char)` for every character of the name on the wire.
template <class Put>
constexpr void spell(std::string_view member, letter_case style, Put put) {
  if (member.ends_with('_')) member.remove_suffix(1);
  bool start = style == letter_case::upper_camel;
  for (const char c : member) {
    if (style != letter_case::verbatim && c == '_') {
      start = true;
      continue;
    }
    put(start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    start = false;
  }
}

constexpr std::size_t spelled_size(std::string_view member, letter_case style) {
  std::size_t size = 0;
  spell(member, style, [&](char) { ++size; });
  return size;
}

template <std::size_t Size>
consteval fixed_string<Size> spelled(std::string_view member, letter_case style) {
  fixed_string<Size> out;
  std::size_t at = 0;
  spell(member, style, [&](char c) { out.text[at++] = c; });
  return out;
}

}  // namespace detail

/// Overrides the name of a member on the wire.
template <class Owner, class M>
struct renamed {
  M Owner::* member;      ///< a member of the struct
  std::string_view name;  ///< its name on the wire
};
template <class Owner, class M>
renamed(M Owner::*, const char*) -> renamed<Owner, M>;

/// The renamed members of a struct, as its `static consteval auto wire_names()` returns them.
template <class... Renamed>
struct names {
  std::tuple<Renamed...> list;  ///< each member at most once
  /// The renamed members.
  constexpr explicit names(Renamed... all) : list(all...) {}
};

namespace detail {

template <class T>
concept has_wire_names = requires { T::wire_names(); };

/// Returns the overriding name of the member that `member` points to; "" if it has none.
template <class T, class M>
constexpr std::string_view exception_to(M T::* member) noexcept {
  std::string_view found;
  if constexpr (has_wire_names<T>) {
    const auto look_at = [&]<class Owner, class Other>(renamed<Owner, Other> entry) {
      if constexpr (std::is_same_v<M T::*, Other Owner::*>)
        if (entry.member == member) found = entry.name;
    };
    std::apply([&](auto... r) { (look_at(r), ...); }, T::wire_names().list);
  }
  return found;
}

/// Whether wire_names() may name a member: it is of T, or the name is that of a base, whose wire_names() T inherits.
template <class T, class M, class Owner>
constexpr bool check_renamed(renamed<Owner, M> entry) {
  if constexpr (is_visible_base<Owner, T>)
    return exception_to(entry.member) == entry.name;
  else
    return index_of<T>(entry.member) < field_count<T>();
}

/// Returns whether no member of T is named twice, by wire_names() and annotations.
template <class T>
consteval bool renames_once() {
  std::size_t hits[field_count<T>() + 1]{};
  if constexpr (has_wire_names<T>)
    std::apply([&](auto... r) { (++hits[index_of<T>(r.member)], ...); }, T::wire_names().list);
  if constexpr (reads_annotations) for_each_field<T>([&](auto i) { hits[i] += name_annotations<T, i>; });
  for (const auto n : hits)
    if (n > 1) return false;
  return true;
}

template <class T>
consteval bool check_wire_names() {
  if constexpr (has_wire_names<T>) {
    constexpr bool ours =
        std::apply([](auto... r) { return (check_renamed<T>(r) && ...); }, T::wire_names().list);
    static_assert(ours,
                  "roster: wire_names() renames a member of another struct; it may name members of its own "
                  "struct only; "
                  "write renamed{&this_struct::member, \"Name\"}");
  }
  if constexpr (has_wire_names<T> || reads_annotations)
    static_assert(renames_once<T>(),
                  "roster: wire_names() renames a member twice; a member has one name; remove one of them");
  return true;
}

/// Evaluated once per struct, since the name of each of its members depends on it.
template <class T>
inline constexpr bool wire_names_are_valid = check_wire_names<T>();

/// Returns the overriding name of the I-th member; "" if it has none.
template <class T, std::size_t I>
constexpr std::string_view exception_of() noexcept {
  using owner = reflected_owner<T, I>;
  std::string_view found;
  if constexpr (reads_annotations) found = annotated_name<T, I>;
  if constexpr (has_wire_names<owner>) {
    std::apply([&](auto... r) { ((is_member_at<T, I>(r.member) ? void(found = r.name) : void()), ...); },
               owner::wire_names().list);
  }
  return found;
}

template <class T, std::size_t I, letter_case Case>
consteval auto make_wire_name() {
  static_assert(wire_names_are_valid<T>);
  constexpr std::string_view exception = exception_of<T, I>();
  constexpr std::string_view member = member_name<T, I>;
  if constexpr (!exception.empty())
    return fixed_string<exception.size()>(exception);
  else
    return spelled<spelled_size(member, Case)>(member, Case);
}

template <class T, std::size_t I, letter_case Case>
inline constexpr auto wire_name_text = make_wire_name<T, I, Case>();

/// The name of the I-th member of T on the wire.
template <class T, std::size_t I, letter_case Case>
inline constexpr std::string_view wire_name = detail::wire_name_text<T, I, Case>.view();

template <auto Member>
consteval std::string_view exception_of_member() {
  if constexpr (reads_annotations)
    if (!annotated_name_of<Member>.empty()) return annotated_name_of<Member>;
  return exception_to(Member);
}

template <auto Member, letter_case Case>
consteval auto make_wire_name_of_member() {
  constexpr std::string_view exception = exception_of_member<Member>();
  constexpr std::string_view member = name_of_member<Member>;
  if constexpr (!exception.empty())
    return fixed_string<exception.size()>(exception);
  else
    return spelled<spelled_size(member, Case)>(member, Case);
}

template <auto Member, letter_case Case>
inline constexpr auto wire_name_of_member_text = make_wire_name_of_member<Member, Case>();

/// The name on the wire of the member that `Member` points to; does not instantiate any other member.
template <auto Member, letter_case Case>
inline constexpr std::string_view wire_name_of_member = wire_name_of_member_text<Member, Case>.view();

template <letter_case Case, auto Step>
void append_step(std::string& out) {
  if constexpr (is_each<Step>)
    out += "[]";
  else
    out.append(out.empty() ? "" : ".").append(wire_name_of_member<Step, Case>);
}

/// Returns the members' names on the wire, joined by dots, with `[]` for each: "data.edges[].node".
template <letter_case Case, auto... Steps>
std::string wire_path(path_type<Steps...>) {
  std::string out;
  (append_step<Case, Steps>(out), ...);
  return out;
}

/// Returns the names of all members of a key.
template <letter_case Case, class... Path>
std::string wire_path(keys<Path...>) {
  std::string out;
  ((out.append(out.empty() ? "" : " or ").append(wire_path<Case>(Path{}))), ...);
  return out;
}

template <class T, fixed_string First, fixed_string Second>
consteval bool check_unique() {
  static_assert(!(First == Second),
                "roster: two members have the same name on the wire; each name identifies one member; rename "
                "one of them in wire_names()");
  return true;
}

/// Returns the indices of the first two members with the same name on the wire; the number of members twice if there
/// are none. A plain search, since instantiating check_unique for all pairs of 53 members takes a second.
template <class T, letter_case Case>
consteval std::pair<std::size_t, std::size_t> find_name_clash() {
  constexpr std::size_t count = field_count<T>();
  std::string_view all[count + 1]{};
  for_each_field<T>([&](auto i) { all[i] = wire_name<T, i, Case>; });
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = i + 1; j < count; ++j)
      if (all[i] == all[j]) return {i, j};
  return {count, count};
}

template <class T, letter_case Case>
consteval bool check_unique_names() {
  constexpr auto clash = find_name_clash<T, Case>();
  if constexpr (clash.first < field_count<T>())
    return check_unique<T, wire_name_text<T, clash.first, Case>, wire_name_text<T, clash.second, Case>>();
  else
    return true;
}

}  // namespace detail
}  // namespace roster::inline v0
