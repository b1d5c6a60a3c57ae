// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/schema/json_text.hpp>
#include <sstream>

using roster::json_text;

TEST_CASE("json_text: keeps the text as received, byte for byte, valid JSON or not") {
  for (const std::string text : {R"({"a": [1,2]} )", "", "not json", "\n{}\n"}) {
    const json_text read{text};
    CHECK(read.text() == text);
    CHECK(read.empty() == text.empty());
    CHECK(read == json_text{text});
    std::ostringstream out;
    out << read;
    CHECK(out.str() == text);
  }
  CHECK(json_text{"{}"} != json_text{"{ }"});
  CHECK(json_text{} == json_text{""});
}

TEST_CASE("json_text: a value differs from a string that contains the same JSON") {
  const auto value = json_text::value("{}");
  CHECK(value.is_value());
  CHECK(value.text() == "{}");
  CHECK_FALSE(json_text{"{}"}.is_value());
  CHECK(value != json_text{"{}"});
  CHECK(json_text::value("") == json_text{});
}

TEST_CASE("json_text: is never converted from a plain string implicitly") {
  static_assert(!std::is_convertible_v<std::string, json_text>);
  static_assert(!std::is_convertible_v<const char*, json_text>);
}
