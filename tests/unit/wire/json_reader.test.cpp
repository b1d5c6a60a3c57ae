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
  return in.outcome().value().text();
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
    CHECK(in.outcome().value().offset == size);
  }
}

TEST_CASE("json_reader: a string that is truncated within a character fails at its end") {
  for (const std::string_view text :
       {"\"ab\xE4", "\"ab\xE4\xBB", "\"\xF0\x9F\x9A", "\"\\n\xC3", "\"\\ud83d\\", "\"\\ud83d"}) {
    CAPTURE(text);
    json_reader in(text);
    std::string_view out;
    REQUIRE_FALSE(in.text(out));
    CHECK(in.outcome().value().offset == text.size());
  }
  for (const std::string_view text : {"\"\xE4", "\"\xE4\x28", "\"\xED\xA0", "\"\xE4\xBB\"", "\"\xFF"}) {
    CAPTURE(text);
    json_reader in(text);
    std::string_view out;
    REQUIRE_FALSE(in.text(out));
    CHECK((in.outcome().value().offset == text.size()) == (text == "\"\xE4"));
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
  CHECK_FALSE(in.key_is("a"));
  CHECK_FALSE(in.key_is("bb"));
  CHECK_FALSE(in.key_is("b"));  // only without white space before the colon; `key` reads every form
  CHECK((in.key(text) && text == "b"));
  CHECK((in.boolean(flag) && flag));
  CHECK_FALSE(in.more(object));
  CHECK((in.good() && in.finish()));
  CHECK_FALSE(in.outcome());
}

TEST_CASE("json_reader: key_is accepts a name only when it is exactly the expected one") {
  for (const auto& [text, name, hit] :
       std::vector<std::tuple<std::string_view, std::string_view, bool>>{{R"("name":1)", "name", true},
                                                                         {R"("name":)", "name", true},
                                                                         {R"("name")", "name", false},
                                                                         {R"("name" :1)", "name", false},
                                                                         {R"("names":1)", "name", false},
                                                                         {R"("nam":1)", "name", false},
                                                                         {R"("nam\u0065":1)", "name", false},
                                                                         {R"("":1)", "", true},
                                                                         {"\"name", "name", false},
                                                                         {"", "name", false},
                                                                         {R"( "name":1)", "name", true}}) {
    json_reader in(text);
    CHECK(in.key_is(name) == hit);
    if (hit) CHECK((in.left() == 0 || in.peek() == '1'));
  }
}

TEST_CASE("json_reader: next_is accepts the next member only when it is exactly the expected one") {
  struct row {
    std::string_view text;  // the part of an object after its first member
    std::string_view name;
    bool hit;
  };
  const std::string_view text = R"({"a":1,"ServiceId":2})";
  for (const auto& [rest, name, hit] :
       {row{R"(,"ServiceId":2})", "ServiceId", true}, row{R"(,"ServiceId":2})", "ServiceIa", false},
        row{R"(,"ServiceId":2})", "ServiceI", false}, row{R"(,"ServiceId":2})", "ServiceIdx", false},
        row{R"( ,"ServiceId":2})", "ServiceId", false}, row{R"(, "ServiceId":2})", "ServiceId", false},
        row{R"(,"ServiceId" :2})", "ServiceId", false}, row{R"(;"ServiceId":2})", "ServiceId", false},
        row{R"(,"ServiceId";2})", "ServiceId", false}, row{R"(,"a":2})", "a", true},
        row{R"(,"":2})", "", true}, row{R"(,"GPUMemory":2})", "GPUMemorx", false},
        row{R"(,"ServiceId":)", "ServiceId", true}, row{R"(,"ServiceId")", "ServiceId", false},
        row{"", "a", false}, row{"}", "a", false}}) {
    CAPTURE(rest);
    CAPTURE(name);
    const std::string document = R"({"a":1)" + std::string(rest);
    json_reader in(document);
    json_reader::scope inside;
    REQUIRE(in.enter_object(inside));
    CHECK_FALSE(in.next_is(inside, "a"));  // the first member has no comma before it
    REQUIRE(in.more(inside));
    REQUIRE(in.key_is("a"));
    REQUIRE(in.skip());
    const std::size_t before = in.offset();
    CHECK(in.next_is(inside, name) == hit);
    CHECK(in.offset() == before + (hit ? name.size() + 4 : 0));
    CHECK(inside.count == (hit ? 2 : 1));
  }
  json_reader bounded(text, {.members = 1});
  json_reader::scope inside;
  std::string_view name;
  REQUIRE(bounded.enter_object(inside));
  REQUIRE((bounded.more(inside) && bounded.key(name) && bounded.skip()));
  CHECK_FALSE(bounded.next_is(inside, "ServiceId"));  // too many; `more` says so
  CHECK_FALSE(bounded.more(inside));
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
    CHECK(in.outcome().value().text() == error_in(text));
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
    const auto error = in.outcome();
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
      CHECK_FALSE(in.key_is("a0123456789abcdef"));
    }
}
