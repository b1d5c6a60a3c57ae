// SPDX-License-Identifier: BSL-1.0
#pragma once
// Compares a struct with the vendor's documentation, as recorded in tests/data/.

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace roster_test {

/// Returns the lines of a file in tests/data/, split into words, without comments.
inline std::vector<std::vector<std::string>> read_words(const std::string& file) {
  std::ifstream in(std::string(ROSTER_TEST_DATA) + '/' + file);
  REQUIRE_MESSAGE(in.good(), "cannot read tests/data/", file);
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    lines.emplace_back();
    for (std::string word; words >> word;) lines.back().push_back(word);
  }
  return lines;
}

/// The documented type of each member, by its name on the wire.
using member_types = std::map<std::string, std::string>;

/// Returns the name that a vendor's documentation uses for a member of this kind.
constexpr std::string_view documented_type(roster::detail::kind kind) {
  switch (kind) {
    case roster::detail::kind::text:
    case roster::detail::kind::open_enum:
    case roster::detail::kind::secret:
    case roster::detail::kind::json_text:
    case roster::detail::kind::utc_time:
      return "string";
    case roster::detail::kind::boolean:
    case roster::detail::kind::flag:
      return "boolean";
    case roster::detail::kind::integer:
      return "integer";
    case roster::detail::kind::real:
    case roster::detail::kind::epoch_s:
    case roster::detail::kind::epoch_ms:
      return "number";
    case roster::detail::kind::list:
      return "array";
    case roster::detail::kind::map:
    case roster::detail::kind::object:
      return "object";
    default:
      return "none";
  }
}

/// Returns the members of T with their types, except unknown_fields, which is not part of the vendor's API.
template <class T, roster::letter_case Case>
member_types described_members() {
  member_types members;
  roster::for_each_field<T>([&](auto i) {
    using type = roster::detail::field_type<T, i>;
    using inside = std::conditional_t<roster::detail::kind_of<type> == roster::detail::kind::optional,
                                      roster::detail::inner_type<type>, type>;
    if constexpr (roster::detail::kind_of<type> != roster::detail::kind::unknown)
      members.emplace(roster::detail::wire_name<T, i, Case>,
                      documented_type(roster::detail::kind_of<inside>));
  });
  return members;
}

/// Returns the names of the members that cannot be absent: neither optional nor flag, list, map or
/// unknown_fields.
template <class T>
std::set<std::string> plain_members() {
  std::set<std::string> names;
  roster::for_each_field<T>([&](auto i) {
    constexpr roster::detail::kind kind = roster::detail::kind_of<roster::detail::field_type<T, i>>;
    if (kind != roster::detail::kind::optional && kind != roster::detail::kind::flag &&
        kind != roster::detail::kind::list && kind != roster::detail::kind::map &&
        kind != roster::detail::kind::unknown)
      names.emplace(roster::member_name<T, i>);
  });
  return names;
}

/// Returns the name of the member that `member` points to.
template <class T, class M>
std::string name_of(M T::* member) {
  std::string name;
  roster::for_each_field<T>([&](auto i) {
    if (i == roster::detail::index_of<T>(member)) name = roster::member_name<T, i>;
  });
  return name;
}

/// Returns the strings of an enum's table.
template <class E>
std::set<std::string> texts() {
  std::set<std::string> all;
  for (const auto& row : roster::open_enum<E>::table()) all.emplace(row.text);
  return all;
}

}  // namespace roster_test
