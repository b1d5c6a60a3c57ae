// SPDX-License-Identifier: BSL-1.0
// Responses with one item per line: format = json_lines.
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct service {
  std::string id{};
  std::optional<std::int64_t> gpu{};
  roster::utc_time created{};
};
struct row {
  std::optional<std::int64_t> gpu{};
};
struct query {};
struct list_lines {
  using request = query;
  using response = std::vector<service>;
  static constexpr auto target = roster::get("/services");
  static constexpr auto format = roster::json_lines;
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&service::id>;
};

template <class Row>
std::string error_of(std::string_view text, roster::detail::list_page<list_lines, Row>& out,
                     const roster::decode_limits& limits = {}, bool lenient = false) {
  const auto error = roster::detail::decode_list_page(text, out, limits, lenient);
  return error ? error->text() : "";
}
std::string error_of(std::string_view text, const roster::decode_limits& limits = {}, bool lenient = false) {
  roster::detail::list_page<list_lines> out;
  return error_of(text, out, limits, lenient);
}

/// Decodes a page that has to be valid; returns the ids of its items.
std::string ids_of(std::string_view text) {
  roster::detail::list_page<list_lines> out;
  REQUIRE(error_of(text, out) == "");
  CHECK(out.list == roster::detail::list_state::present);
  CHECK(out.list_json == text);
  std::string all;
  for (const auto& one : out.items) all += one.id + ' ';
  return all;
}

}  // namespace

TEST_CASE("json_lines: each line is an item") {
  CHECK(ids_of("{\"id\":\"a\"}\n{\"id\":\"b\"}\n") == "a b ");
  CHECK(ids_of("{\"id\":\"a\"}\n{\"id\":\"b\"}") == "a b ");
  CHECK(ids_of(" {\"id\" : \"a\"}\t\n{\"id\":\"\\n\"}") == "a \n ");
}

TEST_CASE("json_lines: blank lines and CRLF are accepted") {
  CHECK(ids_of("\r\n{\"id\":\"a\"}\r\n\r\n \t\n{\"id\":\"b\"}\r\n\n") == "a b ");
  CHECK(ids_of("\n") == "");
  CHECK(ids_of("") == "");
}

TEST_CASE("json_lines: an error names the line, and the byte in the whole body") {
  CHECK(error_of("{\"id\":\"a\"}\n\n{\"gpu\":\"many\"}\n") ==
        "line 3: gpu: expected an integer, found \"many\" (a string) at byte 19");
  CHECK(error_of("{\"id\":\"a\"}\n7\n") == "line 2: expected an object, found 7 (a number) at byte 11");
  CHECK(error_of("{\"id\":\"a\"\n}\n") ==
        "line 1: not JSON: expected ',' or '}', found the end of input at byte 9");
  CHECK(error_of("{}\n{\"id\":\"a") ==
        "line 2: id: not JSON: expected '\"' at the end of a string, found the end of input at byte 11");
  CHECK(error_of("{} {}") == "line 1: not JSON: expected the end of input, found '{' at byte 3");
  CHECK(error_of("[{}]") == "line 1: expected an object, found a list at byte 0");
  CHECK(error_of(std::string_view("{}\n\0", 4)) ==
        "line 2: not JSON: expected a value, found byte 0x00 at byte 3");
}

TEST_CASE("json_lines: keys, projections and counting work as in a list") {
  roster::detail::list_page<list_lines, row> out;
  CHECK(error_of("{\"id\":\"a\",\"gpu\":1}\n{\"gpu\":2}\n", out) == "");
  REQUIRE(out.items.size() == 2);
  CHECK(out.items[1].gpu == 2);
  CHECK(out.keys == std::vector<std::string>{"a", ""});
  roster::detail::list_page<list_lines, roster::detail::undecoded_item> counted;
  CHECK(error_of("{\"gpu\":\"many\"}\n7\n", counted) == "");
  CHECK(counted.items.size() == 2);
}

TEST_CASE("json_lines: lenient decoding reports the line of what it skips") {
  roster::detail::list_page<list_lines> out;
  CHECK(error_of("{\"id\":\"a\"}\n{\"id\":\"b\",\"gpu\":\"many\",\"created\":\"soon\"}\n", out, {}, true) ==
        "");
  CHECK(out.items.size() == 2);
  CHECK(out.skipped_fields.members == 1);
  CHECK(out.skipped_fields.first == "line 2: gpu");
  CHECK(out.unreadable_times.first == "line 2: created");
  CHECK(error_of("{}\n7", {}, true) == "line 2: expected an object, found 7 (a number) at byte 3");
}

TEST_CASE("json_lines: the limits of JSON apply") {
  CHECK(error_of("{}\n{}\n{}", {.items = 3}) == "");
  CHECK(error_of("{}\n{}\n{}\n{}", {.items = 3}) == "line 4: expected at most 3 items, found more at byte 9");
  CHECK(error_of("{}\n{\"id\":\"long\"}", {.text = 3}) ==
        "line 2: id: expected a string of at most 3 bytes, found a string of 4 bytes at byte 9");
  CHECK(error_of("{\"new\":[[]]}", {.depth = 2}) ==
        "line 1: new: expected at most 2 levels of nesting, found more at byte 8");
}
