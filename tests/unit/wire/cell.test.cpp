// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <roster/wire/columns.hpp>
#include <string>

using roster::cell;

TEST_CASE("cell: text() formats every value") {
  CHECK(cell{}.text().empty());
  CHECK(cell{true}.text() == "true");
  CHECK(cell{false}.text() == "false");
  CHECK(cell{std::int64_t{-3}}.text() == "-3");
  CHECK(cell{0.5}.text() == "0.5");
  CHECK(cell{1.0}.text() == "1");
  CHECK(cell{std::string("a,b")}.text() == "a,b");
}

TEST_CASE("cell: is empty only when the value is absent") {
  CHECK(cell{}.empty());
  CHECK_FALSE(cell{std::string()}.empty());
  CHECK_FALSE(cell{false}.empty());
}
