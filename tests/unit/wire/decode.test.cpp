// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <string_view>
#include <support/decoded.hpp>
#include <vector>

using roster::camel_case;
using roster::decode;
using roster::pascal_case;

using fake::error_in;
using fake::read;

namespace {

enum class run_state { running, stopped };
constexpr auto texts_of(run_state) {
  return roster::enum_texts<run_state>({{run_state::running, "Running"}, {run_state::stopped, "Stopped"}});
}

struct place {
  std::string zone{};
  std::optional<std::int64_t> public_{};
  friend bool operator==(const place&, const place&) = default;
};

struct everything {
  std::string name{};
  bool plain_flag{};
  roster::flag spot{};
  std::int64_t memory{};
  std::uint8_t small{};
  double qps{};
  roster::open_enum<run_state> status{};
  roster::secret token{};
  roster::json_text config{};
  roster::utc_time create_time{};
  std::optional<std::string> note{};
  std::optional<place> maybe_place{};
  place own_place{};
  std::vector<std::string> tags{};
  std::vector<bool> bits{};
  std::vector<place> places{};
  std::vector<std::optional<int>> gaps{};
  std::vector<std::vector<int>> matrix{};
  std::map<std::string, std::string> labels{};
  std::map<std::string, std::optional<std::string>> filters{};
  std::map<std::string, place> by_name{};
  std::optional<std::vector<int>> ports{};
};

struct keeping {
  int known{};
  roster::unknown_fields unknown{};
  int behind{};
};

}  // namespace

TEST_CASE("decode: reads every kind of member") {
  const auto out = read<everything>(R"({
    "name": "llm\n", "plain_flag": true, "spot": false, "memory": 9007199254740993, "small": 255, "qps": 0.5,
    "status": "Running", "token": "hidden", "config": "{\"a\":1}", "create_time": "2024-07-30T05:45:46Z",
    "note": "", "maybe_place": {"zone": "a", "public": 3}, "own_place": {"zone": "b"}, "tags": ["x", "", "y"],
    "bits": [true, false], "places": [{"zone": "c"}, {}], "gaps": [1, null, 3], "matrix": [[1, 2], [], [3]],
    "labels": {"k": "v", "": "", "n": null}, "filters": {"k": null, "l": "", "m": "v"},
    "by_name": {"p": {"public": -1}}, "ports": [80]})");
  CHECK(out.name == "llm\n");
  CHECK(out.plain_flag);
  CHECK(out.spot == false);
  CHECK(out.memory == 9007199254740993);
  CHECK(out.small == 255);
  CHECK(out.qps == 0.5);
  CHECK(out.status == run_state::running);
  CHECK(out.token.reveal() == "hidden");
  CHECK(out.config.text() == R"({"a":1})");
  CHECK(out.create_time.text() == "2024-07-30T05:45:46Z");
  CHECK(out.note == "");
  CHECK(out.maybe_place == place{"a", 3});
  CHECK(out.own_place == place{"b", {}});
  CHECK(out.tags == std::vector<std::string>{"x", "", "y"});
  CHECK(out.bits == std::vector<bool>{true, false});
  CHECK(out.places == std::vector<place>{{"c", {}}, {}});
  CHECK(out.gaps == std::vector<std::optional<int>>{1, std::nullopt, 3});
  CHECK(out.matrix == std::vector<std::vector<int>>{{1, 2}, {}, {3}});
  CHECK(out.labels == std::map<std::string, std::string>{{"k", "v"}, {"", ""}, {"n", ""}});
  CHECK(out.filters == std::map<std::string, std::optional<std::string>>{{"k", {}}, {"l", ""}, {"m", "v"}});
  CHECK(out.by_name == std::map<std::string, place>{{"p", {"", -1}}});
  CHECK(out.ports == std::vector<int>{80});
}

TEST_CASE("decode: keeps the vendors' irregular values unchanged") {
  struct row {
    std::string service_uid{};
    roster::open_enum<run_state> status{};
    roster::open_enum<run_state> scale{};
    std::optional<std::string> pay_type{};
    std::optional<double> one{};
    std::optional<double> same{};
    std::optional<double> half{};
  };
  const auto out = read<row, camel_case>(
      R"({"serviceUid":"eas-m-xxasdat\n","status":"","scale":"None","payType":"Prepay,Postpay","one":1,"same":1.0,"half":0.5})");
  CHECK(out.service_uid == "eas-m-xxasdat\n");
  CHECK(out.status.text() == "");
  CHECK(out.scale.text() == "None");
  CHECK_FALSE(out.scale.known());
  CHECK(out.pay_type == "Prepay,Postpay");
  CHECK((out.one == 1.0 && out.same == 1.0 && out.half == 0.5));
}

TEST_CASE("decode: names follow the letter case, also in nested structs, except for renamed members") {
  struct inner {
    int gpu_memory{};
    int public_{};
    static consteval auto wire_names() {
      return roster::names{roster::renamed{&inner::gpu_memory, "GPUMemory"}};
    }
  };
  struct outer {
    inner first_part{};
    std::vector<inner> other_parts{};
  };
  CHECK(read<outer, pascal_case>(R"({"FirstPart":{"GPUMemory":1,"Public":2}})").first_part.public_ == 2);
  CHECK(read<outer, camel_case>(R"({"otherParts":[{"GPUMemory":3}]})").other_parts.at(0).gpu_memory == 3);
  CHECK(read<outer>(R"({"first_part":{"public":4}})").first_part.public_ == 4);
  CHECK(read<outer, pascal_case>(R"({"first_part":{"Public":2}})").first_part.public_ == 0);
}

TEST_CASE("decode: members may be in any order, with unknown members between them") {
  const auto out = read<everything>(
      R"({"tags":["t"],"new":{"a":[1,{"b":null}]},"name":"n","x":1,"qps":1e1,"Name":"other","":0,"memory":5})");
  CHECK(out.tags == std::vector<std::string>{"t"});
  CHECK(out.name == "n");
  CHECK(out.qps == 10);
  CHECK(out.memory == 5);
}

TEST_CASE("decode: a name may be written with escapes and surrounded by white space") {
  CHECK(read<everything>(R"({ "n\u0061me" : "n" , "memory"
    :	5})")
            .name == "n");
  CHECK(read<everything>(R"({"name" :"n"})").name == "n");
}

TEST_CASE("decode: finds names that need escapes by their decoded text") {
  struct odd {
    int quote{};
    int unicode{};
    static consteval auto wire_names() {
      return roster::names{roster::renamed{&odd::quote, "a\"b"},
                           roster::renamed{&odd::unicode, "\xE4\xB8\xAD"}};
    }
  };
  CHECK(read<odd>(R"({"a\"b":1,"\u4e2d":2})").unicode == 2);
  CHECK(read<odd>(R"({"a\u0022b":1})").quote == 1);
  CHECK(read<odd>("{\"\xE4\xB8\xAD\":3}").unicode == 3);
  CHECK(error_in<odd>(R"({"a"b":1})") == "not JSON: expected ':', found 'b' at byte 4");
}

TEST_CASE("decode: absent and null are equivalent") {
  struct defaults {
    int number{7};
    std::string text{"x"};
    std::optional<int> maybe{};
    std::vector<int> list{};
    place inside{"zone", 1};
    roster::flag flag{};
  };
  for (const auto json :
       {"{}", R"({"number":null,"text":null,"maybe":null,"list":null,"inside":null,"flag":null})"}) {
    const auto out = read<defaults>(json);
    CHECK(out.number == 7);
    CHECK(out.text == "x");
    CHECK_FALSE(out.maybe);
    CHECK(out.list.empty());
    CHECK(out.inside == place{"zone", 1});
    CHECK_FALSE(out.flag.has_value());
  }
}

TEST_CASE("decode: resets the value first") {
  place out{"old", 1};
  CHECK_FALSE(decode("{}", out));
  CHECK(out == place{});
}

TEST_CASE("decode: of a repeated member only the last is used") {
  CHECK(read<place>(R"({"zone":"a","zone":"b"})").zone == "b");
  CHECK(read<place>(R"({"public":1,"\u0070ublic":2})").public_ == 2);
  CHECK(read<place>(R"({"public":1,"public":null})") == place{});
  CHECK(read<everything>(R"({"own_place":{"zone":"a","public":1},"own_place":{"public":2}})").own_place ==
        place{"", 2});
  CHECK(read<everything>(R"({"maybe_place":{"zone":"a"},"maybe_place":{"public":2}})").maybe_place ==
        place{"", 2});
  CHECK(read<everything>(R"({"tags":["a"],"tags":["b"]})").tags == std::vector<std::string>{"b"});
  CHECK(read<everything>(R"({"labels":{"a":"1"},"labels":{"b":"2"}})").labels.size() == 1);
  CHECK(read<everything>(R"({"labels":{"a":"1","a":"2"}})").labels.at("a") == "2");
  CHECK(read<everything>(R"({"labels":{"a":"1","a":null}})").labels.at("a") == "");
  CHECK(read<everything>(R"({"by_name":{"a":{"zone":"z"},"a":{"public":1}}})").by_name.at("a") ==
        place{"", 1});
  struct defaults {
    int number{7};
  };
  CHECK(read<defaults>(R"({"number":1,"number":null})").number == 7);
}

TEST_CASE("decode: keeps unknown members byte for byte if the struct has unknown_fields") {
  const auto out = read<keeping>(
      R"({"new": { "a" : [1.50, "\u0041" ] } ,"known":1,"":null,"n\u0061me":"\/","behind":2,"twice":1,"twice":2 })");
  CHECK(out.known == 1);
  CHECK(out.behind == 2);
  const std::vector<roster::unknown_fields::field> expected{{"new", R"({ "a" : [1.50, "\u0041" ] })"},
                                                            {"", "null"},
                                                            {"name", R"("\/")"},
                                                            {"twice", "1"},
                                                            {"twice", "2"}};
  CHECK(out.unknown.list == expected);
  CHECK(read<keeping>(R"({"unknown":5})").unknown.find("unknown") ==
        "5");  // a JSON member of the same name as the unknown_fields member is unknown, too
}

TEST_CASE("decode: an unknown value is checked as strictly as a known one") {
  CHECK(error_in<place>("{\"new\":\"\xFF\"}") == "new: not JSON: expected UTF-8, found byte 0xff at byte 8");
  CHECK(error_in<place>(R"({"new":{"a":[1,]}})") == "new: not JSON: expected a value, found ']' at byte 15");
  CHECK(error_in<place>(R"({"new":"\ud800"})") ==
        "new: not JSON: expected a low surrogate, found '\"' at byte 14");
  CHECK(error_in<keeping>("{\"new\":\"\x01\"}") ==
        "new: not JSON: expected an escape sequence, found byte 0x01 at byte 8");
}

TEST_CASE("decode: an error names the path, what was expected, what was found, and where") {
  struct service {
    std::int64_t memory{};
    std::vector<place> places{};
    std::map<std::string, std::vector<int>> ports{};
    std::optional<place> home{};
    roster::secret access_token{};
  };
  struct answer {
    std::vector<service> services{};
  };
  const auto text = [](std::string_view json) { return error_in<answer, pascal_case>(json); };
  CHECK(text(R"({"Services":[{},{"Memory":"many"}]})") ==
        "Services[1].Memory: expected an integer, found \"many\" (a string) at byte 26");
  CHECK(text(R"({"Services":[{"Places":[{},{},{"Zone":{}}]}]})") ==
        "Services[0].Places[2].Zone: expected a string, found an object at byte 38");
  CHECK(text(R"({"Services":[{"Ports":{"web":[80,null]}}]})") ==
        "Services[0].Ports.web[1]: expected an integer, found null at byte 33");
  CHECK(text(R"({"Services":[{"Home":[]}]})") ==
        "Services[0].Home: expected an object, found a list at byte 21");
  CHECK(text(R"({"Services":[{"Memory":"token=planted"}]})") ==
        "Services[0].Memory: expected an integer, found \"***\" (a string) at byte 23");
  CHECK(text(R"({"Services":[{"Memory":"{\"token\":\"planted\"}"}]})") ==
        "Services[0].Memory: expected an integer, found \"***\" (a string) at byte 23");
  CHECK(text(R"({"Services":{"a":1}})") == "Services: expected a list, found an object at byte 12");
  CHECK(text(R"({"Services":[1]})") == "Services[0]: expected an object, found 1 (a number) at byte 13");
  CHECK(text(R"({"Services":[null]})") == "Services[0]: expected an object, found null at byte 13");
  CHECK(text(R"({"Services":[{"AccessToken":["s3cr3t"]}]})") ==
        "Services[0].AccessToken: expected a string, found a list at byte 28");
  CHECK(text(R"([])") == "expected an object, found a list at byte 0");
  CHECK(text(R"("text")") == "expected an object, found \"text\" (a string) at byte 0");
  CHECK(text(R"(null)") == "expected an object, found null at byte 0");
  CHECK(text(R"({"Services":[{"Memory":1x}]})") ==
        "Services[0]: not JSON: expected ',' or '}', found 'x' at byte 24");
  CHECK(text(R"({"Services":[]} {})") == "not JSON: expected the end of input, found '{' at byte 16");
  CHECK(text(R"({"Services":[{"Memory":tru}]})") ==
        "Services[0].Memory: not JSON: expected a value, found 't' at byte 23");
}

TEST_CASE("decode: the texts of an error are escaped and truncated") {
  CHECK(error_in<std::vector<int>>("[\"\xE2\x80\xAE"
                                   "abc\"]") ==
        "[0]: expected an integer, found \"\\u202eabc\" (a string) at byte 1");
  CHECK(error_in<int>('"' + std::string(100, 'x') + '"') ==
        "expected an integer, found \"" + std::string(40, 'x') + "...\" (a string) at byte 0");
  CHECK(error_in<std::map<std::string, int>>(R"({"\u001b[31m":true})") ==
        "\\x1b[31m: expected an integer, found true (a boolean) at byte 14");
  const std::string long_name(100, 'k');
  CHECK(error_in<std::map<std::string, int>>("{\"" + long_name + "\":true}") ==
        std::string(40, 'k') + "...: expected an integer, found true (a boolean) at byte 104");
}

TEST_CASE("decode: an error has a category") {
  const auto fault = [](std::string_view json) {
    std::vector<int> out;
    return decode(json, out, {.items = 2}).value().fault;
  };
  CHECK(fault("[1") == roster::detail::decode_fault::syntax);
  CHECK(fault("[true]") == roster::detail::decode_fault::mismatch);
  CHECK(fault("[tru]") == roster::detail::decode_fault::syntax);  // a syntax error takes precedence
  CHECK(fault("[1,2,3]") == roster::detail::decode_fault::limit);
}

TEST_CASE("decode: enforces all limits in known members, and the depth in unknown ones") {
  const roster::decode_limits limits{.depth = 3, .items = 2, .members = 2, .text = 6};
  CHECK(error_in<everything>(R"({"matrix":[[1,2],[3]]})", limits) == "");
  CHECK(error_in<everything>(R"({"tags":["a","b","c"]})", limits) ==
        "tags: expected at most 2 items, found more at byte 17");
  CHECK(error_in<everything>(R"({"matrix":[[1,2,3]]})", limits) ==
        "matrix[0]: expected at most 2 items, found more at byte 16");
  CHECK(error_in<everything>(R"({"labels":{"a":"","b":"","c":""}})", limits) ==
        "labels: expected at most 2 members, found more at byte 25");
  CHECK(error_in<everything>(R"({"a":1,"b":2,"c":3})", limits) ==
        "expected at most 2 members, found more at byte 13");
  CHECK(error_in<everything>(R"({"name":"1234567"})", limits) ==
        "name: expected a string of at most 6 bytes, found a string of 7 bytes at byte 8");
  CHECK(error_in<everything>(R"({"new":[[[1]]]})", limits) ==
        "new: expected at most 3 levels of nesting, found more at byte 9");
  CHECK(error_in<everything>(R"({"matrix":[[[1]]]})", {.depth = 2}) ==
        "matrix[0]: expected at most 2 levels of nesting, found more at byte 11");
}

TEST_CASE("decode: skips 200,000 unknown members quickly and without storing them") {
  std::string json = "{";
  for (int i = 0; i < 200'000; ++i) json += "\"k" + std::to_string(i) + "\":0,";
  json += "\"zone\":\"z\"}";
  place out;
  CHECK(decode(json, out).value().text() == "expected at most 10000 members, found more at byte 98891");
  CHECK_FALSE(decode(json, out, {.members = 1'000'000}));
  CHECK(out.zone == "z");
}

TEST_CASE("decode: a document may be of any supported type") {
  CHECK(read<std::vector<int>>("[1,2]") == std::vector<int>{1, 2});
  CHECK(read<std::map<std::string, bool>>(R"({"a":true})").at("a"));
  CHECK(read<std::optional<int>>("null") == std::nullopt);
  CHECK(read<std::string>("\"x\"") == "x");
  struct nothing_at_all {};
  read<nothing_at_all>(R"({"a":1})");
}
