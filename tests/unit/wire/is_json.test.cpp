// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/wire/decode.hpp>
#include <string>

using roster::is_json;

TEST_CASE("is_json: accepts exactly one value") {
  for (const auto* text : {"1", "-0.5e3", "null", "true", R"("a")", "[]", R"({"a":[1,{}]})", " [1] "}) {
    CAPTURE(text);
    CHECK(is_json(text));
  }
  for (const auto* text :
       {"", " ", "a", "nul", "01", "1 2", "[1,]", "{a:1}", "'a'", "\"\n\"", "\"\xff\"", "NaN"}) {
    CAPTURE(text);
    CHECK_FALSE(is_json(text));
  }
}

TEST_CASE("is_json: rejects a value that is nested deeper than the limit of responses") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(is_json(nested(16)));
  CHECK_FALSE(is_json(nested(100'000)));
}
