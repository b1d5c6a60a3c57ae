// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/config.hpp>

#if defined(ROSTER_HAS_REFLECTION)  // what Boost.PFR cannot reflect
#include <array>
#include <optional>
#include <roster/schema/operation.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <roster/wire/openapi.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/many_members.hpp"

namespace {

// clang-format off: it does not know annotations
struct paged_request {
  std::optional<std::string> marker{};
  std::optional<int> max_keys{};
};
struct list_servers_request : paged_request {
  std::string project{};
  [[=roster::doc("Zone \"a\"")]] std::optional<std::string> zone{};
};
struct identified {
  std::string id{};
  std::string name{};
};
struct server : identified {
  [[=roster::doc("Cores"), =roster::units("vCPU")]] std::optional<int> cpu{};
  [[=roster::name("CreatedAT"), =roster::doc("Creation")]] roster::epoch_seconds created{};
  roster::unknown_fields unknown{};
};
struct paged_response {
  std::string next_marker{};
  std::optional<bool> is_truncated{};
};
struct list_servers_response : paged_response {
  std::vector<server> servers{};
  std::string request_id{};
};
// clang-format on

struct list_servers {
  using request = list_servers_request;
  using response = list_servers_response;
  static constexpr auto target = roster::get("/v1/projects/{Project}/servers");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto items = roster::path<&list_servers_response::servers>;
  static constexpr auto key = roster::path<&server::id>;
  static constexpr auto in_headers = roster::in_header{&list_servers_request::max_keys, "X-Max-Keys"};
  static constexpr auto paging = roster::by_token{.send = &list_servers_request::marker,
                                                  .next = roster::path<&list_servers_response::next_marker>,
                                                  .more = roster::path<&list_servers_response::is_truncated>};
};
static_assert(roster::detail::check_operation<list_servers>());

struct with_arrays {
  int ports[3]{1, 2, 3};
  std::array<std::string, 2> zones{};
  std::optional<std::array<double, 2>> place{};
  int last{};
};

/// Returns the text of the error, "" for none.
template <class T>
std::string error_in(std::string_view json, T& out) {
  const auto error = roster::decode(json, out);
  return error ? error->text() : "";
}

struct many : many_members {
  std::vector<fifty_members> inner{};
};

}  // namespace

TEST_CASE("reflected_struct: decodes a page whose key, token and items are members of bases") {
  roster::detail::list_page<list_servers> out;
  const auto error = roster::detail::decode_list_page(
      R"({"Servers":[{"Id":"i-1","Name":"one","Cpu":4,"New":1},{"Name":"two","Id":"i-2"}],
          "NextMarker":"m","IsTruncated":true,"RequestId":"r"})",
      out);
  CHECK_FALSE(error);
  REQUIRE(out.items.size() == 2);
  CHECK(out.items[0].id == "i-1");
  CHECK(out.items[0].cpu == 4);
  CHECK(out.items[0].unknown.find("New") == "1");
  CHECK(out.items[1].name == "two");
  CHECK(out.keys == std::vector<std::string>{"i-1", "i-2"});
  CHECK(out.rest.next_marker == "m");
  CHECK(out.rest.is_truncated == true);
  CHECK(out.rest.request_id == "r");
}

TEST_CASE("reflected_struct: encodes the members of bases first") {
  list_servers_request request;
  request.marker = "m";
  request.project = "p";
  CHECK(roster::to_json(request) == R"({"marker":"m","project":"p"})");
  using pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(roster::detail::to_query(request) == pairs{{"marker", "m"}, {"project", "p"}});
}

TEST_CASE("reflected_struct: documents the members of bases") {
  const auto text = roster::openapi<list_servers>();
  for (const std::string_view name : {"X-Max-Keys", "Marker", "Zone", "NextMarker", "Cpu", "Id"})
    CHECK(text.find(name) != text.npos);
}

TEST_CASE("annotations: describe members in an OpenAPI document") {
  std::string text = roster::openapi<list_servers>();
  std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
  CHECK(text.find(R"("Cpu":{"type":["integer","null"],"format":"int32","description":"Cores,invCPU"})") !=
        text.npos);
  CHECK(text.find(R"("description":"Creation.Secondssince1970-01-01T00:00:00Z"})") != text.npos);
  CHECK(text.find(R"("CreatedAT":)") != text.npos);
  CHECK(text.find(R"("schema":{"type":"string","description":"Zone\"a\""})") != text.npos);
}

TEST_CASE("reflected_struct: decodes and encodes arrays") {
  with_arrays out;
  CHECK(error_in(R"({"ports":[80,443,8080],"zones":["a","b"],"place":[1.5,-2],"last":4})", out) == "");
  CHECK(out.ports[2] == 8080);
  CHECK(out.zones[1] == "b");
  CHECK(out.place.value()[1] == -2);
  CHECK(out.last == 4);
  CHECK(roster::to_json(out) == R"({"ports":[80,443,8080],"zones":["a","b"],"place":[1.5,-2],"last":4})");
}

TEST_CASE("reflected_struct: a list with another number of elements than the array is an error") {
  with_arrays out;
  CHECK(error_in(R"({"ports":[80,443]})", out).starts_with("ports: expected a list of 3 elements, found"));
  CHECK(
      error_in(R"({"ports":[80,443,1,2]})", out).starts_with("ports: expected a list of 3 elements, found"));
  CHECK(error_in(R"({"zones":["a",{}]})", out).starts_with("zones[1]: expected a string"));
  CHECK(error_in(R"({"zones":{}})", out).starts_with("zones: expected a list"));
}

TEST_CASE("reflected_struct: a repeated or wrong array gets its default again") {
  with_arrays out;
  CHECK(error_in(R"({"ports":[4,5,6],"ports":null})", out) == "");
  CHECK(out.ports[0] == 1);
}

TEST_CASE("reflected_struct: decodes and encodes more than a hundred members") {
  many out;
  CHECK(error_in(R"({"k9":9,"a0":1,"inner":[{"e9":5},{"a1":6}],"f0":7,"a0":2,"other":[1]})", out) == "");
  CHECK(out.k9 == 9);
  CHECK(out.a0 == 2);
  CHECK(out.f0 == 7);
  REQUIRE(out.inner.size() == 2);
  CHECK(out.inner[0].e9 == 5);
  CHECK(out.inner[1].a1 == 6);
  const auto text = roster::to_json(out);
  many again;
  CHECK(error_in(text, again) == "");
  CHECK(roster::to_json(again) == text);
  CHECK(again.k9 == 9);
}
#endif
