// SPDX-License-Identifier: BSL-1.0
#pragma once
// Compares a struct with the lists of what a vendor documents, which stand in tests/data/.

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

/// Returns the lines of a file in tests/data/ as words, without comments.
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

/// What a vendor's documentation calls a member of this kind.
constexpr std::string_view documented_type(roster::kind kind) {
  switch (kind) {
    case roster::kind::text:
    case roster::kind::open_enum:
    case roster::kind::secret:
    case roster::kind::json_text:
    case roster::kind::utc_time:
      return "string";
    case roster::kind::boolean:
    case roster::kind::flag:
      return "boolean";
    case roster::kind::integer:
      return "integer";
    case roster::kind::real:
    case roster::kind::epoch_s:
    case roster::kind::epoch_ms:
      return "number";
    case roster::kind::list:
      return "array";
    case roster::kind::map:
    case roster::kind::object:
      return "object";
    default:
      return "none";
  }
}

/// Returns the members of T with their types; unknown_fields is no member of the vendor's.
template <class T, roster::letter_case Case>
member_types described_members() {
  member_types members;
  roster::for_each_field<T>([&](auto i) {
    using type = roster::field_type<T, i>;
    using inside =
        std::conditional_t<roster::kind_of<type> == roster::kind::optional, roster::inner_type<type>, type>;
    if constexpr (roster::kind_of<type> != roster::kind::unknown)
      members.emplace(roster::wire_name<T, i, Case>, documented_type(roster::kind_of<inside>));
  });
  return members;
}

/// Returns the names of the members that cannot be absent: neither optional nor flag, list, map or
/// unknown_fields.
template <class T>
std::set<std::string> plain_members() {
  std::set<std::string> names;
  roster::for_each_field<T>([&](auto i) {
    constexpr roster::kind kind = roster::kind_of<roster::field_type<T, i>>;
    if (kind != roster::kind::optional && kind != roster::kind::flag && kind != roster::kind::list &&
        kind != roster::kind::map && kind != roster::kind::unknown)
      names.emplace(roster::member_name<T, i>);
  });
  return names;
}

/// Returns the name of the member that `member` points to.
template <class T, class M>
std::string name_of(M T::* member) {
  std::string name;
  roster::for_each_field<T>([&](auto i) {
    if (i == roster::index_of<T>(member)) name = roster::member_name<T, i>;
  });
  return name;
}

/// Returns the texts of an enum's table.
template <class E>
std::set<std::string> texts() {
  std::set<std::string> all;
  for (const auto& row : roster::open_enum<E>::table()) all.emplace(row.text);
  return all;
}

}  // namespace roster_test
