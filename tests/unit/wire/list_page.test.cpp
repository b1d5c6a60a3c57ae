// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

using roster::detail::list_state;

namespace {

struct list_query {
  std::optional<int> page_number{};
};

struct instances {
  std::optional<std::int64_t> dedicated{};
};

struct service {
  std::string service_id{};
  std::optional<std::int64_t> cpu{};
  std::optional<instances> instance_count{};
  roster::unknown_fields unknown{};
};

struct envelope {
  std::optional<std::int64_t> page_number{};
  std::string request_id{};
  std::vector<service> services{};
  std::optional<std::int64_t> total_count{};
};

struct list_services {  // a list directly in the response, as in EAS
  using request = list_query;
  using response = envelope;
  static constexpr auto target = roster::get("/services");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto items = roster::path<&envelope::services>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&service::service_id>;
};

struct page_state {
  std::string marker{};
  std::optional<bool> is_truncated{};
};

struct named {
  std::string name{};
  std::optional<std::int64_t> number{};
};

struct described {
  std::optional<named> meta{};
};

struct nested_result {
  std::optional<page_state> page_info{};
  std::vector<described> service_list{};
  roster::unknown_fields unknown{};
};

struct nested_envelope {
  std::string request_id{};
  std::optional<nested_result> result{};
  roster::unknown_fields unknown{};
};

struct describe_services {  // a list inside an optional, as in Qianfan; a nested key
  using request = list_query;
  using response = nested_envelope;
  static constexpr auto target = roster::post("/services");
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto items = roster::path<&nested_envelope::result, &nested_result::service_list>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&described::meta, &named::number>;
};

struct without_key {
  using request = list_query;
  using response = envelope;
  static constexpr auto target = roster::get("/services");
  static constexpr auto items = roster::path<&envelope::services>;
  static constexpr auto paging = roster::one_page{};
};

struct names_response {
  std::vector<std::string> names{};
};
struct list_names {  // items that are not structs
  using request = list_query;
  using response = names_response;
  static constexpr auto target = roster::get("/names");
  static constexpr auto items = roster::path<&names_response::names>;
  static constexpr auto paging = roster::one_page{};
};

/// Returns the text of the error, "" for none.
template <class Op, class Row>
std::string error_in(std::string_view json, roster::detail::list_page<Op, Row>& out,
                     const roster::decode_limits& limits = {}) {
  const auto error = roster::detail::decode_list_page(json, out, limits);
  return error ? error->text() : "";
}

template <class Op>
std::string error_in(std::string_view json, const roster::decode_limits& limits = {}) {
  roster::detail::list_page<Op> out;
  return error_in(json, out, limits);
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("decode_list_page: stores the items in a vector and keeps the rest") {
  roster::detail::list_page<list_services> out;
  CHECK(
      error_in(
          R"({"RequestId":"r-1","PageNumber":2,"Services":[{"ServiceId":"a","Cpu":4},{"ServiceId":"b","New":1}],
                    "TotalCount":"7"})",
          out) == "");
  CHECK(out.list == list_state::present);
  REQUIRE(out.items.size() == 2);
  CHECK(out.items[0].service_id == "a");
  CHECK(out.items[0].cpu == 4);
  CHECK(out.items[1].unknown.find("New") == "1");
  CHECK(out.keys == texts{"a", "b"});
  CHECK(out.rest.request_id == "r-1");
  CHECK(out.rest.page_number == 2);
  CHECK(out.rest.total_count == 7);
  CHECK(out.rest.services.empty());
}

TEST_CASE("decode_list_page: follows the path to the items, through optionals") {
  roster::detail::list_page<describe_services> out;
  CHECK(error_in(R"({"result":{"new":[1, 2],"serviceList":[{"meta":{"name":"n","number":17}},{}],
                    "pageInfo":{"marker":"m","isTruncated":true}},"requestId":"r","other": null})",
                 out) == "");
  REQUIRE(out.items.size() == 2);
  CHECK(out.items[0].meta->name == "n");
  CHECK_FALSE(out.items[1].meta);
  CHECK(out.keys == texts{"17", ""});
  REQUIRE(out.rest.result);
  CHECK(out.rest.result->page_info->marker == "m");
  CHECK(out.rest.result->page_info->is_truncated == true);
  CHECK(out.rest.result->service_list.empty());
  CHECK(out.rest.result->unknown.find("new") == "[1, 2]");
  CHECK(out.rest.unknown.find("other") == "null");
  CHECK(out.rest.request_id == "r");
}

TEST_CASE("decode_list_page: distinguishes an empty list from an absent one") {
  const auto direct = [](std::string_view json) {
    roster::detail::list_page<list_services> out;
    CHECK(error_in(json, out) == "");
    CHECK(out.items.empty());
    return out.list;
  };
  const auto nested = [](std::string_view json) {
    roster::detail::list_page<describe_services> out;
    CHECK(error_in(json, out) == "");
    return out.list;
  };
  CHECK(direct(R"({"Services":[]})") == list_state::present);
  CHECK(direct(R"({"Services":null})") == list_state::null);
  CHECK(direct(R"({"TotalCount":0})") == list_state::absent);
  CHECK(nested(R"({"result":{"serviceList":[]}})") == list_state::present);
  CHECK(nested(R"({"result":{"serviceList":null}})") == list_state::null);
  CHECK(nested(R"({"result":{}})") == list_state::absent);
  CHECK(nested(R"({"result":null})") == list_state::missing);
  CHECK(nested("{}") == list_state::missing);
  CHECK(direct(R"({"Services":{}})") == list_state::present);
  CHECK(nested(R"({"result":{"serviceList":{ }}})") == list_state::present);
}

TEST_CASE("decode_list_page: stores keys as text: a string's content, a number as spelled, \"\" for none") {
  roster::detail::list_page<list_services> out;
  CHECK(
      error_in(
          R"({"Services":[{"ServiceId":"a\u0062\n"},{"ServiceId":12},{"ServiceId":null},{"Cpu":1},{"ServiceId":""},
                    {"ServiceId":"x","ServiceId":"y"},{"ServiceId":"x","ServiceId":null}]})",
          out) == "");
  CHECK(out.keys == texts{"ab\n", "12", "", "", "", "y", ""});
  CHECK(out.items[5].service_id == "y");
}

TEST_CASE("decode_list_page: an operation without a key has no keys") {
  roster::detail::list_page<without_key> out;
  CHECK(error_in(R"({"services":[{"service_id":"a"}]})", out) == "");
  CHECK(out.items.size() == 1);
  CHECK(out.keys.empty());
}

TEST_CASE("decode_list_page: items need not be structs") {
  roster::detail::list_page<list_names> out;
  CHECK(error_in(R"({"names":["a","b"]})", out) == "");
  CHECK(out.items == texts{"a", "b"});
  CHECK(error_in(R"({"names":["a",{}]})", out) == "names[1]: expected a string, found an object at byte 14");
}

TEST_CASE("decode_list_page: resets the page first, and reuses the memory of its vectors") {
  roster::detail::list_page<list_services> out;
  std::string json = R"({"RequestId":"r","Services":[{"ServiceId":"s","Cpu":1})";
  for (int i = 0; i < 99; ++i) json += R"(,{"ServiceId":"s"})";
  CHECK(error_in(json + "]}", out) == "");
  REQUIRE(out.items.size() == 100);
  const auto* const memory = out.items.data();
  CHECK(error_in(R"({"Services":[{}]})", out) == "");
  CHECK(out.items.size() == 1);
  CHECK(out.items.data() == memory);
  CHECK_FALSE(out.items[0].cpu);
  CHECK(out.keys == texts{""});
  CHECK(out.rest.request_id == "");
  CHECK(error_in("{}", out) == "");
  CHECK(out.items.empty());
  CHECK(out.keys.empty());
  CHECK(out.list == list_state::absent);
}

TEST_CASE("decode_list_page: limits the reserved memory if the first item is small") {
  roster::detail::list_page<list_services> out;
  CHECK(error_in(R"({"Services":[{}],"Padding":")" + std::string(4'000'000, 'x') + "\"}", out) == "");
  CHECK(out.items.size() == 1);
  CHECK(out.items.capacity() <= 1024);
}

TEST_CASE("decode_list_page: rejects a repeated member of the envelope; in items the last one is used") {
  CHECK(error_in<list_services>(R"({"TotalCount":1,"TotalCount":1})") ==
        "TotalCount: expected one occurrence of this member, found a duplicate at byte 29");
  CHECK(error_in<list_services>(R"({"TotalCount":1,"\u0054otalCount":2})")
            .starts_with("TotalCount: expected one occurrence of this member"));
  CHECK(error_in<list_services>(R"({"Services":[],"Services":[]})") ==
        "Services: expected one occurrence of this member, found a duplicate at byte 26");
  CHECK(error_in<list_services>(R"({"Services":null,"Services":[]})") != "");
  CHECK(error_in<describe_services>(R"({"result":{"serviceList":[],"serviceList":[]}})") ==
        "result.serviceList: expected one occurrence of this member, found a duplicate at byte 42");
  CHECK(error_in<describe_services>(R"({"result":{"pageInfo":{"marker":"a","marker":"b"}}})") ==
        "result.pageInfo.marker: expected one occurrence of this member, found a duplicate at byte 45");
  CHECK(error_in<describe_services>(R"({"result":{},"result":{}})") ==
        "result: expected one occurrence of this member, found a duplicate at byte 22");
  CHECK(error_in<describe_services>(R"({"requestId":null,"requestId":"r"})") != "");
  CHECK(error_in<list_services>(R"({"Services":[{"Cpu":1,"Cpu":2}],"Services":[]})") !=
        "");  // after items, too
  roster::detail::list_page<list_services> out;
  CHECK(
      error_in(
          R"({"Services":[{"Cpu":1,"Cpu":2,"InstanceCount":{"Dedicated":1,"Dedicated":2}}],"New":1,"New":2})",
          out) == "");
  CHECK(out.items[0].cpu == 2);
  CHECK(out.items[0].instance_count->dedicated == 2);
}

TEST_CASE("decode_list_page: an error has the full path through envelope and items") {
  CHECK(error_in<list_services>(R"({"Services":[{},{"Cpu":"many"}]})") ==
        "Services[1].Cpu: expected an integer, found \"many\" (a string) at byte 23");
  CHECK(error_in<list_services>(R"({"Services":{"a":1}})") ==
        "Services: expected a list, found an object at byte 12");
  CHECK(error_in<list_services>(R"({"Services":"none"})") ==
        "Services: expected a list, found \"none\" (a string) at byte 12");
  CHECK(error_in<list_services>(R"({"Services":[{},null]})") ==
        "Services[1]: expected an object, found null at byte 16");
  CHECK(error_in<list_services>(R"({"Services":[[]]})") ==
        "Services[0]: expected an object, found a list at byte 13");
  CHECK(error_in<list_services>(R"({"TotalCount":1.5})") ==
        "TotalCount: expected an integer, found 1.5 (a number) at byte 14");
  CHECK(error_in<describe_services>(R"({"result":[]})") ==
        "result: expected an object, found a list at byte 10");
  CHECK(error_in<describe_services>(R"({"result":{"serviceList":[{"meta":{"number":1e30}}]}})")
            .starts_with("result.serviceList[0].meta.number: expected an integer from"));
  CHECK(error_in<list_services>("[]") == "expected an object, found a list at byte 0");
  CHECK(error_in<list_services>("null") == "expected an object, found null at byte 0");
  CHECK(error_in<list_services>("") == "not JSON: expected a value, found the end of input at byte 0");
  CHECK(error_in<list_services>(R"({"Services":[{"ServiceId":"a"}]}x)") ==
        "not JSON: expected the end of input, found 'x' at byte 32");
}

TEST_CASE("decode_list_page: a page that is truncated anywhere is an error, never a shorter page") {
  const std::string_view json =
      R"({"Services":[{"ServiceId":"a","Cpu":4},{"ServiceId":"b"}],"TotalCount":2})";
  CHECK(error_in<list_services>(json) == "");
  for (std::size_t size = 0; size < json.size(); ++size)
    CHECK(error_in<list_services>(json.substr(0, size)) != "");
}

TEST_CASE("decode_list_page: the number of items is limited") {
  CHECK(error_in<list_services>(R"({"Services":[{},{},{}]})", {.items = 2}) ==
        "Services: expected at most 2 items, found more at byte 19");
}

// --- lenient decoding

namespace {

template <class Op, class Row = roster::item_of<Op>>
roster::detail::list_page<Op, Row> read_leniently(std::string_view json) {
  roster::detail::list_page<Op, Row> out;
  const auto error = roster::detail::decode_list_page(json, out, {}, true);
  REQUIRE_MESSAGE(!error, (error ? error->text() : ""));
  return out;
}

template <class Op>
std::string lenient_mistake(std::string_view json, const roster::decode_limits& limits = {}) {
  roster::detail::list_page<Op> out;
  const auto error = roster::detail::decode_list_page(json, out, limits, true);
  return error ? error->text() : "";
}

struct port {
  std::optional<int> number{};
  std::string name{};
};
struct container {
  std::string id{};
  roster::utc_time created{};
  std::vector<port> ports{};
  std::vector<std::string> tags{};
  std::map<std::string, int> sizes{};
  bool ready{true};
  roster::unknown_fields unknown{};
};
struct containers {
  std::vector<container> items{};
};
struct list_containers {
  using request = list_query;
  using response = containers;
  static constexpr auto target = roster::get("/containers");
  static constexpr auto items = roster::path<&containers::items>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&container::id>;
};

struct texts_response {
  std::vector<std::string> list{};
  std::vector<std::optional<std::int64_t>> numbers{};
};
struct list_texts {  // the items are their own keys
  using request = list_query;
  using response = texts_response;
  static constexpr auto target = roster::get("/names");
  static constexpr auto items = roster::path<&texts_response::list>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<>;
};
struct list_numbers : list_texts {
  static constexpr auto items = roster::path<&texts_response::numbers>;
};

}  // namespace

TEST_CASE("decode_list_page: a string or an integer may be its own key") {
  CHECK(read_leniently<list_texts>(R"({"list":["a","b\n","","a"]})").keys == texts{"a", "b\n", "", "a"});
  CHECK(read_leniently<list_numbers>(R"({"numbers":[1,-2,null]})").keys == texts{"1", "-2", ""});
}

TEST_CASE(
    "decode_list_page: if lenient, treats a member of the wrong kind as absent, and reports count and first "
    "path") {
  const std::string_view json =
      R"({"Services":[{"ServiceId":"a","Cpu":"many"},{"ServiceId":"b","Cpu":2,"InstanceCount":{"Dedicated":[1,{}]},
                    "New":7},{"InstanceCount":"none","ServiceId":"c","Cpu":3}],"TotalCount":3})";
  const auto out = read_leniently<list_services>(json);
  REQUIRE(out.items.size() == 3);
  CHECK_FALSE(out.items[0].cpu);
  CHECK(out.items[1].cpu == 2);
  REQUIRE(out.items[1].instance_count);  // only the invalid member inside it is skipped
  CHECK_FALSE(out.items[1].instance_count->dedicated);
  CHECK(out.items[1].unknown.find("New") == "7");
  CHECK_FALSE(out.items[2].instance_count);
  CHECK(out.items[2].cpu == 3);
  CHECK(out.keys == texts{"a", "b", "c"});
  CHECK(out.rest.total_count == 3);
  CHECK(out.skipped_fields.members == 3);
  CHECK(out.skipped_fields.first == "Services[0].Cpu");
  CHECK(error_in<list_services>(json).starts_with("Services[0].Cpu: expected an integer"));  // by default
}

TEST_CASE(
    "decode_list_page: a string that is not Unicode is skipped if lenient, and otherwise an error with its "
    "path (fault 148)") {
  const std::string bad[] = {"\\ud83d", "\\ude00", "a\\ud83dx",    "\\ud83d\\u0041", "\xe4\xbd",
                             "\xff",    "caf\xe9", "\xed\xa0\x80", "ok\xc3"};
  for (const auto& text : bad) {
    CAPTURE(text);
    const std::string json = R"({"items":[{"id":"a","tags":[")" + text + R"("],"new":{"deep":[")" + text +
                             R"("]},"ready":false},{"id":"b","tags":["good"]}]})";
    const auto out = read_leniently<list_containers>(json);
    REQUIRE(out.items.size() == 2);
    CHECK(out.keys == std::vector<std::string>{"a", "b"});
    CHECK(out.items[0].tags.empty());
    CHECK(!out.items[0].ready);
    CHECK(out.items[0].unknown.list.empty());
    CHECK(out.items[1].tags == std::vector<std::string>{"good"});
    CHECK(out.skipped_fields.members == 2);
    CHECK(out.skipped_fields.first.starts_with("items[0].tags"));
    roster::detail::list_page<list_containers> strict;
    const auto error_in = roster::detail::decode_list_page(json, strict);
    REQUIRE(error_in);
    CHECK(error_in->path == "items[0].tags[0]");
  }
  for (const std::string broken : {"{\"items\":[{\"tags\":[\"a\n\"]}]}", R"({"items":[{"tags":["\x"]}]})",
                                   R"({"items":[{"tags":["\ud83d]}]})", R"({"items":[{"tags":["\ud8zz"]}]})",
                                   "{\"items\":[{\"t\xff\":1}]}"})
    CHECK(lenient_mistake<list_containers>(broken) != "");
}

TEST_CASE(
    "decode_list_page: counts the times that it cannot parse, and reports the path of the first (fault "
    "138)") {
  roster::detail::list_page<list_containers> out;
  const std::string json =
      R"({"items":[{"id":"a","created":"2024-07-30 05:45"},{"id":"b","created":"soon"},{"id":"c","created":""},
                                        {"id":"d","created":"later"},{"id":"e","created":null}]})";
  CHECK(!roster::detail::decode_list_page(json, out));
  CHECK(out.unreadable_times.members == 2);
  CHECK(out.unreadable_times.first == "items[1].created");
  CHECK(out.items[1].created.text() == "soon");
  CHECK(!roster::detail::decode_list_page(R"({"items":[]})", out));
  CHECK(out.unreadable_times.members == 0);
}

TEST_CASE(
    "decode_list_page: if lenient, skips the member of the innermost struct, but lists and maps as a whole") {
  const auto out = read_leniently<list_containers>(
      R"({"items":[{"id":"a","ports":[{"number":1},{"number":"x","name":"n"}],"tags":["t",{}],"sizes":{"s":1,"m":[]},
                    "ready":1}]})");
  const auto& item = out.items.at(0);
  REQUIRE(item.ports.size() == 2);
  CHECK(item.ports[0].number == 1);
  CHECK_FALSE(item.ports[1].number);
  CHECK(item.ports[1].name == "n");
  CHECK(item.tags.empty());
  CHECK(item.sizes.empty());
  CHECK(item.ready);  // its default, as if it were absent
  CHECK(out.skipped_fields.members == 4);
  CHECK(out.skipped_fields.first == "items[0].ports[1].number");
  CHECK(read_leniently<list_containers>(R"({"items":[{"ports":[{"number":1},2]}]})").items[0].ports.empty());
}

TEST_CASE("decode_list_page: if lenient, the last of repeated members counts, even if it is skipped") {
  const auto out = read_leniently<list_services>(
      R"({"Services":[{"ServiceId":"a","Cpu":1,"Cpu":{}},{"ServiceId":"b","Cpu":{},"Cpu":1}]})");
  CHECK_FALSE(out.items[0].cpu);
  CHECK(out.items[1].cpu == 1);
  CHECK(out.skipped_fields.members == 2);
}

TEST_CASE("decode_list_page: if lenient, a key of the wrong kind counts as absent") {
  const auto out = read_leniently<list_services>(
      R"({"Services":[{"ServiceId":["a"]},{"ServiceId":"x","ServiceId":true},{"ServiceId":"b"}]})");
  CHECK(out.keys == texts{"", "", "b"});
  CHECK(out.items[1].service_id == "");
  CHECK(out.skipped_fields.members == 2);
  CHECK(out.skipped_fields.first == "Services[0].ServiceId");
  const auto inside = read_leniently<describe_services>(
      R"({"result":{"serviceList":[{"meta":{"number":{},"name":"n"}},{"meta":3}]}})");
  CHECK(inside.keys == texts{"", ""});
  CHECK(inside.items[0].meta->name == "n");
  CHECK(inside.skipped_fields.members == 2);
  CHECK(inside.skipped_fields.first == "result.serviceList[0].meta.number");
}

TEST_CASE("decode_list_page: if lenient, a row checks only its own members and the key") {
  struct row {
    std::optional<std::int64_t> cpu{};
  };
  const auto out = read_leniently<list_services, row>(
      R"({"Services":[{"ServiceId":{},"InstanceCount":"skipped","Cpu":"x"},{"Cpu":2,"ServiceId":"b"}]})");
  CHECK_FALSE(out.items[0].cpu);
  CHECK(out.items[1].cpu == 2);
  CHECK(out.keys == texts{"", "b"});
  CHECK(out.skipped_fields.members == 2);
  CHECK(out.skipped_fields.first == "Services[0].ServiceId");
}

TEST_CASE(
    "decode_list_page: invalid JSON, exceeded limits and errors outside of members are errors even if "
    "lenient") {
  CHECK(lenient_mistake<list_services>(R"({"Services":[{"Cpu":tru}]})") ==
        "Services[0].Cpu: not JSON: expected a value, found 't' at byte 20");
  CHECK(lenient_mistake<list_services>(R"({"Services":[{"Cpu":{"a" 1}}]})") ==
        "Services[0].Cpu: not JSON: expected ':', found '1' at byte 25");
  CHECK(lenient_mistake<list_containers>(R"({"items":[{"tags":[{},x]}]})") ==
        "items[0].tags: not JSON: expected a value, found 'x' at byte 22");
  CHECK(lenient_mistake<list_containers>(R"({"items":[{"tags":["a","b"]}]})", {.items = 1}) ==
        "items[0].tags: expected at most 1 items, found more at byte 23");
  CHECK(lenient_mistake<list_containers>(R"({"items":[{"id":[[[1]]]}]})", {.depth = 4}) ==
        "items[0].id: expected at most 4 levels of nesting, found more at byte 17");
  CHECK(lenient_mistake<list_services>(R"({"Services":[{},"x"]})") ==
        "Services[1]: expected an object, found \"x\" (a string) at byte 16");
  CHECK(lenient_mistake<list_services>(R"({"Services":{"a":1}})") ==
        "Services: expected a list, found an object at byte 12");
  CHECK(lenient_mistake<list_services>(R"({"Services":[{"Cpu":"x"}],"TotalCount":"many"})") ==
        "TotalCount: expected an integer, found \"many\" (a string) at byte 39");
  CHECK(lenient_mistake<list_services>(R"({"Services":[{"Cpu":"x"}],"Services":[]})") != "");
  CHECK(lenient_mistake<list_names>(R"({"names":["a",{}]})") ==
        "names[1]: expected a string, found an object at byte 14");
  CHECK(lenient_mistake<describe_services>(R"({"result":"x"})") ==
        "result: expected an object, found \"x\" (a string) at byte 10");
}

TEST_CASE("decode_list_page: if lenient, a page is decoded as if the skipped members were absent") {
  struct choice {
    std::string name;
    std::string good;
    std::vector<std::string> bad;
  };
  const std::vector<choice> members{
      {"id", R"("a")", {"{}", "[[]]", "true"}},
      {"ports", R"([{"number":1}])", {R"({"x":1})", "[[]]", R"([{"number":1},3])"}},
      {"tags", R"(["t"])", {R"({"x":[]})", R"(["t",{"x":[1,[2]]}])", "-1e5"}},
      {"sizes", R"({"s":1})", {"[1]", R"({"s":1,"t":[{}]})", "7"}},
      {"ready", "false", {"1", "[[[]]]", R"("yes")"}},
      {"new", "[1, {}]", {}}};
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string with;
    std::string without;
    std::size_t spoilt = 0;
    for (const auto& [name, good, bad] : members) {
      const bool spoil = !bad.empty() && random() % 3 == 0;
      spoilt += spoil;
      with += (with.empty() ? "\"" : ", \"") + name + "\":" + (spoil ? bad[random() % bad.size()] : good);
      if (!spoil) without += (without.empty() ? "\"" : ", \"") + name + "\":" + good;
    }
    const auto lenient = read_leniently<list_containers>("{\"items\":[{" + with + "}]}");
    roster::detail::list_page<list_containers> strict;
    REQUIRE(error_in("{\"items\":[{" + without + "}]}", strict) == "");
    CAPTURE(with);
    CHECK(lenient.skipped_fields.members == spoilt);
    CHECK(roster::to_json(lenient.items[0]) == roster::to_json(strict.items[0]));
    CHECK(lenient.keys == strict.keys);
  }
}
