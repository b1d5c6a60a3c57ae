// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum class run_state { running };
constexpr auto texts_of(run_state) {
  return roster::enum_texts<run_state>({{run_state::running, "Running"}});
}

struct list_query {
  std::optional<int> page{};
};

struct port {
  std::optional<int> number{};
  std::string protocol_name{};
};

struct service {
  std::string service_id{};
  std::optional<std::int64_t> gpu_memory{};
  std::optional<roster::open_enum<run_state>> status{};
  roster::utc_time create_time{};
  roster::json_text config{};
  std::optional<roster::secret> access_token{};
  roster::flag enabled{};
  std::optional<bool> stable{};
  std::optional<port> main_port{};
  std::vector<port> ports{};
  std::map<std::string, port> by_name{};
  std::optional<std::string> namespace_{};
  roster::unknown_fields unknown{};
  static consteval auto wire_names() {
    return roster::names{roster::renamed{&service::gpu_memory, "GPUMemory"}};
  }
};

struct service_list_response {
  std::vector<service> services{};
};

struct list_services {
  using request = list_query;
  using response = service_list_response;
  static constexpr auto target = roster::get("/services");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto items = roster::path<&response::services>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&service::service_id>;
};

constexpr std::string_view page = R"({"Services":[{
  "ServiceId":"a","GPUMemory":80,"Status":"Running","CreateTime":"2024-07-30T05:45:46Z","Config":"{}","AccessToken":"t",
  "Enabled":true,"Stable":false,"MainPort":{"Number":1,"ProtocolName":"http"},"Ports":[{"Number":2},{"ProtocolName":"x"}],
  "ByName":{"p":{"Number":3}},"Namespace":"ns","New":[1, 2]}]})";

template <class Row>
roster::detail::list_page<list_services, Row> read(std::string_view json = page) {
  roster::detail::list_page<list_services, Row> out;
  const auto error = roster::detail::decode_list_page(json, out);
  REQUIRE_MESSAGE(!error, (error ? error->text() : ""));
  return out;
}

}  // namespace

TEST_CASE("projection: a row's members are matched with the item's by name") {
  struct row {
    std::optional<std::string> namespace_{};
    std::optional<std::int64_t> gpu_memory{};  // GPUMemory on the wire, declared only in the item
    std::string service_id{};
  };
  const auto out = read<row>();
  REQUIRE(out.items.size() == 1);
  CHECK(out.items[0].gpu_memory == 80);
  CHECK(out.items[0].service_id == "a");
  CHECK(out.items[0].namespace_ == "ns");
  CHECK(out.keys == std::vector<std::string>{"a"});
}

TEST_CASE("projection: the key is read even when the row does not have it") {
  struct row {
    std::optional<std::int64_t> gpu_memory{};
  };
  const auto out = read<row>(
      R"({"Services":[{"ServiceId":"a\u0062","GPUMemory":1},{"GPUMemory":2,"ServiceId": 17 },{"GPUMemory":3},
                                 {"ServiceId":null}]})");
  CHECK(out.keys == std::vector<std::string>{"ab", "17", "", ""});
  CHECK(out.items[1].gpu_memory == 2);
  roster::detail::list_page<list_services, row> refused;
  for (const std::string_view key : {"true", "{}", "[\"a\"]"}) {
    const auto error =
        roster::detail::decode_list_page(R"({"Services":[{"ServiceId":)" + std::string(key) + "}]}", refused);
    REQUIRE(error);
    CHECK(error->text().starts_with("Services[0].ServiceId: expected a string or an integer, found "));
  }
}

TEST_CASE("projection: a row may use std::string for other string types, and may add or remove optionals") {
  struct row {
    std::string status{};
    std::optional<std::string> create_time{};
    std::string config{};
    int gpu_memory{};
    roster::secret access_token{};
    bool enabled{};
    roster::flag stable{};
  };
  const auto item = read<row>().items.at(0);
  CHECK(item.status == "Running");
  CHECK(item.create_time == "2024-07-30T05:45:46Z");
  CHECK(item.config == "{}");
  CHECK(item.gpu_memory == 80);
  CHECK(item.access_token.reveal() == "t");
  CHECK(item.enabled);
  CHECK(item.stable == false);
  struct narrow {
    std::int8_t gpu_memory{};
  };
  roster::detail::list_page<list_services, narrow> out;
  CHECK(roster::detail::decode_list_page(R"({"Services":[{"GPUMemory":128}]})", out).value().text() ==
        "Services[0].GPUMemory: expected an integer from -128 to 127, found 128 (a number) at byte 26");
}

TEST_CASE("projection: applies to nested structs, lists and maps") {
  struct number_only {
    int number{};
  };
  struct name_only {
    std::string protocol_name{};
  };
  struct row {
    name_only main_port{};
    std::optional<std::vector<number_only>> ports{};
    std::map<std::string, std::optional<number_only>> by_name{};
  };
  const auto item = read<row>().items.at(0);
  CHECK(item.main_port.protocol_name == "http");
  REQUIRE(item.ports);
  CHECK(item.ports->at(0).number == 2);
  CHECK(item.ports->at(1).number == 0);
  CHECK(item.by_name.at("p")->number == 3);
}

TEST_CASE("projection: members that a row omits are not unknown fields") {
  struct row {
    std::string service_id{};
    roster::unknown_fields unknown{};
  };
  const auto item = read<row>().items.at(0);
  REQUIRE(item.unknown.list.size() == 1);  // neither the access token nor another member of the item
  CHECK(item.unknown.list[0] == roster::unknown_fields::field{"New", "[1, 2]"});
}

TEST_CASE("projection: members that a row omits are still validated as JSON") {
  struct row {
    std::string service_id{};
  };
  roster::detail::list_page<list_services, row> out;
  CHECK(roster::detail::decode_list_page("{\"Services\":[{\"Status\":\"\xFF\"}]}", out).value().text() ==
        "Services[0].Status: not JSON: expected UTF-8, found byte 0xff at byte 24");
  CHECK_FALSE(
      roster::detail::decode_list_page(R"({"Services":[{"Status":{"odd":[1]}}]})", out));  // but not its kind
}

TEST_CASE("projection: the item itself is its own row") {
  CHECK(roster::detail::check_projection<service, service>());
  CHECK(roster::detail::projected_name<service, service, 1, roster::pascal_case> == "GPUMemory");
  struct row {
    int gpu_memory{};
  };
  CHECK(roster::detail::check_projection<row, service>());
  CHECK(roster::detail::projected_name<row, service, 0, roster::pascal_case> == "GPUMemory");
}

TEST_CASE("projection: an empty row decodes only the keys") {
  struct nothing_at_all {};
  const auto out = read<nothing_at_all>();
  CHECK(out.items.size() == 1);
  CHECK(out.keys == std::vector<std::string>{"a"});
}

// --- keys inside the item

namespace {

struct object_meta {
  std::string uid{};
  std::string label{};
};
struct object {
  std::optional<object_meta> meta{};
  int size{};
  roster::unknown_fields unknown{};
};
struct objects {
  std::vector<object> items{};
};
struct list_objects {
  using request = list_query;
  using response = objects;
  static constexpr auto target = roster::get("/objects");
  static constexpr auto items = roster::path<&objects::items>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&object::meta, &object_meta::uid>;
};

template <class Row>
std::vector<std::string> keys(std::string_view json) {
  roster::detail::list_page<list_objects, Row> out;
  const auto error = roster::detail::decode_list_page(json, out);
  REQUIRE_MESSAGE(!error, (error ? error->text() : ""));
  return out.keys;
}

}  // namespace

TEST_CASE("projection: a nested key is found with and without the structs in its path") {
  constexpr std::string_view json =
      R"({"items":[{"size":1,"meta":{"x":{"uid":"no"},"label":"l","uid":"u\u0031"}},{"meta":null},{"meta":{}},{},
                   {"m\u0065ta":{"\u0075id":"u5"},"uid":"no"}]})";
  const std::vector<std::string> expected{"u1", "", "", "", "u5"};
  struct label_only {
    std::string label{};
  };
  struct with_part {
    label_only meta{};
  };
  struct size_only {
    int size{};
  };
  struct with_unknown {
    int size{};
    roster::unknown_fields unknown{};
  };
  CHECK(keys<object>(json) == expected);
  CHECK(keys<with_part>(json) == expected);
  CHECK(keys<size_only>(json) == expected);
  CHECK(keys<with_unknown>(json) == expected);
}
