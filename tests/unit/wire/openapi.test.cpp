// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/openapi.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

enum class colour { red, green };
constexpr auto texts_of(colour) {
  return roster::enum_texts<colour>({{colour::red, "Red"}, {colour::green, "Green"}});
}

struct range {
  std::optional<int> from{};
};

struct thing {
  std::string id{};
  roster::open_enum<colour> paint{};
  std::optional<range> sizes{};
  roster::unknown_fields unknown{};
};

struct things_query {
  std::string project_id{};
  std::optional<std::string> language{};
  roster::secret token{};
  std::optional<std::int64_t> page_number{};
  std::vector<roster::open_enum<colour>> paints{};
  std::vector<range> ranges{};
  std::map<std::string, std::optional<std::string>> label{};
  std::optional<range> only{};
  std::optional<roster::utc_time> since{};
  std::variant<std::string, std::int64_t> either{};
  bool all{};

  static consteval auto wire_names() { return roster::names{roster::renamed{&things_query::label, "Tag"}}; }
};

struct things_response {
  std::vector<thing> things{};
};

struct error_body {
  std::string code{};
};

struct list_things {
  using request = things_query;
  using response = things_response;
  static constexpr std::string_view version = "2021-07-01";
  static constexpr auto target = roster::get("/v2/{ProjectId}/things?Action=List%20all&Debug");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto headers = roster::fixed{{"X-Version", "7"}, {"Accept", "application/json; v=1"}};
  static constexpr auto in_headers =
      roster::in_header{&request::language, "X-Language", &request::token, "X-Token"};
  static constexpr auto items = roster::path<&response::things>;
  static constexpr auto key = roster::path<&thing::id>;
  static constexpr auto paging =
      roster::by_number{.number = &request::page_number, .total = roster::header{"x-total"}};
  static constexpr auto errors =
      roster::errors{.code = roster::path<&error_body::code>, .request_id = roster::header{"x-request-id"}};
};

/// A JSON document without white space, as the tests write it.
std::string compact(std::string_view json) {
  std::string out;
  roster::detail::append_compact_json(json, out);
  return out;
}

template <class Operation>
void check_contains(std::string_view expected) {
  const auto document = compact(roster::openapi<Operation>());
  auto text = compact(expected);
  if (text.starts_with('{')) text = text.substr(1, text.size() - 2);  // its members
  INFO(document);
  INFO(text);
  CHECK(document.find(text) != document.npos);
}

/// The schema of one member of a response.
template <class T>
struct holder {
  T it{};
};
template <class T>
struct get_one {
  struct nothing {};
  using request = nothing;
  using response = holder<T>;
  static constexpr auto target = roster::get("/");
};
template <class T>
void check_member(std::string_view expected) {
  check_contains<get_one<T>>(R"({"properties":{"it":)" + std::string(expected) + "}}");
}

}  // namespace

TEST_CASE("openapi: the document of an operation with every kind of parameter") {
  CHECK(compact(roster::openapi<list_things>("https://things.example")) == compact(R"({
    "openapi": "3.1.0",
    "info": {"title": "list_things", "version": "2021-07-01"},
    "servers": [{"url": "https://things.example"}],
    "paths": {"/v2/{ProjectId}/things": {"get": {
      "operationId": "list_things",
      "parameters": [
        {"name": "ProjectId", "in": "path", "required": true, "schema": {"type": "string"}},
        {"name": "X-Version", "in": "header", "required": true, "schema": {"type": "string", "const": "7"}},
        {"name": "X-Language", "in": "header", "required": false, "schema": {"type": "string"}},
        {"name": "X-Token", "in": "header", "required": false, "schema": {"type": "string", "format": "password"}},
        {"name": "Action", "in": "query", "required": true, "schema": {"type": "string", "const": "List all"}},
        {"name": "Debug", "in": "query", "required": true, "schema": {"type": "string", "const": ""}},
        {"name": "PageNumber", "in": "query", "required": false, "schema": {"type": "integer", "format": "int64"}},
        {"name": "Paints", "in": "query", "required": false, "style": "form", "explode": true,
          "schema": {"type": "array", "items": {"type": "string", "examples": ["Red", "Green"]}}},
        {"name": "Ranges", "in": "query", "required": false, "style": "form", "explode": true,
          "schema": {"type": "array", "items": {"type": "string", "contentMediaType": "application/json",
            "contentSchema": {"$ref": "#/components/schemas/range"}}}},
        {"name": "Tag", "in": "query", "required": false, "content": {"application/json": {"schema":
          {"type": "object", "additionalProperties": {"type": ["string", "null"]}}}}},
        {"name": "Only", "in": "query", "required": false, "content": {"application/json": {"schema":
          {"$ref": "#/components/schemas/range"}}}},
        {"name": "Since", "in": "query", "required": false, "schema": {"type": "string", "format": "date-time"}},
        {"name": "Either", "in": "query", "required": false,
          "schema": {"anyOf": [{"type": "string"}, {"type": "integer", "format": "int64"}]}},
        {"name": "All", "in": "query", "required": true, "schema": {"type": "boolean"}}
      ],
      "responses": {
        "200": {"description": "Success", "headers": {"x-total": {"schema": {"type": "string"}}},
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/things_response"}}}},
        "default": {"description": "Error", "headers": {"x-request-id": {"schema": {"type": "string"}}},
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/error_body"}}}}
      }
    }}},
    "components": {"schemas": {
      "range": {"type": "object", "properties": {"From": {"type": ["integer", "null"], "format": "int32"}}},
      "things_response": {"type": "object",
        "properties": {"Things": {"type": "array", "items": {"$ref": "#/components/schemas/thing"}}},
        "required": ["Things"]},
      "error_body": {"type": "object", "properties": {"Code": {"type": "string"}}},
      "thing": {"type": "object", "properties": {
          "Id": {"type": "string"},
          "Paint": {"type": "string", "examples": ["Red", "Green"]},
          "Sizes": {"anyOf": [{"$ref": "#/components/schemas/range"}, {"type": "null"}]}},
        "required": ["Id"]}
    }}
  })"));
}

namespace {

struct tags {
  roster::one_or_many<std::string> tags{};
  std::optional<bool> deep{};
};
struct create_request {
  std::string zone{};
  std::string name{};
  int count{};
  roster::one_or_many<std::string> labels{};
  std::optional<tags> more{};
  roster::unknown_fields extra{};
};
struct create_thing {
  using request = create_request;
  using response = thing;
  static constexpr auto target = roster::post("/v1/zones/{zone}/things");
  static constexpr auto headers = roster::fixed{{"Content-Type", "application/x-amz-json-1.1"}};
  static constexpr auto key = roster::path<&thing::id>;
};

}  // namespace

TEST_CASE("openapi: the document of a single call with a body") {
  CHECK(compact(roster::openapi<create_thing>()) == compact(R"({
    "openapi": "3.1.0",
    "info": {"title": "create_thing", "version": "1"},
    "paths": {"/v1/zones/{zone}/things": {"post": {
      "operationId": "create_thing",
      "parameters": [{"name": "zone", "in": "path", "required": true, "schema": {"type": "string"}}],
      "requestBody": {"required": true, "content": {"application/x-amz-json-1.1": {"schema": {"type": "object",
        "properties": {
          "name": {"type": "string"},
          "count": {"type": "integer", "format": "int32"},
          "labels": {"type": "array", "items": {"type": "string"}},
          "more": {"$ref": "#/components/schemas/tags"}},
        "required": ["count"]}}}},
      "responses": {"200": {"description": "Success", "content": {"application/x-amz-json-1.1": {"schema":
        {"$ref": "#/components/schemas/thing"}}}}}
    }}},
    "components": {"schemas": {
      "tags": {"type": "object", "properties": {
        "tags": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
        "deep": {"type": ["boolean", "null"]}}},
      "thing": {"type": "object", "properties": {
          "id": {"type": "string"},
          "paint": {"type": "string", "examples": ["Red", "Green"]},
          "sizes": {"anyOf": [{"$ref": "#/components/schemas/range"}, {"type": "null"}]}},
        "required": ["id"]},
      "range": {"type": "object", "properties": {"from": {"type": ["integer", "null"], "format": "int32"}}}
    }}
  })"));
}

TEST_CASE("openapi: members of every kind") {
  check_member<std::string>(R"({"type":"string"})");
  check_member<bool>(R"({"type":"boolean"})");
  check_member<roster::flag>(R"({"type":["boolean","null"]})");
  check_member<double>(R"({"type":"number"})");
  check_member<std::uint8_t>(R"({"type":"integer","minimum":0,"maximum":255})");
  check_member<std::int16_t>(R"({"type":"integer","minimum":-32768,"maximum":32767})");
  check_member<std::uint64_t>(R"({"type":"integer","minimum":0})");
  check_member<roster::secret>(R"({"type":"string","format":"password"})");
  check_member<roster::bytes>(R"({"type":"string","contentEncoding":"base64"})");
  check_member<roster::json_text>("{}");
  check_member<roster::utc_time>(R"({"type":"string","format":"date-time"})");
  check_member<roster::epoch_seconds>(
      R"({"type":["number","string"],"description":"Seconds since 1970-01-01T00:00:00Z"})");
  check_member<std::optional<roster::epoch_milliseconds>>(
      R"({"type":["number","string","null"],"description":"Milliseconds since 1970-01-01T00:00:00Z"})");
  check_member<std::vector<std::optional<double>>>(R"({"type":"array","items":{"type":["number","null"]}})");
  check_member<std::optional<std::map<std::string, bool>>>(
      R"({"type":["object","null"],"additionalProperties":{"type":"boolean"}})");
  check_member<std::optional<std::variant<std::string, double>>>(
      R"({"anyOf":[{"type":"string"},{"type":"number"},{"type":"null"}]})");
  check_member<std::optional<roster::one_or_many<bool>>>(
      R"({"anyOf":[{"type":"array","items":{"type":"boolean"}},{"type":"boolean"},{"type":"null"}]})");
}

namespace {

namespace other {
struct thing {
  bool good{};
};
}  // namespace other
struct pair_of_things {
  thing first{};
  other::thing second{};
  std::optional<other::thing> third{};
};
struct thing_2 {
  int number{};
};
namespace numbered {
struct thing_2 {
  int other_number{};
};
}  // namespace numbered
template <class First, class Second, class Third>
struct three_of {
  First first{};
  Second second{};
  Third third{};
};
struct get_pair {
  using request = other::thing;
  using response = pair_of_things;
  static constexpr auto target = roster::get("/pair");
};

struct edge {
  std::optional<thing> node{};
  thing other{};
};
struct result {
  std::optional<std::vector<edge>> edges{};
};
struct graph {
  std::optional<result> data{};
  result also{};
};
template <auto... Path>
struct list_graph {
  using request = other::thing;
  using response = graph;
  static constexpr auto target = roster::get("/");
  static constexpr auto items = roster::path<Path...>;
  static constexpr auto paging = roster::one_page{};
};
struct whole_result {
  std::vector<thing> all{};
};
struct envelope {
  std::optional<whole_result> result{};
};
struct list_enveloped {
  using request = other::thing;
  using response = envelope;
  static constexpr auto target = roster::get("/");
  static constexpr auto items = roster::path<&envelope::result, &whole_result::all>;
  static constexpr auto paging = roster::one_page{};
};

struct lines_query {};
struct list_lines {
  using request = lines_query;
  using response = std::vector<thing>;
  static constexpr auto target = roster::get("/lines");
  static constexpr auto format = roster::json_lines;
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::by_link_header{};
  static constexpr auto errors =
      roster::errors{.code = roster::header{"x-code"}, .message = roster::header{"x-code"}};
};
struct list_fields {
  using request = get_one<int>::nothing;
  using response = std::vector<thing>;
  static constexpr auto target = roster::post("/all?field=id&all&field=a%20b");
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::one_page{};
};
struct failing_response {
  std::vector<thing> all{};
  std::string code{};
};
struct list_failing {
  using request = lines_query;
  using response = failing_response;
  static constexpr auto target = roster::get("/all?&a+b=%3d%25zz");
  static constexpr auto items = roster::path<&failing_response::all>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = roster::errors{.code = roster::path<&failing_response::code>};
};

struct page_query {
  std::optional<std::string> token{};
};
struct list_by_header {
  using request = page_query;
  using response = std::vector<thing>;
  static constexpr auto target = roster::get("/all");
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::by_token{
      .send = &page_query::token, .next = roster::header{"x-next"}, .more = roster::header{"X-Next"}};
};

}  // namespace

TEST_CASE("openapi: two structs of one name have different names in the document") {
  check_contains<get_pair>(R"({"first":{"$ref":"#/components/schemas/thing"},
    "second":{"$ref":"#/components/schemas/thing_2"},
    "third":{"anyOf":[{"$ref":"#/components/schemas/thing_2"},{"type":"null"}]}})");
}

TEST_CASE("openapi: the name of a struct may be what another one would be numbered") {
  check_contains<get_one<three_of<thing, thing_2, other::thing>>>(
      R"({"first":{"$ref":"#/components/schemas/thing"},"second":{"$ref":"#/components/schemas/thing_2"},
          "third":{"$ref":"#/components/schemas/thing_3"}})");
  using numbered_first = get_one<three_of<thing, other::thing, thing_2>>;
  check_contains<numbered_first>(
      R"({"first":{"$ref":"#/components/schemas/thing"},"second":{"$ref":"#/components/schemas/thing_2"},
          "third":{"$ref":"#/components/schemas/thing_2_2"}})");
  check_contains<numbered_first>(R"({"thing_2":{"type":"object","properties":{"good":{"type":"boolean"}}}})");
  check_contains<numbered_first>(
      R"({"thing_2_2":{"type":"object","properties":{"number":{"type":"integer","format":"int32"}}}})");
  check_contains<get_one<three_of<thing_2, numbered::thing_2, other::thing>>>(
      R"({"first":{"$ref":"#/components/schemas/thing_2"},"second":{"$ref":"#/components/schemas/thing_2_2"},
          "third":{"$ref":"#/components/schemas/thing"}})");
}

TEST_CASE("openapi: required are the members without which a page is an error") {
  using by_node = list_graph<&graph::data, &result::edges, roster::each, &edge::node>;
  const auto has = [](const std::string& document, std::string_view text) {
    return compact(document).find(compact(text)) != std::string::npos;
  };
  CHECK(!has(roster::openapi<by_node>(), R"({"required":[)"));
  using by_other = list_graph<&graph::also, &result::edges, roster::each, &edge::other>;
  CHECK(has(roster::openapi<by_other>(), R"("required":["also"])"));
  CHECK(has(roster::openapi<by_other>(), R"("required":["other"])"));
  CHECK(!has(roster::openapi<by_other>(), R"("required":["edges"])"));
  check_contains<list_enveloped>(
      R"({"properties":{"result":{"$ref":"#/components/schemas/whole_result"}},"required":["result"]})");
  check_contains<list_enveloped>(R"("required":["all"])");
}

TEST_CASE("openapi: lines, headers of responses and errors") {
  check_contains<list_lines>(
      R"({"200":{"description":"Success","headers":{"Link":{"schema":{"type":"string"}}},
    "content":{"application/x-ndjson":{"schema":{"type":"string","contentMediaType":"application/x-ndjson",
      "contentSchema":{"$ref":"#/components/schemas/thing"}}}}},
    "default":{"description":"Error","headers":{"x-code":{"schema":{"type":"string"}}}}})");
}

TEST_CASE("openapi: a parameter of the constant query that occurs several times is a list") {
  check_contains<list_fields>(
      R"({"parameters":[{"name":"field","in":"query","required":true,"style":"form","explode":true,
        "schema":{"type":"array","const":["id","a b"]}},
      {"name":"all","in":"query","required":true,"schema":{"type":"string","const":""}}]})");
}

TEST_CASE("openapi: a header that the paging reads twice is described once") {
  check_contains<list_by_header>(
      R"({"200":{"description":"Success","headers":{"x-next":{"schema":{"type":"string"}}},"content":)");
}

TEST_CASE("openapi: an error that is described by the response lacks the items") {
  check_contains<list_failing>(
      R"({"default":{"description":"Error","content":{"application/json":{"schema":{"type":"object"}}}}})");
  check_contains<list_failing>(
      R"({"name":"a b","in":"query","required":true,"schema":{"type":"string","const":"=%zz"}})");
}
