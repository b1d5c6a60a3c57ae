// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <roster/failure.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/operation.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <roster/wire/parse_condition.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <vector>

using roster::epoch_milliseconds;
using roster::epoch_seconds;
using roster::detail::epoch_form;

namespace {

struct service {
  epoch_seconds created{};
  std::optional<epoch_milliseconds> updated{};
  std::vector<epoch_seconds> starts{};

  friend bool operator==(const service&, const service&) = default;
};

service read(const std::string& json) {
  service out;
  const auto error = roster::decode(json, out);
  CHECK_FALSE(error);
  return out;
}

bool test(const std::string& json, const std::string& condition) {
  return roster::parse_condition<service>(condition)(read(json));
}

roster::cell cell_of(const service& from, std::string_view column) {
  return roster::find_column<service>(column)->read(from);
}

}  // namespace

TEST_CASE("epoch_time: is encoded as the number or string that was received") {
  for (const std::string json :
       {R"({"created":1722318346,"updated":1722318346123})",
        R"({"created":1722318346.50,"updated":1.7223183461235e12})",
        R"({"created":"1722318346","updated":"1722318346123.5"})", R"({"created":-1,"starts":[1,"2",3.25]})",
        R"({"created":0,"updated":1722318346000000000000})", R"({"created":"soon"})", R"({"created":"007"})",
        R"({"updated":""})"}) {
    const service one = read(json);
    CHECK(roster::to_json(one, {.keep_empty = false}) == json);
    CHECK(read(roster::to_json(one)) == one);
  }
  CHECK(roster::to_json(service{.created = epoch_seconds(std::chrono::sys_days(std::chrono::days(1)))},
                        {.keep_empty = false}) == R"({"created":86400})");
  CHECK(roster::to_json(service{.created = epoch_seconds("soon")}, {.keep_empty = false}) ==
        R"({"created":"soon"})");
  CHECK(roster::to_json(service{.created = epoch_seconds("007")}, {.keep_empty = false}) ==
        R"({"created":"007"})");
  CHECK(roster::to_json(service{}, {.keep_empty = false}) == "{}");
}

TEST_CASE("epoch_time: is decoded from null, a number or a string only") {
  CHECK(read(R"({"created":null,"updated":null})") == service{});
  for (const std::string value : {"true", "[1]", "{}"}) {
    service out;
    const auto error = roster::decode(R"({"created":)" + value + '}', out);
    REQUIRE(error);
    CHECK(error->text().find("created") != std::string::npos);
  }
}

TEST_CASE("epoch_time: parse_condition compares with times, periods and numbers of the unit") {
  const std::string json = R"({"created":1722318346.5,"updated":"1722318346500"})";  // 2024-07-30T05:45:46.5Z
  for (const auto* const yes :
       {"created == 2024-07-30T05:45:46.5Z", "created == 2024-07", "created == 2024",
        "created == 1722318346.5", "created < 1722318346.500000001", "created > 1722318346.499999999",
        "created in (1722318346, 1722318346.5)", "created > 20240729", "created < now-30d",
        "updated == 1722318346500", "updated == 2024-07-30T05:45:46.5Z", "updated >= 1722318346499.999",
        "created != 2024-08", "!(created == 2023)", "created > -5"})
    CHECK_MESSAGE(test(json, yes), yes);
  for (const auto* const no :
       {"created == 1722318346", "created > now-30d", "updated == 2023", "updated > 1722318346501"})
    CHECK_FALSE_MESSAGE(test(json, no), no);
  CHECK_FALSE(test("{}", "created > 2000"));
  CHECK_FALSE(test("{}", "updated != 2000"));
  CHECK_FALSE(test(R"({"created":"soon"})", "created < now || created >= now"));
  CHECK_FALSE(test(R"({"created":1722318346123456})", "created < now || created >= now"));
  CHECK_FALSE(test(R"({"created":"2024-07-30"})", "created == 2024-07-30"));
}

TEST_CASE("epoch_time: parse_condition rejects an operand that is not a time") {
  const auto rejection = [](const std::string& text) -> std::string {
    try {
      (void)roster::parse_condition<service>(text);
    } catch (const roster::failure& f) {
      return f.what();
    }
    return "parsed";
  };
  CHECK(rejection("created > soon").find("expected a time") != std::string::npos);
  CHECK(rejection("created ~ 17").find("operator ~ is not supported for an epoch time") != std::string::npos);
}

TEST_CASE("epoch_time: cells are numbers, and are ordered as times") {
  const service a = read(R"({"created":1722318346,"updated":"1722318346000"})");
  const service b = read(R"({"created":"1722318346.000000001","updated":1722318346000.0001})");
  const service odd = read(R"({"created":"soon"})");
  CHECK(cell_of(a, "created").value == decltype(roster::cell::value)(std::int64_t{1722318346}));
  CHECK(cell_of(b, "created").text() == "1722318346.000000001");
  for (const auto* const column : {"created", "updated"}) {
    CHECK((roster::compare_cells(cell_of(a, column), cell_of(b, column)) < 0));
    CHECK((roster::compare_cells(cell_of(b, column), cell_of(a, column)) > 0));
    CHECK(
        (roster::compare_cells(cell_of(a, column), cell_of(odd, column)) < 0));  // absent or not a time: last
  }
  CHECK(cell_of(service{}, "created").empty());
  CHECK(cell_of(service{}, "updated").empty());
}

TEST_CASE("epoch_time: a request accepts a number or a time, and sends a number") {
  service request;
  CHECK_FALSE(roster::set_parameter(request, "created", "1722318346.5"));
  CHECK_FALSE(roster::set_parameter(request, "updated", "2024-07-30T05:45:46.5Z"));
  CHECK(roster::to_json(request, {.keep_empty = false}) ==
        R"({"created":1722318346.5,"updated":1722318346500})");
  const auto error = roster::set_parameter(request, "created", "soon");
  REQUIRE(error);
  CHECK(error->message ==
        R"(created: expected a time such as 2024-07-30T05:45:46Z, or an epoch time, found "soon")");
  CHECK(request.created == epoch_seconds("1722318346.5"));
}

TEST_CASE("epoch_time: is sent in a query as its number") {
  const auto query =
      roster::detail::to_query(service{.created = epoch_seconds("1722318346.5", epoch_form::text),
                                       .starts = {epoch_seconds("1"), epoch_seconds("2e3")}});
  const std::vector<std::pair<std::string, std::string>> expected{
      {"created", "1722318346.5"}, {"starts", "1"}, {"starts", "2e3"}};
  CHECK(query == expected);
}

namespace {

struct list_request {};
struct list_response {
  std::vector<service> items{};
};
struct list_operation {
  using request = list_request;
  using response = list_response;
  static constexpr auto target = roster::get("/services");
  static constexpr auto items = roster::path<&list_response::items>;
  static constexpr auto paging = roster::one_page{};
};

}  // namespace

TEST_CASE(
    "epoch_time: numbers that are not times are counted, and the path of the first is reported (fault 165)") {
  roster::detail::list_page<list_operation> out;
  const std::string json =
      R"({"items":[{"created":1722318346},{"created":1722318346000,"updated":"soon"},{"created":""},{"created":1e99},{}]})";
  CHECK_FALSE(roster::detail::decode_list_page(json, out));
  CHECK(out.unreadable_times.members == 3);
  CHECK(out.unreadable_times.first == "items[1].created");
  CHECK(out.items[1].created.text() == "1722318346000");
}
