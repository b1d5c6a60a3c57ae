// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>

#include <roster/wire/detail/json_reader.hpp>
#include <string>
#include <string_view>
#include <vector>

using roster::decode_limits;
using roster::detail::decode_fault;
using roster::detail::json_reader;

namespace {

/// Skips the whole text and returns the text of the error, "" for none.
std::string error_in(std::string_view text, const decode_limits& limits = {}) {
  json_reader in(text, limits);
  if (in.skip() && in.finish()) return "";
  return in.take_error().value().text();
}

std::string read_text(std::string_view text) {
  json_reader in(text);
  std::string_view out;
  REQUIRE(in.peek() == '"');
  REQUIRE(in.text(out));
  REQUIRE(in.finish());
  return std::string(out);
}

}  // namespace

TEST_CASE(
    "json_reader: a document that is truncated anywhere, even within a character or literal, fails at its "
    "end (fault 171)") {
  const std::string text =
      R"({"价":["é","🚀","\u4ef7\ud83d\ude80",true,false,null,-1.5e+3,"a\n"],"b":{"c":"中文"}})";
  for (std::size_t size = 1; size < text.size(); ++size) {
    CAPTURE(size);
    const std::string cut = text.substr(0, size);
    json_reader in(cut);
    CHECK_FALSE((in.skip() && in.finish()));
    CHECK(in.take_error().value().offset == size);
  }
}

TEST_CASE("json_reader: a string that is truncated within a character fails at its end") {
  for (const std::string_view text :
       {"\"ab\xE4", "\"ab\xE4\xBB", "\"\xF0\x9F\x9A", "\"\\n\xC3", "\"\\ud83d\\", "\"\\ud83d"}) {
    CAPTURE(text);
    json_reader in(text);
    std::string_view out;
    REQUIRE_FALSE(in.text(out));
    CHECK(in.take_error().value().offset == text.size());
  }
  for (const std::string_view text : {"\"\xE4", "\"\xE4\x28", "\"\xED\xA0", "\"\xE4\xBB\"", "\"\xFF"}) {
    CAPTURE(text);
    json_reader in(text);
    std::string_view out;
    REQUIRE_FALSE(in.text(out));
    CHECK((in.take_error().value().offset == text.size()) == (text == "\"\xE4"));
  }
}

TEST_CASE("json_reader: reads a document token by token") {
  json_reader in(R"( { "a" : [ 1, "two", null ] , "b" : true } )");
  json_reader::scope object;
  json_reader::scope list;
  std::string_view text;
  bool flag{};
  REQUIRE(in.enter_object(object));
  REQUIRE(in.more(object));
  CHECK((in.key(text) && text == "a"));
  REQUIRE(in.enter_list(list));
  CHECK((in.more(list) && in.peek() == '1' && in.number(text) && text == "1"));
  CHECK((in.more(list) && in.peek() == '"' && in.text(text) && text == "two"));
  CHECK_FALSE(in.null());  // the comma is not consumed yet
  CHECK((in.more(list) && in.null()));
  CHECK(list.count == 3);
  CHECK_FALSE(in.more(list));
  CHECK(in.more(object));
  CHECK((in.key(text) && text == "b"));
  CHECK((in.boolean(flag) && flag));
  CHECK_FALSE(in.more(object));
  CHECK((in.good() && in.finish()));
  CHECK_FALSE(in.take_error());
}

TEST_CASE("json_reader: next_name returns the text after the comma or brace, and consumes nothing") {
  struct row {
    std::string_view rest;  // of an object after its first member
    std::string_view name;
  };
  for (const auto& [rest, name] :
       {row{R"(,"b":2})", R"("b":2})"}, row{", \n\t\"b\" :2}", " \n\t\"b\" :2}"}, row{R"( ,"b":2})", ""},
        row{R"(;"b":2})", ""}, row{",", ""}, row{"", ""}, row{"}", ""}, row{",,", ","}}) {
    CAPTURE(rest);
    const std::string document = R"({ "a":1)" + std::string(rest);
    json_reader in(document);
    json_reader::scope inside;
    REQUIRE(in.enter_object(inside));
    CHECK(in.next_name(inside).starts_with(R"( "a":1)"));  // the first member has no comma before it
    REQUIRE(in.more(inside));
    std::string_view text;
    REQUIRE((in.key(text) && in.skip()));
    const std::size_t before = in.offset();
    CHECK(in.next_name(inside) == name);
    CHECK(in.offset() == before);
    CHECK(inside.count == 1);
    if (name != R"("b":2})") continue;
    in.take_name(inside, in.next_name(inside).data(), 4);
    CHECK(inside.count == 2);
    CHECK(in.peek() == '2');
  }
  json_reader bounded(R"({"a":1,"b":2})", {.members = 1});
  json_reader::scope inside;
  std::string_view name;
  REQUIRE(bounded.enter_object(inside));
  REQUIRE((bounded.more(inside) && bounded.key(name) && bounded.skip()));
  CHECK(bounded.next_name(inside).empty());  // too many; `more` returns the error
  CHECK_FALSE(bounded.more(inside));
}

TEST_CASE("json_reader: short_key reads a short plain name and the colon, and otherwise consumes nothing") {
  const std::string rest = "1,\"" + std::string(40, ' ') + "\":2}";
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string name = std::string("abcdefghijklmnopqrstuvwxyz0123456789----").substr(0, size);
    const std::string text = '"' + name + "\":" + rest;
    json_reader in(text);
    roster::detail::short_name key;
    CHECK(in.short_key(key) == (size < 32));
    CHECK(in.offset() == (size < 32 ? size + 3 : 0));
    if (size < 32) CHECK(key.text == name);
    json_reader bounded(text, {.text = size});
    CHECK(bounded.short_key(key) == (size < 32));
    if (size == 0) continue;
    json_reader strict(text, {.text = size - 1});
    CHECK_FALSE(strict.short_key(key));
    for (std::size_t left = 0; left < text.size(); ++left) {
      json_reader cut(std::string_view(text).substr(0, left));
      CHECK(cut.short_key(key) == (size < 32 && left >= 35));
    }
  }
  for (const std::string_view name :
       {"\"a\" ", "\"a\\n\":", "\"\xC3\xA9\":", "\"a\x1f\":", "'a':", " \"a\":", "\"a\";", "\"a", "1"}) {
    const std::string text = std::string(name) + rest;
    json_reader in(text);
    roster::detail::short_name key;
    CHECK_FALSE_MESSAGE(in.short_key(key), name);
    CHECK(in.offset() == 0);
    CHECK(in.good());
  }
  const std::string spaced = "\"a\" \n:" + rest;
  json_reader in(spaced);
  roster::detail::short_name key;
  CHECK((in.short_key(key) && key.text == "a" && in.offset() == 6));
}

TEST_CASE("json_reader: reads short integers, and does not consume other numbers") {
  struct row {
    std::string_view text;
    bool taken;
    bool negative;
    unsigned long long magnitude;
  };
  for (const auto& [text, taken, negative, magnitude] :
       {row{"0,", true, false, 0}, row{"-0]", true, true, 0}, row{"42}", true, false, 42},
        row{"-7 ", true, true, 7}, row{"999999999999999999,", true, false, 999999999999999999ULL},
        row{"1000000000000000000,", false, false, 0}, row{"01,", false, false, 0},
        row{"-01,", false, false, 0}, row{"1.0,", false, false, 0}, row{"1e2,", false, false, 0},
        row{"1E2,", false, false, 0}, row{"-,", false, false, 0}, row{"\"1\"", false, false, 0},
        row{"5", false, false, 0}, row{"", false, false, 0}, row{"-", false, false, 0}}) {
    CAPTURE(text);
    json_reader in(text);
    bool sign{};
    unsigned long long value{};
    CHECK(in.short_integer(sign, value) == taken);
    CHECK((in.offset() != 0) == taken);
    if (!taken) continue;
    CHECK(sign == negative);
    CHECK(value == magnitude);
  }
}

TEST_CASE("json_reader: reads strings with every escape") {
  CHECK(read_text(R"("")") == "");
  CHECK(read_text(R"("plain")") == "plain");
  CHECK(read_text(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(read_text(R"("\u0041\u00e9\u4E2D\uD83D\uDE00\u0000!")") ==
        std::string("A\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80\0!", 12));
  CHECK(read_text("\"\xE4\xB8\xAD\\n\xE6\x96\x87\"") == "\xE4\xB8\xAD\n\xE6\x96\x87");
}

TEST_CASE("json_reader: reads strings of any length, with an escape at any position") {
  for (std::size_t size = 0; size < 80; ++size) {
    const std::string plain(size, 'x');
    CHECK(read_text('"' + plain + '"') == plain);
    for (std::size_t place = 0; place <= size; ++place) {
      std::string escaped = plain;
      escaped.insert(place, "\\u4e2d");
      std::string expected = plain;
      expected.insert(place, "\xE4\xB8\xAD");
      CHECK(read_text('"' + escaped + '"') == expected);
      CHECK(read_text('"' + escaped + escaped + '"') == expected + expected);
    }
  }
  std::string many;
  std::string meant;
  for (int i = 0; i < 5'000; ++i) {
    many += "ab\\\"c\\ud83d\\ude00";
    meant += "ab\"c\xF0\x9F\x98\x80";
  }
  CHECK(read_text('"' + many + '"') == meant);
}

TEST_CASE("json_reader: a string stays valid until the next one is read") {
  json_reader in(R"(["plain", "\u0061\u0062", "c\\d"])");
  json_reader::scope list;
  REQUIRE(in.enter_list(list));
  std::string_view plain;
  std::string_view escaped;
  REQUIRE((in.more(list) && in.peek() == '"' && in.text(plain)));
  REQUIRE((in.more(list) && in.peek() == '"' && in.text(escaped)));
  CHECK(plain == "plain");
  CHECK(escaped == "ab");
  REQUIRE((in.more(list) && in.skip()));  // skipping a string does not overwrite it
  CHECK(escaped == "ab");
}

TEST_CASE("json_reader: returns the bytes of a value unchanged") {
  const std::string_view text = R"(  {"a": [1.50, "\u0041" ]  }  )";
  json_reader in(text);
  in.peek();
  const std::size_t start = in.offset();
  REQUIRE(in.skip());
  CHECK(in.since(start) == R"({"a": [1.50, "\u0041" ]  })");
}

TEST_CASE("json_reader: every error states what was expected, what was found, and where") {
  CHECK(error_in("") == "not JSON: expected a value, found the end of input at byte 0");
  CHECK(error_in("  ") == "not JSON: expected a value, found the end of input at byte 2");
  CHECK(error_in("False") == "not JSON: expected a value, found 'F' at byte 0");
  CHECK(error_in("nul") == "not JSON: expected a value, found the end of input at byte 3");
  CHECK(error_in("<html>") == "not JSON: expected a value, found '<' at byte 0");
  CHECK(error_in("\xEF\xBB\xBF{}") == "not JSON: expected a value, found a byte order mark at byte 0");
  CHECK(error_in(std::string_view("\xFF\xFE{\0}\0", 6)) ==
        "not JSON: expected a value, found byte 0xff at byte 0");
  CHECK(error_in(std::string_view("\0", 1)) == "not JSON: expected a value, found byte 0x00 at byte 0");
  CHECK(error_in("1 2") == "not JSON: expected the end of input, found '2' at byte 2");
  CHECK(error_in("{}{") == "not JSON: expected the end of input, found '{' at byte 2");
  CHECK(error_in("[1 2]") == "not JSON: expected ',' or ']', found '2' at byte 3");
  CHECK(error_in("[1}") == "not JSON: expected ',' or ']', found '}' at byte 2");
  CHECK(error_in("[1,]") == "not JSON: expected a value, found ']' at byte 3");
  CHECK(error_in("[") == "not JSON: expected a value, found the end of input at byte 1");
  CHECK(error_in("{\"a\":1") == "not JSON: expected ',' or '}', found the end of input at byte 6");
  CHECK(error_in("{\"a\" 1}") == "not JSON: expected ':', found '1' at byte 5");
  CHECK(error_in("{a:1}") == "not JSON: expected a member name in quotes, found 'a' at byte 1");
  CHECK(error_in("{\"a\":1,}") == "not JSON: expected a member name in quotes, found '}' at byte 7");
  CHECK(error_in("-") == "not JSON: expected a digit, found the end of input at byte 1");
  CHECK(error_in("1.x") == "not JSON: expected a digit, found 'x' at byte 2");
  CHECK(error_in("1e+") == "not JSON: expected a digit, found the end of input at byte 3");
  CHECK(error_in("01") == "not JSON: expected the end of input, found '1' at byte 1");
  CHECK(error_in("\"abc") ==
        "not JSON: expected '\"' at the end of a string, found the end of input at byte 4");
  CHECK(error_in("\"a\nb\"") == "not JSON: expected an escape sequence, found '\\n' at byte 2");
  CHECK(error_in("\"a\x1F\"") == "not JSON: expected an escape sequence, found byte 0x1f at byte 2");
  CHECK(error_in("\"a\xFF\"") == "not JSON: expected UTF-8, found byte 0xff at byte 2");
  CHECK(error_in("\"\\x\"") ==
        "not JSON: expected one of \"\\/bfnrtu after a backslash, found 'x' at byte 2");
  CHECK(error_in("\"\\u12G4\"") == "not JSON: expected four hexadecimal digits, found 'G' at byte 5");
  CHECK(error_in("\"\\udc00\"") == "not JSON: expected a high surrogate, found '\\' at byte 1");
  CHECK(error_in("\"\\ud83d!\"") == "not JSON: expected a low surrogate, found '!' at byte 7");
  CHECK(error_in("\"\\ud83d\\u0041\"") == "not JSON: expected a low surrogate, found '\\' at byte 7");
}

TEST_CASE("json_reader: reports the same errors for strings that are read and that are skipped") {
  for (const std::string_view text :
       {"\"abc", "\"a\nb\"", "\"a\xFF\"", "\"\xC3", "\"\\x\"", "\"\\u12G4\"", "\"\\udc00\"", "\"\\ud83d!\"",
        "\"\\n\n\"", "\"\\n\xFF\"", "\"\\n", "\"\\", "\"\\ud83d\\u00\"",
        "\"0123456789abcdef\\n0123456789abcdef\x80\""}) {
    json_reader in(text);
    std::string_view out;
    REQUIRE(in.peek() == '"');
    REQUIRE_FALSE(in.text(out));
    CHECK(in.take_error().value().text() == error_in(text));
  }
}

TEST_CASE("json_reader: limits nesting, entries, members and text") {
  const decode_limits limits{.depth = 3, .items = 2, .members = 1, .text = 4};
  CHECK(error_in("[[[]]]", limits) == "");
  CHECK(error_in("[[[[]]]]", limits) == "expected at most 3 levels of nesting, found more at byte 3");
  CHECK(error_in("{\"a\":{\"a\":[{}]}}", limits) ==
        "expected at most 3 levels of nesting, found more at byte 11");
  CHECK(error_in("[[],[[]]]", limits) == "");
  CHECK(error_in("[1,2]", limits) == "");
  CHECK(error_in("[1,2,3]", limits) == "expected at most 2 items, found more at byte 5");
  CHECK(error_in("{\"a\":1,\"b\":2}", limits) == "expected at most 1 members, found more at byte 7");
  for (const std::string_view text : {"\"12345\"", "\"\\u0031\\u0032345\""}) {
    json_reader in(text, limits);
    std::string_view out;
    REQUIRE(in.peek() == '"');
    CHECK_FALSE(in.text(out));
    const auto error = in.take_error();
    REQUIRE(error);
    CHECK(error->fault == decode_fault::limit);
    CHECK(error->text() == "expected a string of at most 4 bytes, found a string of 5 bytes at byte 0");
  }
  CHECK(error_in("\"12345\"", limits) == "");  // a skipped string needs no memory
}

TEST_CASE("json_reader: 100,000 levels of nesting do not recurse") {
  const std::string deep(100'000, '[');
  CHECK(error_in(deep) == "expected at most 64 levels of nesting, found more at byte 64");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(error_in(objects) == "expected at most 64 levels of nesting, found more at byte 320");
}

TEST_CASE("json_reader: an empty document is rejected, even with a null data pointer") {
  CHECK(error_in(std::string_view{}) == "not JSON: expected a value, found the end of input at byte 0");
}

TEST_CASE("json_reader: never reads past the end of its text") {
  // Each document ends at the end of its own allocation, so that a sanitizer detects reads past the end.
  for (const std::string_view text :
       {"\"0123456789abcde", "\"\\u00", "tru", "nul", "-", "-1e", "{\"a\"", "[1,", "\"\xE4\xB8", "\"\\"})
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const std::vector<char> exact(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
      const std::string_view cut(exact.data(), exact.size());
      CHECK((error_in(cut) == "") == (cut == "-1"));
      json_reader in({exact.data(), exact.size()});
      json_reader::scope inside;
      if (in.enter_object(inside)) CHECK(in.next_name(inside).size() == size - 1);
    }
}
