// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/bytes.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <type_traits>

using roster::bytes;

TEST_CASE("bytes: holds any bytes, and compares them") {
  const std::string all(
      "\0\xff"
      "a",
      3);
  CHECK(bytes(all).content() == all);
  CHECK(bytes(all) == bytes(all));
  CHECK(bytes(all) != bytes("a"));
  CHECK(bytes().empty());
  CHECK(bytes("") == bytes());
  CHECK_FALSE(bytes(all).empty());
  static_assert(!std::is_convertible_v<std::string, bytes>);
}

TEST_CASE("bytes: are printed as base64") {
  std::ostringstream out;
  out << bytes("") << '|' << bytes("\xff\xfe!");
  CHECK(out.str() == "|//4h");
}
