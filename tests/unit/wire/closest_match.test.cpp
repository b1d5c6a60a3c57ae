// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <roster/wire/columns.hpp>
#include <string>
#include <string_view>

using roster::closest_match;

namespace {

constexpr std::array<std::string_view, 6> names{"ServiceName", "ServiceUid", "PageSize",
                                                "PageNumber",  "Gateway",    "Role"};

}  // namespace

TEST_CASE("closest_match: finds the word with the fewest typing errors") {
  CHECK(closest_match("ServceName", names) == "ServiceName");
  CHECK(closest_match("ServiceNaem", names) == "ServiceName");
  CHECK(closest_match("Servicename", names) == "ServiceName");
  CHECK(closest_match("PageSizes", names) == "PageSize");
  CHECK(closest_match("gatway", names) == "Gateway");
  CHECK(closest_match("orle", names) == "Role");
  CHECK(closest_match("PageNumber", names) == "PageNumber");
}

TEST_CASE("closest_match: returns std::nullopt if no word is close") {
  CHECK_FALSE(closest_match("Colour", names));
  CHECK_FALSE(closest_match("", names));
  CHECK_FALSE(closest_match("x", names));
  CHECK_FALSE(closest_match("ServiceName", {}));
  CHECK_FALSE(closest_match(std::string(100'000, 'S'), names));
}

TEST_CASE("closest_match: does not match a short word with an unrelated one") {
  constexpr std::array<std::string_view, 2> two{"id", "a"};
  CHECK_FALSE(closest_match("xy", two));
  CHECK(closest_match("idd", two) == "id");
}

TEST_CASE("closest_match: returns the first of two equally close words") {
  constexpr std::array<std::string_view, 2> two{"name1", "name2"};
  CHECK(closest_match("name3", two) == "name1");
}

TEST_CASE("suggestion: returns a question, or an empty string") {
  CHECK(roster::detail::suggestion("PageSiz", names) == "; did you mean \"PageSize\"?");
  CHECK(roster::detail::suggestion("Colour", names).empty());
}
