// SPDX-License-Identifier: BSL-1.0
// Items inside of lists: path<&connection::edges, each, &edge::node>, and the values of maps.
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

using roster::detail::list_state;

namespace {

struct query {};

struct place {
  std::string zone{};
  std::optional<std::int64_t> number{};
};
struct service {
  std::string id{};
  std::optional<std::int64_t> gpu{};
  std::optional<place> at{};
};
struct row {
  std::optional<std::int64_t> gpu{};
};

struct operation {  // what the operations below have in common
  using request = query;
  static constexpr auto target = roster::get("/things");
  static constexpr auto paging = roster::one_page{};
};

// A connection of GraphQL.
struct edge {
  service node{};
  std::string cursor{};
};
struct page_state {
  std::string end_cursor{};
};
struct connection {
  std::vector<edge> edges{};
  page_state page_info{};
};
struct graph {
  std::optional<connection> services{};
};
struct graph_response {
  std::optional<graph> data{};
};
struct list_nodes : operation {
  using response = graph_response;
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto items =
      roster::path<&response::data, &graph::services, &connection::edges, roster::each, &edge::node>;
  static constexpr auto key = roster::path<&service::id>;
};

struct nullable_edge {
  std::optional<service> node{};
};
struct nullable_response {
  std::vector<std::optional<nullable_edge>> edges{};
};
struct list_nullable : operation {
  using response = nullable_response;
  static constexpr auto items = roster::path<&response::edges, roster::each, &nullable_edge::node>;
  static constexpr auto key = roster::path<&service::at, &place::number>;
};

// A list in each element, as the service groups of TI-ONE.
struct group {
  std::string name{};
  std::vector<service> services{};
};
struct groups_response {
  std::optional<std::vector<group>> groups{};
};
struct list_grouped : operation {
  using response = groups_response;
  static constexpr auto items = roster::path<&response::groups, roster::each, &group::services>;
  static constexpr auto key = roster::keys{roster::path<&service::id>, roster::path<&service::gpu>};
};
struct list_groups : operation {  // whose whole response is the list of groups
  using response = std::vector<group>;
  static constexpr auto items = roster::path<roster::each, &group::services>;
};

// A map of zones, as the aggregated lists of Google Cloud.
struct scoped_list {
  std::optional<std::vector<service>> endpoints{};
};
struct aggregated {
  std::map<std::string, scoped_list> items{};
  std::string next{};
};
struct list_aggregated : operation {
  using response = aggregated;
  static constexpr auto items = roster::path<&response::items, roster::each, &scoped_list::endpoints>;
  static constexpr auto key = roster::path<&service::id>;
};

struct map_response {
  std::map<std::string, service> services{};
};
struct list_values : operation {
  using response = map_response;
  static constexpr auto items = roster::path<&response::services>;
  static constexpr auto key = roster::path<&service::id>;
};
struct list_whole_map : operation {
  using response = std::map<std::string, service>;
  static constexpr auto items = roster::whole_response;
};

struct deep {
  std::optional<group> wrapper{};
};
struct deep_response {
  std::map<std::string, std::vector<deep>> all{};
};
struct list_deep : operation {  // each of a map, of a list, and of a list in an optional struct
  using response = deep_response;
  static constexpr auto items = roster::path<&response::all, roster::each, roster::each, &deep::wrapper,
                                             &group::services, roster::each, &service::id>;
};

struct loose_group {
  roster::one_or_many<service> services{};
};
struct loose_response {
  roster::one_or_many<loose_group> groups{};
};
struct list_loose : operation {
  using response = loose_response;
  static constexpr auto items = roster::path<&response::groups, roster::each, &loose_group::services>;
};

template <class Op, class Row>
std::string error_of(std::string_view json, roster::detail::list_page<Op, Row>& out,
                     const roster::decode_limits& limits = {}, bool lenient = false) {
  const auto error = roster::detail::decode_list_page(json, out, limits, lenient);
  return error ? error->text() : "";
}
template <class Op>
std::string error_of(std::string_view json, const roster::decode_limits& limits = {}, bool lenient = false) {
  roster::detail::list_page<Op> out;
  return error_of(json, out, limits, lenient);
}

/// Decodes a page that has to be valid; returns the ids of its items.
template <class Op>
std::string ids_of(std::string_view json) {
  roster::detail::list_page<Op> out;
  REQUIRE(error_of(json, out) == "");
  std::string all;
  for (const auto& one : out.items)
    if constexpr (std::is_same_v<roster::item_of<Op>, std::string>)
      all += one + ' ';
    else
      all += one.id + ' ';
  return all;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("items path: the items are a member of each element") {
  static_assert(std::is_same_v<roster::item_of<list_nodes>, service>);
  roster::detail::list_page<list_nodes> out;
  CHECK(error_of(R"({"data":{"services":{"edges":[
                       {"cursor":"c1","node":{"id":"a","gpu":1}},{"new":[{}],"node":{"gpu":"2","id":"b"}}],
                     "pageInfo":{"endCursor":"c2"}}}})",
                 out) == "");
  REQUIRE(out.items.size() == 2);
  CHECK(out.items[0].id == "a");
  CHECK(out.items[1].gpu == 2);
  CHECK(out.keys == texts{"a", "b"});
  CHECK(out.list == list_state::present);
  CHECK(out.list_json.starts_with("[\n"));
  CHECK(out.list_json.ends_with("}}]"));
  CHECK(out.rest.data->services->page_info.end_cursor == "c2");
  CHECK(out.rest.data->services->edges.empty());
}

TEST_CASE("items path: a projection replaces the item") {
  roster::detail::list_page<list_nodes, row> out;
  CHECK(error_of(R"({"data":{"services":{"edges":[{"node":{"id":"a","gpu":1}}]}}})", out) == "");
  REQUIRE(out.items.size() == 1);
  CHECK(out.items[0].gpu == 1);
  CHECK(out.keys == texts{"a"});
}

TEST_CASE("items path: an element without its item is an error that names it, unless it is optional") {
  const auto of_edges = [](const std::string& edges) {
    return error_of<list_nodes>(R"({"data":{"services":{"edges":)" + edges + "}}}");
  };
  CHECK(of_edges(R"([{"node":{}},{"cursor":"c"}])") ==
        "data.services.edges[1].node: expected an object, found nothing at byte 56");
  CHECK(of_edges(R"([{"node":null}])") ==
        "data.services.edges[0].node: expected an object, found null at byte 38");
  CHECK(of_edges("[null]") == "data.services.edges[0]: expected an object, found null at byte 30");
  CHECK(of_edges(R"([{"node":{"gpu":"many"}}])") ==
        "data.services.edges[0].node.gpu: expected an integer, found \"many\" (a string) at byte 45");
  CHECK(of_edges(R"([{"node":{},"node":{}}])") ==
        "data.services.edges[0].node: expected one occurrence of this member, found a duplicate at byte 48");
  CHECK(error_of<list_grouped>(R"({"groups":[{"name":"g"}]})") ==
        "groups[0].services: expected a list, found nothing at byte 23");
  CHECK(error_of<list_grouped>(R"({"groups":[{"services":null}]})") ==
        "groups[0].services: expected a list, found null at byte 23");

  roster::detail::list_page<list_nullable> out;
  CHECK(error_of(R"({"edges":[null,{},{"node":null},{"node":{"id":"a","at":{"number":7}}}]})", out) == "");
  REQUIRE(out.items.size() == 1);
  CHECK(out.items[0].id == "a");
  CHECK(out.keys == texts{"7"});
}

TEST_CASE("items path: the list itself may be absent, null or empty") {
  const auto state = [](std::string_view json) {
    roster::detail::list_page<list_nodes> out;
    CHECK(error_of(json, out) == "");
    CHECK(out.items.empty());
    return out.list;
  };
  CHECK(state("{}") == list_state::missing);
  CHECK(state(R"({"data":{"services":null}})") == list_state::missing);
  CHECK(state(R"({"data":{"services":{}}})") == list_state::absent);
  CHECK(state(R"({"data":{"services":{"edges":null}}})") == list_state::null);
  CHECK(state(R"({"data":{"services":{"edges":[]}}})") == list_state::present);
  CHECK(state(R"({"data":{"services":{"edges":{}}}})") == list_state::present);
  static_assert(roster::detail::list_may_be_absent<list_grouped>);
  static_assert(!roster::detail::list_may_be_absent<list_nodes>);
  static_assert(!roster::detail::list_may_be_absent<list_aggregated>);
}

TEST_CASE("items path: a list in each element is flattened, in the order received") {
  roster::detail::list_page<list_grouped> out;
  CHECK(error_of(R"({"groups":[{"name":"x","services":[{"id":"a","gpu":1},{"id":"b"}]},{"services":[]},
                     {"services":[{"id":"c"}],"name":"z"}]})",
                 out) == "");
  REQUIRE(out.items.size() == 3);
  CHECK(out.items[2].id == "c");
  CHECK(out.keys == texts{R"(["a",1])", R"(["b",null])", R"(["c",null])"});
  CHECK(error_of<list_grouped>(R"({"groups":[{"services":[{}]},{"services":[{},7]}]})") ==
        "groups[1].services[1]: expected an object, found 7 (a number) at byte 45");
  CHECK(ids_of<list_groups>(R"([{"services":[{"id":"a"}]},{"services":[{"id":"b"}]}])") == "a b ");
}

TEST_CASE("items path: the values of a map are items, in the order received") {
  CHECK(ids_of<list_values>(R"({"services":{"z":{"id":"a"},"a":{"id":"b"},"z":{"id":"c"}}})") == "a b c ");
  CHECK(ids_of<list_values>(R"({"services":{}})") == "");
  CHECK(ids_of<list_values>(R"({"services":[]})") == "");
  CHECK(ids_of<list_whole_map>(R"({"z":{"id":"a"},"b":{"id":"b"}})") == "a b ");
  CHECK(error_of<list_values>(R"({"services":{"a":null}})") ==
        "services.a: expected an object, found null at byte 17");
  CHECK(error_of<list_values>(R"({"services":[{}]})") ==
        "services: expected an object, found a list at byte 12");
  CHECK(error_of<list_values>(R"({"services":{"a":{"gpu":true}}})") ==
        "services.a.gpu: expected an integer, found true (a boolean) at byte 24");
  CHECK(ids_of<list_aggregated>(R"({"items":{"zones/b":{"endpoints":[{"id":"a"},{"id":"b"}]},
                                    "zones/a":{"warning":{"code":"NO_RESULTS_ON_PAGE"}},
                                    "zones/c":{"endpoints":[{"id":"c"}]}},"next":"t"})") == "a b c ");
  CHECK(error_of<list_aggregated>(R"({"items":{"zones/b":{"endpoints":[{"id":[]}]}}})") ==
        "items.zones/b.endpoints[0].id: expected a string, found a list at byte 40");
}

TEST_CASE("items path: leads through any number of lists and structs") {
  CHECK(ids_of<list_deep>(R"({"all":{"x":[{"wrapper":{"services":[{"id":"a"},{"id":"b"}]}},{}],"y":[],
                             "z":[{"wrapper":null},{"wrapper":{"services":[{"id":"c"}]}}]}})") == "a b c ");
  CHECK(error_of<list_deep>(R"({"all":{"x":[{"wrapper":{}}]}})") ==
        "all.x[0].wrapper.services: expected a list, found nothing at byte 26");
  CHECK(roster::detail::wire_path<roster::verbatim_case>(list_deep::items) ==
        "all[][].wrapper.services[].id");
}

TEST_CASE("items path: a single element counts as a list of one where the list says so") {
  CHECK(ids_of<list_loose>(R"({"groups":{"services":{"id":"a"}}})") == "a ");
  CHECK(ids_of<list_loose>(R"({"groups":[{"services":[{"id":"a"},{"id":"b"}]},{"services":{"id":"c"}}]})") ==
        "a b c ");
  CHECK(error_of<list_loose>(R"({"groups":7})") ==
        "groups: expected an object, found 7 (a number) at byte 10");
}

TEST_CASE("items path: lenient decoding skips members of items, and nothing else") {
  roster::detail::list_page<list_nodes> out;
  const std::string_view json =
      R"({"data":{"services":{"edges":[{"node":{"id":"a","gpu":"many"}},{"node":{"id":[]}}]}}})";
  CHECK(error_of(json, out, {}, true) == "");
  CHECK(out.items.size() == 2);
  CHECK(out.keys == texts{"a", ""});
  CHECK(out.skipped_fields.members == 2);
  CHECK(out.skipped_fields.first == "data.services.edges[0].node.gpu");
  CHECK(error_of<list_nodes>(R"({"data":{"services":{"edges":[{"node":7}]}}})", {}, true) ==
        "data.services.edges[0].node: expected an object, found 7 (a number) at byte 38");
  CHECK(error_of<list_nodes>(R"({"data":{"services":{"edges":[{}]}}})", {}, true) ==
        "data.services.edges[0].node: expected an object, found nothing at byte 32");
}

TEST_CASE("items path: items are limited in one list, and in all lists of a page") {
  const roster::decode_limits three{.items = 3};
  CHECK(error_of<list_grouped>(R"({"groups":[{"services":[{},{}]},{"services":[{}]}]})", three) == "");
  CHECK(error_of<list_grouped>(R"({"groups":[{"services":[{},{}]},{"services":[{},{}]}]})", three) ==
        "groups[1].services[1]: expected at most 3 items, found more at byte 48");
  CHECK(error_of<list_grouped>(R"({"groups":[{"services":[]},{"services":[]},{"services":[]},{}]})", three) ==
        "groups: expected at most 3 items, found more at byte 59");
  CHECK(error_of<list_values>(R"({"services":{"a":{},"b":{},"c":{},"d":{}}})", three) ==
        "services: expected at most 3 members, found more at byte 34");
  CHECK(error_of<list_values>(R"({"services":{"a":{},"b":{},"c":{}}})", {.items = 3, .members = 2}) == "");
}

TEST_CASE("items path: items are counted without decoding them") {
  roster::detail::list_page<list_nodes, roster::detail::undecoded_item> out;
  CHECK(error_of(R"({"data":{"services":{"edges":[{"node":{"gpu":"many"}},{"node":7}],
                     "pageInfo":{"endCursor":"c2"}}}})",
                 out) == "");
  CHECK(out.items.size() == 2);
  CHECK(out.rest.data->services->page_info.end_cursor == "c2");
}
