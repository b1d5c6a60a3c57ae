// SPDX-License-Identifier: BSL-1.0
// Members of several kinds in JSON: std::variant, one_or_many, bytes, json_text.
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <roster/failure.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <roster/wire/parse_condition.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <string_view>
#include <support/decoded.hpp>
#include <utility>
#include <variant>
#include <vector>

using fake::error_in;
using fake::read;

namespace {

struct limits {
  std::int64_t cpu{};
  roster::secret token{};
};
using amount = std::variant<std::string, std::int64_t, bool, std::vector<int>, limits>;

struct service {
  std::string id{};
  amount size{};
  std::optional<std::variant<double, roster::secret>> price{};
  roster::one_or_many<std::string> tags{};
  roster::one_or_many<limits> all_limits{};
  roster::one_or_many<bool> switches{};
  roster::bytes digest{};
  roster::json_text config{};
  std::vector<std::optional<int>> gaps{};
};
struct row {
  std::optional<amount> size{};
  std::vector<std::string> tags{};
  std::string config{};
};
struct query {};
struct list_services {
  using request = query;
  using response = std::vector<service>;
  static constexpr auto target = roster::get("/services");
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::one_page{};
};

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("variant: the kind of the value in JSON selects the alternative") {
  CHECK(std::get<0>(read<amount>(R"("12")")) == "12");
  CHECK(std::get<1>(read<amount>("-12")) == -12);
  CHECK(std::get<2>(read<amount>(" true")) == true);
  CHECK(std::get<3>(read<amount>("[1,\"2\"]")) == std::vector<int>{1, 2});
  CHECK(std::get<4>(read<amount>(R"({"cpu":4})")).cpu == 4);
  using either = std::variant<roster::epoch_seconds, std::map<std::string, int>>;
  CHECK(std::get<0>(read<either>("1722318346")).seconds().has_value());
  CHECK(std::get<1>(read<either>(R"({"a":1})")).at("a") == 1);
  CHECK(read<service>(R"({"size":null})").size.index() == 0);
}

TEST_CASE("variant: other values are errors, also those that an alternative would convert") {
  using number_or_list = std::variant<std::int64_t, std::vector<std::int64_t>>;
  CHECK(error_in<number_or_list>(R"("12")") ==
        "expected a number or a list, found \"12\" (a string) at byte 0");
  CHECK(error_in<number_or_list>("{}") == "expected a number or a list, found an object at byte 0");
  CHECK(error_in<number_or_list>("1.5") == "expected an integer, found 1.5 (a number) at byte 0");
  CHECK(error_in<number_or_list>("[1,{}]") == "[1]: expected an integer, found an object at byte 3");
  CHECK(error_in<std::vector<number_or_list>>("[1,null]") ==
        "[1]: expected a number or a list, found null at byte 3");
  CHECK(error_in<number_or_list>("nul") == "not JSON: expected a value, found the end of input at byte 3");
  CHECK(error_in<std::variant<bool, roster::secret>>("7") ==
        "expected true or false or a string, found a number at byte 0");
}

TEST_CASE("one_or_many: a single value is a list of one") {
  const auto one = read<service>(R"({"tags":"a","all_limits":{"cpu":1},"switches":true})");
  CHECK(one.tags == names{"a"});
  REQUIRE(one.all_limits.size() == 1);
  CHECK(one.all_limits[0].cpu == 1);
  CHECK(one.switches == std::vector<bool>{true});
  const auto many = read<service>(R"({"tags":["a","b"],"all_limits":[{"cpu":1},{}],"switches":[]})");
  CHECK(many.tags == names{"a", "b"});
  CHECK(many.all_limits.size() == 2);
  CHECK(many.switches.empty());
  CHECK(read<service>(R"({"tags":"a","tags":["b"]})").tags == names{"b"});
  CHECK(read<service>(R"({"tags":null})").tags.empty());
  CHECK(error_in<service>(R"({"tags":{}})") == "tags: expected a string, found an object at byte 8");
  CHECK(error_in<service>(R"({"tags":["a",null]})") == "tags[1]: expected a string, found null at byte 13");
  CHECK(roster::to_json(one, {.keep_empty = false}).find(R"("tags":["a"])") != std::string::npos);
}

TEST_CASE("bytes: base64 in both alphabets, padded or not") {
  for (const auto* const text : {R"("+/8=")", R"("-_8=")", R"("+/8")", R"("-_8")"})
    CHECK(read<roster::bytes>(text).content() == "\xfb\xff");
  CHECK(read<roster::bytes>(R"("")").empty());
  CHECK(roster::to_json(roster::bytes("\xfb\xff")) == R"("+/8=")");
  CHECK(error_in<service>(R"({"digest":"a b"})") ==
        "digest: expected a string in base64, found \"a b\" (a string) at byte 10");
  CHECK(error_in<service>(R"({"digest":1234})") ==
        "digest: expected a string in base64, found 1234 (a number) at byte 10");
  CHECK(error_in<roster::bytes>(R"("A")") == "expected a string in base64, found \"A\" (a string) at byte 0");
  service limited;
  CHECK(roster::decode(R"({"digest":"AAAA"})", limited, {.text = 3})->fault ==
        roster::detail::decode_fault::limit);
}

TEST_CASE("json_text: any value is kept as received") {
  const auto text = [](std::string_view json) { return read<roster::json_text>(json); };
  CHECK(text(R"("{\"a\":1}")") == roster::json_text(R"({"a":1})"));
  for (const auto* const json : {R"({"a": [1]})", "[null]", "1.50", "true", "null"}) {
    CHECK(text(json) == roster::json_text::value(json));
    CHECK(read<roster::json_text>(roster::to_json(text(json))).is_value());
  }
  CHECK(text(" [1] ").text() == "[1]");
  CHECK(error_in<service>(R"({"config":[1,})") == "config: not JSON: expected a value, found '}' at byte 13");
  CHECK(roster::to_json(roster::json_text::value("[1, 2]")) == "[1,2]");
  std::string out;
  CHECK_THROWS_AS(roster::encode(roster::json_text::value("[1"), out), roster::failure);
}

TEST_CASE("decode: a null in a list needs elements that may be absent") {
  CHECK(read<service>(R"({"gaps":[1,null]})").gaps == std::vector<std::optional<int>>{1, std::nullopt});
  CHECK(read<std::vector<roster::json_text>>("[null]").at(0).text() == "null");
  CHECK(error_in<std::vector<int>>("[1,null]") == "[1]: expected an integer, found null at byte 3");
  CHECK(error_in<std::vector<amount>>("[null]") ==
        "[0]: expected a string or a number or true or false or a list or an object, found null at byte 1");
}

TEST_CASE("member kinds: lenient decoding skips members of another kind, and rows select them") {
  roster::detail::list_page<list_services, row> rows;
  CHECK_FALSE(
      roster::detail::decode_list_page(R"([{"size":7,"tags":"a","config":{"x":[ ]},"digest":"!"}])", rows));
  REQUIRE(rows.items.size() == 1);
  CHECK(std::get<std::int64_t>(*rows.items[0].size) == 7);
  CHECK(rows.items[0].tags == names{"a"});
  CHECK(rows.items[0].config == R"({"x":[ ]})");
  roster::detail::list_page<list_services> page;
  CHECK_FALSE(roster::detail::decode_list_page(
      R"([{"id":"a","size":[true],"price":[],"tags":[7,[]],"digest":"!","gaps":[1]}])", page, {}, true));
  CHECK(page.skipped_fields.members == 4);
  CHECK(page.items.at(0).size.index() == 0);
  CHECK(page.items.at(0).tags.empty());
  CHECK(page.items.at(0).gaps.size() == 1);
}

TEST_CASE("member kinds: columns show the value, and redact secrets") {
  service one{.size = limits{.cpu = 4, .token = roster::secret("hidden")},
              .price = roster::secret("hidden"),
              .tags = {"a"},
              .digest = roster::bytes("\xff"),
              .config = roster::json_text::value(R"({"token":"hidden"})")};
  const auto cell = [&](std::string_view name) {
    return roster::find_column<service>(name)->read(one).text();
  };
  CHECK(cell("size") == R"({"cpu":4,"token":"***"})");
  CHECK(cell("price") == "***");
  CHECK(roster::find_column<service>("price")->read(one).is_secret);
  CHECK(cell("tags") == R"(["a"])");
  CHECK(cell("digest") == "/w==");
  CHECK(cell("config") == R"({"token":"***"})");
  CHECK(roster::to_json(one).find("hidden") == std::string::npos);
  one.size = std::int64_t{7};
  CHECK(roster::find_column<service>("size")->read(one).value.index() == 2);
  one.size = "";
  CHECK(roster::find_column<service>("size")->read(one).empty());
}

TEST_CASE("member kinds: conditions compare bytes as base64, and refuse variants") {
  const service one{.digest = roster::bytes("\xff")};
  CHECK(roster::parse_condition<service>("digest == '/w=='")(one));
  CHECK_THROWS_WITH_AS((void)roster::parse_condition<service>("size == 1"),
                       doctest::Contains("invalid condition on \"size\": its values are of several types"),
                       roster::failure);
}

TEST_CASE("member kinds: parameters are sent in a query, and set from text") {
  service one{.size = std::int64_t{7}, .tags = {"a", "b"}, .digest = roster::bytes("\xff")};
  using pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(roster::detail::to_query(one) ==
        pairs{{"size", "7"}, {"tags", "a"}, {"tags", "b"}, {"digest", "/w=="}});
  const auto set = [&](std::string_view name, std::string_view value) {
    const auto error = roster::set_parameter(one, name, value);
    return error ? error->message : "";
  };
  CHECK(set("size", "8") == "");
  CHECK(std::get<std::int64_t>(one.size) == 8);
  CHECK(set("size", "large \"one\"") == "");
  CHECK(std::get<std::string>(one.size) == "large \"one\"");
  CHECK(set("size", "[1,2]") == "");
  CHECK(std::get<std::vector<int>>(one.size).size() == 2);
  CHECK(set("price", "0.5") == "");
  CHECK(std::get<double>(*one.price) == 0.5);
  CHECK(set("tags", "c") == "");
  CHECK(one.tags.back() == "c");
  CHECK(set("digest", "AA") == "");
  CHECK(one.digest.content() == std::string(1, '\0'));
  CHECK(set("digest", "?") == "digest: expected base64, found \"?\"");
}

TEST_CASE("member kinds: items are compared member by member") {
  struct plain {  // without operator==
    int a{};
  };
  struct item {
    std::variant<int, plain> size{};
    roster::one_or_many<plain> all{};
    roster::bytes digest{};
  };
  const roster::detail::same_members same;
  const item one{.size = plain{1}, .all = {plain{2}}, .digest = roster::bytes("a")};
  CHECK(same(one, item{.size = plain{1}, .all = {plain{2}}, .digest = roster::bytes("a")}));
  CHECK_FALSE(same(one, item{.size = plain{3}, .all = {plain{2}}, .digest = roster::bytes("a")}));
  CHECK_FALSE(same(one, item{.size = plain{1}, .all = {plain{3}}, .digest = roster::bytes("a")}));
  CHECK_FALSE(same(one, item{.size = 1, .all = {plain{2}}, .digest = roster::bytes("a")}));
}
