// SPDX-License-Identifier: BSL-1.0
#pragma once
// The vendors' samples in tests/data/, as text that tests can modify.

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <string>
#include <vector>

namespace roster_test {

/// Returns the text of a file in tests/data/.
inline std::string read_text(const std::string& file) {
  std::ifstream in(std::string(ROSTER_TEST_DATA) + '/' + file, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), "cannot read tests/data/", file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Returns `text` with every `from` replaced by `to`; `from` must occur.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  REQUIRE(text.find(from) != std::string::npos);
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// Returns the names of the optional members and flags of `object` that are absent.
template <class T>
std::vector<std::string> absent_members(const T& object) {
  std::vector<std::string> names;
  roster::for_each_field<T>([&](auto i) {
    constexpr roster::detail::kind kind = roster::detail::kind_of<roster::detail::field_type<T, i>>;
    if constexpr (kind == roster::detail::kind::optional || kind == roster::detail::kind::flag)
      if (!roster::detail::field_at<i>(object).has_value()) names.emplace_back(roster::member_name<T, i>);
  });
  return names;
}

}  // namespace roster_test
