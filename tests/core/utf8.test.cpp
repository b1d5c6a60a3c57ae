// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/utf8.hpp>
#include <string>
#include <string_view>

using roster::read_utf8;

namespace {

/// The bytes of a character, by the definition.
std::string encoded(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  const auto rest = [&](unsigned shift) { return byte(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0U | (c >> 6U)), rest(0)};
  if (c < 0x10000) return {byte(0xE0U | (c >> 12U)), rest(6), rest(0)};
  return {byte(0xF0U | (c >> 18U)), rest(12), rest(6), rest(0)};
}

}  // namespace

TEST_CASE("read_utf8: reads what UTF-8 is and nothing else") {
  for (char32_t c = 0; c < 0x110000; ++c) {
    const auto text = encoded(c) + "x";
    const auto read = read_utf8(text);
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (surrogate ? read.length != 0 : read.value != c || read.length + 1 != text.size()) FAIL_CHECK(c);
  }
  for (const std::string_view text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xFF", "\xC2", "\xE2\x82", "\xF0\x9F\x98", "\xC2x", "\xE2\x82x",
        "\xF0\x9F\x98x"}) {
    CAPTURE(text.size());
    CHECK(read_utf8(text).length == 0);
  }
}

TEST_CASE("is_shown: is false for what a terminal obeys") {
  for (const char32_t c : U"a ~\u00A0\u4E2D\u200B\u2027\u202F\U0001F600")
    if (c != 0) CHECK(roster::is_shown(c));
  for (const unsigned c : {0x00U, 0x1BU, 0x0AU, 0x7FU, 0x80U, 0x9BU, 0x9FU, 0x200EU, 0x200FU, 0x2028U,
                           0x2029U, 0x202AU, 0x202EU, 0x2066U, 0x2069U, 0xFEFFU})
    CHECK_FALSE(roster::is_shown(static_cast<char32_t>(c)));
}
