// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/detail/utf8.hpp>
#include <string>

using roster::detail::unescaped_text;

TEST_CASE("unescaped_text: decodes escapes of URLs, JSON, logs and HTML (fault 224)") {
  const auto decoded = [](std::string_view text) {
    unescaped_text out(text);
    (void)out.decode_escapes();
    return std::string(out.bytes());
  };
  CHECK(decoded("%41%2f%2F") == "A//");
  CHECK(decoded(R"(\n\r\t\b\f\/\\\"\')") == "\n\r\t\b\f/\\\"'");
  CHECK(decoded(R"(\u0041\u00e9\u8bf7\ud83d\ude00\x41)") == "Aé请😀A");
  CHECK(decoded("&amp;&lt;&gt;&quot;&apos;&#65;&#x41;&#X41;&#128512;") == "&<>\"'AAA😀");
  CHECK(decoded(R"(\U00000041\U0001f600)") == "A😀");
  CHECK(decoded("&sol;&plus;&equals;&lowbar;&period;") == "/+=_.");
  CHECK(decoded(R"(\\u0041)") == R"(\u0041)");  // decoded once
  CHECK(decoded(R"(\ud83dx)").size() == 4);
}

TEST_CASE("unescaped_text: keeps malformed escapes") {
  for (const std::string text :
       {"",     "text",  "%",          "%4",          "%4x",         "%+1",  "% 1",  "\\", "\\q",
        "\\u",  "\\u12", "\\u12x4",    "\\U1",        "\\U00110000", "\\x4", "&",    "&;", "&#;",
        "&#x;", "&#xg;", "&#1114112;", "&#99999999;", "&nbsp;",      "&amp", "&#-1;"}) {
    CAPTURE(text);
    unescaped_text out(text);
    CHECK_FALSE(out.decode_escapes());
    CHECK(out.bytes() == text);
  }
}

TEST_CASE("unescaped_text: maps each byte to its original offset, also with nested escapes") {
  unescaped_text text(R"(a%5Cu00e9b)");
  CHECK(text.origin_of(3) == 3);
  CHECK(text.origin_end(10) == 10);
  REQUIRE(text.decode_escapes());
  CHECK(text.bytes() == R"(a\u00e9b)");
  REQUIRE(text.decode_escapes());
  CHECK(text.bytes() == "aéb");
  CHECK(text.origin_of(0) == 0);
  CHECK(text.origin_of(1) == 1);
  CHECK(text.origin_of(2) == 1);
  CHECK(text.origin_of(3) == 9);
  CHECK(text.origin_end(1) == 1);
  CHECK(text.origin_end(2) == 9);  // within a character: the end of its escape
  CHECK(text.origin_end(3) == 9);
  CHECK(text.origin_end(4) == 10);
  CHECK_FALSE(text.decode_escapes());
}
