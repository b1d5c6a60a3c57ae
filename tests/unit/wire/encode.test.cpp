// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <roster/eas/schema/service.hpp>
#include <roster/failure.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <vector>

#include <support/every_kind.hpp>
#include <support/grows_linearly.hpp>

using every_kind::inside;
using every_kind::state;
using every_kind::thing;
using roster::pascal_case;
using roster::to_json;

namespace {

/// Everything that a request body contains.
constexpr roster::encode_options as_sent{.reveal_secrets = true, .keep_empty = false};

struct few {
  std::string name{};
  std::optional<std::string> note{};
  roster::unknown_fields unknown{};
};

template <class T>
std::string rejection(const T& value) {
  std::string out = "before";
  try {
    roster::encode(value, out, as_sent);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    CHECK(out == "before");
    return f.what();
  }
  return "encoded";
}

}  // namespace

TEST_CASE("encode: writes every kind of member") {
  thing t;
  t.name = "a";
  t.on = true;
  t.spot = false;
  t.count = -5;
  t.small = -128;
  t.large = std::numeric_limits<std::uint64_t>::max();
  t.ratio = 0.5;
  t.share = 0.1F;
  t.state = state::running;
  t.token = roster::secret("s3cret");
  t.config = roster::json_text(R"({"a":1})");
  t.created = roster::utc_time("2024-07-30T05:45:46Z");
  t.note = "";
  t.maybe = false;
  t.gpu = 8;
  t.load = 1.0;
  t.last_state = "Odd";
  t.key = roster::secret("k");
  t.extra = roster::json_text("x");
  t.updated = roster::utc_time("2024-07-30 05:45");
  t.place = inside{.id = "p", .public_ = 2};
  t.sizes = std::vector<int>{};
  t.tags = {"x", ""};
  t.bits = {true, false};
  t.gaps = {1, std::nullopt};
  t.parts = {inside{}, inside{.qps = 1.5}};
  t.grid = {{1, 2}, {}};
  t.label = {{"k", "v"}, {"n", std::nullopt}};
  t.weights = {{"w", 3}};
  t.hash = roster::bytes("\xff\xfe");
  t.either = std::vector<int>{1};
  t.other = roster::secret("hush");
  t.names = {"n"};
  t.values = {roster::json_text("[1]"), roster::json_text::value("[1, {}]"),
              roster::json_text::value("null")};
  t.unknown.list = {{"New", R"({"b":[1,"x"]})"}};
  CHECK(
      to_json<pascal_case>(t, as_sent) ==
      R"({"Name":"a","On":true,"Spot":false,"Count":-5,"Small":-128,"Large":18446744073709551615,"Ratio":0.5,)"
      R"("Share":0.1,"State":"Running","Token":"s3cret","Config":"{\"a\":1}","Created":"2024-07-30T05:45:46Z",)"
      R"("Note":"","Maybe":false,"GPU":8,"Load":1,"LastState":"Odd","Key":"k","Extra":"x",)"
      R"("Updated":"2024-07-30 05:45","Place":{"Id":"p","Public":2},"Sizes":[],"Tags":["x",""],)"
      R"("Bits":[true,false],"Gaps":[1,null],"Parts":[{},{"Qps":1.5}],"Grid":[[1,2],[]],)"
      R"("Label":{"k":"v","n":null},"Weights":{"w":3},"Own":{},"Hash":"//4=",)"
      R"("Either":[1],"Other":"hush","Names":["n"],"Values":["[1]",[1,{}],null],"New":{"b":[1,"x"]}})");
}

TEST_CASE("encode: omits empty members with keep_empty = false") {
  CHECK(to_json(thing{}, {.keep_empty = false}) ==
        R"({"on":false,"count":0,"small":0,"large":0,"ratio":0,"share":0,"own":{}})");
  CHECK(to_json(few{}, {.keep_empty = false}) == "{}");
  CHECK(to_json<pascal_case>(roster::eas::service{}, {.keep_empty = false}) == "{}");
}

TEST_CASE("encode: writes empty members, but not absent ones, by default") {
  CHECK(to_json(few{}) == R"({"name":""})");
  CHECK(to_json(thing{}) ==
        R"({"name":"","on":false,"count":0,"small":0,"large":0,"ratio":0,"share":0,"state":"","token":"",)"
        R"("config":"","created":"","tags":[],"bits":[],"gaps":[],"parts":[],"grid":[],"label":{},)"
        R"("weights":{},"own":{"id":""},"hash":"","either":"","names":[],"values":[]})");
}

TEST_CASE("encode: an optional that holds something empty is written") {
  thing t;
  t.last_state.emplace();
  t.key.emplace();
  t.extra.emplace();
  t.updated.emplace();
  const std::string json = to_json(t);
  CHECK(json.find(R"("last_state":"","key":"","extra":"","updated":"")") != json.npos);
}

TEST_CASE("encode: redacts secrets by default, at any depth and in any type (fault 167)") {
  thing t;
  t.token = roster::secret("hidden");
  t.key.emplace();
  const std::string redacted = to_json(t);
  CHECK(redacted.find(R"("token":"***")") != redacted.npos);
  CHECK(redacted.find(R"("key":"")") != redacted.npos);
  CHECK(redacted.find("hidden") == redacted.npos);
  CHECK(to_json(std::vector<thing>{t}).find("hidden") == std::string::npos);
  CHECK(to_json(std::optional<roster::secret>(roster::secret("hidden"))) == R"("***")");
  CHECK(to_json(std::map<std::string, roster::secret>{{"k", roster::secret("hidden")}}) == R"({"k":"***"})");
  std::string appended;
  roster::encode(t, appended);
  CHECK(appended.find("hidden") == std::string::npos);
  CHECK(to_json(t, {.reveal_secrets = true}).find(R"("token":"hidden")") != std::string::npos);
}

namespace {

struct variable {
  std::string name{};
  std::optional<std::string> value{};
  roster::unknown_fields unknown{};
};

struct named {
  std::string name{};
  roster::unknown_fields unknown{};
};

struct deployment {
  std::map<std::string, std::string> env{};
  std::map<std::string, std::optional<std::string>> optional_env{};
  std::map<std::string, std::map<std::string, std::string>> files{};
  std::map<std::string, std::vector<int>> lists{};
  std::map<std::string, std::int64_t> counts{};
  std::map<std::string, bool> flags{};
  std::map<std::string, variable> objects{};
  std::vector<variable> variables{};
  variable single{};
};

}  // namespace

TEST_CASE(
    "encode: redacts the values of maps whose keys are names of secrets, also nested ones (fault 206)") {
  deployment d{
      .env = {{"HF_TOKEN", "hidden"}, {"EMPTY_TOKEN", ""}, {"PATH", "/bin"}, {"max_tokens", "7"}},
      .optional_env = {{"password", "hidden"}, {"secret", std::nullopt}},
      .files = {{"credentials", {{"a", "hidden"}}}, {"plain", {{"api_key", "hidden"}, {"b", "shown"}}}},
      .lists = {{"secrets", {4711}}, {"tokens", {}}, {"sizes", {1, 2}}},
      .counts = {{"pin", 1}, {"password", 4711}},
      .flags = {{"secret", true}},
      .objects = {{"auth", {.name = "hidden"}}, {"other", {.name = "shown"}}}};
  const std::string json = to_json(d, {.keep_empty = false});
  CHECK(json == R"({"env":{"EMPTY_TOKEN":"","HF_TOKEN":"***","PATH":"/bin","max_tokens":"7"},)"
                R"("optional_env":{"password":"***","secret":null},)"
                R"("files":{"credentials":"***","plain":{"api_key":"***","b":"shown"}},)"
                R"("lists":{"secrets":"***","sizes":[1,2],"tokens":[]},"counts":{"password":"***","pin":1},)"
                R"("flags":{"secret":true},"objects":{"auth":"***","other":{"name":"shown"}},"single":{}})");
  CHECK(to_json(d, {.reveal_secrets = true}).find("***") == std::string::npos);
  CHECK(to_json(d.env).find("hidden") == std::string::npos);
}

TEST_CASE("encode: redacts the value of a pair with the name of a secret, in structs and maps (fault 206)") {
  variable extended{.name = "API_KEY"};
  extended.unknown.list.push_back({"value", R"("hidden")"});
  deployment d{
      .env = {{"name", "HF_TOKEN"}, {"value", "hidden"}},
      .files = {{"x", {{"Key", "password"}, {"Value", "hidden"}}}, {"y", {{"key", "a"}, {"value", "b"}}}},
      .variables = {{.name = "HF_TOKEN", .value = "hidden"}, {.name = "PATH", .value = "/bin"}},
      .single = {.name = "PASSWORD", .value = "hidden"}};
  const std::string json = to_json(d, {.keep_empty = false});
  CHECK(json == R"({"env":{"name":"HF_TOKEN","value":"***"},"files":{"x":{"Key":"password","Value":"***"},)"
                R"("y":{"key":"a","value":"b"}},"variables":[{"name":"HF_TOKEN","value":"***"},)"
                R"({"name":"PATH","value":"/bin"}],"single":{"name":"PASSWORD","value":"***"}})");
  CHECK(to_json(named{"API_KEY", extended.unknown}) == R"({"name":"API_KEY","value":"***"})");
  CHECK(to_json(d, {.reveal_secrets = true}).find("***") == std::string::npos);
}

TEST_CASE("encode: escapes characters that JSON forbids or a terminal interprets, and no others") {
  using namespace std::string_literals;
  CHECK(to_json("\"\\/\b\f\n\r\t"s) == R"("\"\\/\b\f\n\r\t")");
  CHECK(to_json("\0\x01\x0b\x1f\x7f"s) == "\"\\u0000\\u0001\\u000b\\u001f\\u007f\"");
  CHECK(to_json("h\xc3\xa9 \xe7\x99\xbe\xe5\xba\xa6 \xf0\x9f\x98\x80"s) ==
        "\"h\xc3\xa9 \xe7\x99\xbe\xe5\xba\xa6 \xf0\x9f\x98\x80\"");
}

TEST_CASE("encode: names the path of a string that is not UTF-8") {
  CHECK(rejection(std::string("a\xff")) == "invalid argument: cannot encode the value: not UTF-8 at byte 1");
  thing t;
  t.parts.resize(2);
  t.parts[1].id = "\xc3";
  CHECK(rejection(t) == "invalid argument: cannot encode parts[1].id: not UTF-8 at byte 0");
  t.parts.clear();
  t.label = {{"k", "\xed\xa0\x80"}};
  CHECK(rejection(t) == "invalid argument: cannot encode label.k: not UTF-8 at byte 0");
  t.label = {{"\xc0\x80", "v"}};
  CHECK(rejection(t) == "invalid argument: cannot encode label: a member name is not UTF-8");
  CHECK(rejection(std::vector<std::string>{"ok", "\xf4\x90\x80\x80"}) ==
        "invalid argument: cannot encode [1]: not UTF-8 at byte 0");
}

TEST_CASE("encode: never shows the text that it rejects") {
  thing t;
  t.token = roster::secret("hidden\xff");
  CHECK(rejection(t) == "invalid argument: cannot encode token: not UTF-8 at byte 6");
}

TEST_CASE("encode: rejects NaN and infinity") {
  thing t;
  t.load = std::numeric_limits<double>::quiet_NaN();
  CHECK(rejection(t) == "invalid argument: cannot encode load: JSON cannot represent infinity and NaN");
  t.load.reset();
  t.share = -std::numeric_limits<float>::infinity();
  CHECK(rejection(t) == "invalid argument: cannot encode share: JSON cannot represent infinity and NaN");
}

TEST_CASE("encode: writes unknown fields last, compact and otherwise unchanged") {
  few f{.name = "n", .unknown = {{{"a", "{ \"x y\" :\n [1.50 , \"\\\" \\u00e9\"] }"}, {"b\"", "1e2"}}}};
  CHECK(to_json(f) == R"({"name":"n","a":{"x y":[1.50,"\" \u00e9"]},"b\"":1e2})");
}

TEST_CASE("encode: rejects an unknown field that would make the document invalid") {
  for (const char* json : {"", " ", "{", "1 2", "nul", "\"\xff\"", "1,\"x\":2"}) {
    CAPTURE(json);
    CHECK(rejection(few{.unknown = {{{"odd", json}}}}) ==
          "invalid argument: cannot encode odd: the value of the unknown field is not JSON");
  }
}

TEST_CASE("encode: writes values that are not objects") {
  CHECK(to_json(std::vector<few>{{.name = "a"}, {}}) == R"([{"name":"a"},{"name":""}])");
  CHECK(to_json(std::map<std::string, int>{{"b", 2}, {"a", 1}}) == R"({"a":1,"b":2})");
  CHECK(to_json(std::optional<int>{}) == "null");
  CHECK(to_json(roster::flag{}) == "null");
  CHECK(to_json(std::vector<std::string>{}) == "[]");
}

TEST_CASE("encode: appends to the existing text") {
  std::string out = "[";
  roster::encode(1, out);
  roster::encode(few{.name = "x"}, out);
  CHECK(out == R"([1{"name":"x"})");
}

TEST_CASE("encode: writes doubles with the fewest digits that are exact") {
  CHECK(to_json(1.0) == "1");
  CHECK(to_json(0.5) == "0.5");
  CHECK(to_json(-0.0) == "-0");
  CHECK(to_json(100000.0) == "100000");
  CHECK(to_json(0.1) == "0.1");
  CHECK(to_json(1e300) == "1e+300");
  CHECK(to_json(5e-324) == "5e-324");
  CHECK(to_json(1e15) == "1e+15");
  CHECK(to_json(0.1F) == "0.1");
}

TEST_CASE("encode: keeps the vendors' irregular values") {
  roster::eas::service s;
  s.service_uid = "eas-m-abc\n";
  s.role = "Offline Task";
  s.traffic_state = "";
  CHECK(to_json<pascal_case>(s, as_sent) ==
        R"({"ServiceUid":"eas-m-abc\n","Role":"Offline Task","TrafficState":""})");
}

TEST_CASE("encode: takes time linear in the number of unknown fields in one object (fault 213)") {
  const auto prepare = [](std::size_t factor) {
    few many{.name = "n"};
    for (std::size_t i = 0; i < 500 * factor; ++i) many.unknown.list.push_back({"value", "1"});
    return [many] { (void)to_json(many); };
  };
  CHECK(roster_test::grows_linearly(prepare));
}

TEST_CASE("encode: redacts every unknown field that is the value of a secret name, at any position") {
  few one{.name = "n"};
  one.unknown.list = {{"value", R"("first")"}, {"Name", R"("HF_TOKEN")"}, {"Value", R"("second")"}};
  const auto text = to_json(one);
  CHECK(text.find("first") == text.npos);
  CHECK(text.find("second") == text.npos);
  one.unknown.list[1].json = R"("plain")";
  CHECK(to_json(one).find("second") != std::string::npos);
}
