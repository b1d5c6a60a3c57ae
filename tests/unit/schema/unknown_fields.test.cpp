// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/schema/json_text.hpp>

using roster::unknown_fields;

TEST_CASE("unknown_fields: finds the first member of a name") {
  const unknown_fields fields{.list = {{"Colour", "\"red\""}, {"Size", "7"}, {"Colour", "null"}}};
  CHECK(fields.find("Size") == "7");
  CHECK(fields.find("Colour") == "\"red\"");
  CHECK_FALSE(fields.find("colour").has_value());
  CHECK_FALSE(unknown_fields{}.find("").has_value());
}

TEST_CASE("unknown_fields: are equal when names, values and order are") {
  const unknown_fields fields{.list = {{"a", "1"}, {"b", "2"}}};
  CHECK(fields == unknown_fields{.list = {{"a", "1"}, {"b", "2"}}});
  CHECK(fields != unknown_fields{.list = {{"b", "2"}, {"a", "1"}}});
  CHECK(fields != unknown_fields{.list = {{"a", "1"}, {"b", "2.0"}}});
}
