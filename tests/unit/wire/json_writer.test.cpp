// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/detail/utf8.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>

using roster::to_json;

namespace {

std::string utf8_of(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  const auto rest = [&](unsigned shift) { return byte(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0U | (c >> 6U)), rest(0)};
  if (c < 0x10000) return {byte(0xE0U | (c >> 12U)), rest(6), rest(0)};
  return {byte(0xF0U | (c >> 18U)), rest(12), rest(6), rest(0)};
}

bool all_shown(std::string_view text) {
  while (!text.empty()) {
    const auto read = roster::detail::read_utf8(text);
    if (read.length == 0 || !roster::detail::is_shown(read.value)) return false;
    text.remove_prefix(read.length);
  }
  return true;
}

struct notes {
  std::string title{};
  roster::json_text config{};
  roster::unknown_fields unknown{};
};

}  // namespace

TEST_CASE("json_writer: escapes what a terminal interprets or hides (fault 200)") {
  CHECK(to_json(std::string("a\x7f\u0085\u009b\u00a0")) == "\"a\\u007f\\u0085\\u009b\u00a0\"");
  CHECK(to_json(std::string("\u202epay\u00adroll\u200d\u2028\ufeff")) ==
        "\"\\u202epay\\u00adroll\\u200d\\u2028\\ufeff\"");
  CHECK(to_json(std::string("\U000E0061\U0010FFFF\U0001F600")) ==
        "\"\\udb40\\udc61\\udbff\\udfff\U0001F600\"");
  const std::string long_text(40, 'x');  // longer than one scan block
  CHECK(to_json(long_text + '\x7f' + long_text) == '"' + long_text + "\\u007f" + long_text + '"');
}

TEST_CASE("json_writer: every character is decoded unchanged (fault 200)") {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = "a" + utf8_of(c) + "b";
    const std::string json = to_json(text);
    std::string again;
    if (roster::decode(json, again) || again != text || !all_shown(json))
      FAIL_CHECK(static_cast<unsigned>(c));
  }
}

TEST_CASE(
    "json_writer: escapes what a terminal interprets in names, JSON texts and unknown fields, too (fault "
    "200)") {
  notes item;
  const std::string json =
      "{\"title\":\"t\",\"config\":\"{\\\"a\\\":\\\"\u202e\\\"}\",\"x\u200b\":{\"b\":["
      "\"\u061c\x7f\U000E0041\", \"\\\\\u2028\"]}}";
  REQUIRE_FALSE(roster::decode(json, item));
  const std::string shown = to_json(item);
  CHECK(shown ==
        "{\"title\":\"t\",\"config\":\"{\\\"a\\\":\\\"\\u202e\\\"}\",\"x\\u200b\":{\"b\":["
        "\"\\u061c\\u007f\\udb40\\udc41\","
        "\"\\\\\\u2028\"]}}");
  notes again;
  REQUIRE_FALSE(roster::decode(shown, again));
  CHECK(again.config == item.config);
  REQUIRE(again.unknown.list.size() == 1);
  CHECK(again.unknown.list[0].name == "x\u200b");
}

TEST_CASE("json_writer: json_string quotes and escapes a text") {
  CHECK(roster::detail::json_string("") == R"("")");
  CHECK(roster::detail::json_string("a\"\\\n\x1b") == R"("a\"\\\n\u001b")");
  CHECK_FALSE(roster::is_json(roster::detail::json_string("a\xFF")));
}
