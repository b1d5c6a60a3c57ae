// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/detail/utf8.hpp>
#include <roster/escape_for_log.hpp>
#include <string>
#include <string_view>

using roster::escape_for_log;

TEST_CASE("escape_for_log: keeps plain text and escapes what a terminal would interpret") {
  CHECK(escape_for_log("plain, 中文 and \"quotes\"") == "plain, 中文 and \"quotes\"");
  CHECK(escape_for_log("a\nb\r\tc") == "a\\nb\\r\\tc");
  CHECK(escape_for_log("\x1b[31m") == "\\x1b[31m");
  CHECK(escape_for_log(std::string_view("\0", 1)) == "\\x00");
  CHECK(escape_for_log("\x7f") == "\\x7f");
  CHECK(escape_for_log("\u009b") == "\\x9b");
  CHECK(escape_for_log("\u202e") == "\\u202e");
}

TEST_CASE("escape_for_log: escapes invisible characters, line separators and tags (fault 199)") {
  CHECK(escape_for_log("a\u061cb") == "a\\u061cb");
  CHECK(escape_for_log("a\u200b\u200c\u200d\u2060\ufeff") == "a\\u200b\\u200c\\u200d\\u2060\\ufeff");
  CHECK(escape_for_log("pay\u00adroll") == "pay\\xadroll");
  CHECK(escape_for_log("\u180e\ufff9\ufffb\u2028\u2029") == "\\u180e\\ufff9\\ufffb\\u2028\\u2029");
  CHECK(escape_for_log("a\U000E0061\U000E007F") == "a\\U000e0061\\U000e007f");
  CHECK(escape_for_log("\uffff") == "\\uffff");
}

TEST_CASE("escape_for_log: escapes each byte that is not UTF-8") {
  CHECK(escape_for_log("a\xff"
                       "b") == "a\\xffb");
  CHECK(escape_for_log("\xe4\xb8") == "\\xe4\\xb8");
}

TEST_CASE("escape_for_log: truncates long text, never inside a character or an escape") {
  CHECK(escape_for_log("abcdef", 6) == "abcdef");
  CHECK(escape_for_log("abcdefg", 6) == "abcdef...");
  CHECK(escape_for_log("ab中", 4) == "ab...");
  CHECK(escape_for_log("ab\n", 3) == "ab...");
  CHECK(escape_for_log(std::string(5000, 'x')) == std::string(1024, 'x') + "...");
}

TEST_CASE("escape_for_log: makes any bytes safe to print") {
  std::mt19937 random(3);
  for (int round = 0; round < 5000; ++round) {
    std::string text(random() % 40, '\0');
    for (char& c : text) c = static_cast<char>(random() % 256);
    const auto shown = escape_for_log(text, 64);
    CHECK(shown.size() <= 64 + 3);
    for (std::string_view rest = shown; !rest.empty();) {
      const auto read = roster::detail::read_utf8(rest);
      REQUIRE(read.length != 0);
      REQUIRE(roster::detail::is_shown(read.value));
      rest.remove_prefix(read.length);
    }
  }
}
