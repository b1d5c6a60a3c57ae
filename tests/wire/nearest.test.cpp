// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <roster/wire/nearest.hpp>
#include <string>
#include <string_view>

using roster::nearest;

namespace {

constexpr std::array<std::string_view, 6> names{"ServiceName", "ServiceUid", "PageSize",
                                                "PageNumber",  "Gateway",    "Role"};

}  // namespace

TEST_CASE("nearest: finds the word with the fewest slips") {
  CHECK(nearest("ServceName", names) == "ServiceName");
  CHECK(nearest("ServiceNaem", names) == "ServiceName");
  CHECK(nearest("Servicename", names) == "ServiceName");
  CHECK(nearest("PageSizes", names) == "PageSize");
  CHECK(nearest("gatway", names) == "Gateway");
  CHECK(nearest("orle", names) == "Role");
  CHECK(nearest("PageNumber", names) == "PageNumber");
}

TEST_CASE("nearest: finds nothing where nothing is near") {
  CHECK_FALSE(nearest("Colour", names));
  CHECK_FALSE(nearest("", names));
  CHECK_FALSE(nearest("x", names));
  CHECK_FALSE(nearest("ServiceName", {}));
  CHECK_FALSE(nearest(std::string(100'000, 'S'), names));
}

TEST_CASE("nearest: a short word is not turned into another one") {
  constexpr std::array<std::string_view, 2> two{"id", "a"};
  CHECK_FALSE(nearest("xy", two));
  CHECK(nearest("idd", two) == "id");
}

TEST_CASE("nearest: of two that are as near, the first counts") {
  constexpr std::array<std::string_view, 2> two{"name1", "name2"};
  CHECK(nearest("name3", two) == "name1");
}

TEST_CASE("suggestion: is a question, or nothing") {
  CHECK(roster::suggestion("PageSiz", names) == "; did you mean \"PageSize\"?");
  CHECK(roster::suggestion("Colour", names).empty());
}
