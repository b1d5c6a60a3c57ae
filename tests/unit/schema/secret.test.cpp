// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/schema/secret.hpp>
#include <sstream>
#include <string>

using roster::secret;

TEST_CASE("secret: prints as three asterisks") {
  for (const std::string text : {"a", "***", "MzJiMDI5MDliODc0MTlkYmI0"}) {
    const secret token{text};
    std::ostringstream out;
    out << token;
    CHECK(out.str() == "***");
    CHECK(token.redacted() == "***");
  }
}

TEST_CASE("secret: an empty secret prints as an empty string") {
  std::ostringstream out;
  out << secret{};
  CHECK(out.str() == "");
  CHECK(secret{}.empty());
  CHECK_FALSE(secret{"x"}.empty());
}

TEST_CASE("secret: only reveal returns the text") {
  const secret token{"s3cr3t"};
  CHECK(token.reveal() == "s3cr3t");
  static_assert(!std::is_convertible_v<secret, std::string>);
  static_assert(!std::is_convertible_v<secret, std::string_view>);
  static_assert(!std::is_constructible_v<std::string, secret>);
}

TEST_CASE("secret: a failed CHECK of doctest does not print it") {
  CHECK(std::string(doctest::toString(secret{"s3cr3t"}).c_str()).find("s3cr3t") == std::string::npos);
}

TEST_CASE("secret: compares by its text") {
  CHECK(secret{"a"} == secret{std::string("a")});
  CHECK(secret{"a"} != secret{"b"});
  CHECK(secret{std::string_view("a")} != secret{});
}
