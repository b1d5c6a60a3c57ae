// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <roster/eas/schema/request.hpp>
#include <roster/failure.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <utility>
#include <vector>

#include <support/every_kind.hpp>

using pairs = std::vector<std::pair<std::string, std::string>>;
using roster::pascal_case;
using roster::detail::to_query;
using roster::eas::list_services_request;

namespace {

pairs label_query(std::map<std::string, std::optional<std::string>> label) {
  return to_query<pascal_case>(list_services_request{.label = std::move(label)});
}

struct mixed {
  std::string plain{};
  bool on{};
  int number{};
  std::vector<std::string> tags{};
  std::vector<std::optional<int>> sizes{};
  std::optional<std::vector<int>> more{};
  std::map<std::string, int> weights{};
  std::optional<every_kind::inside> place{};
  std::vector<every_kind::inside> parts{};
  roster::secret key{};
  roster::json_text config{};
  roster::utc_time since{};
  std::optional<double> ratio{};
};

}  // namespace

TEST_CASE("query: omits unset members") {
  CHECK(to_query<pascal_case>(list_services_request{}).empty());
  CHECK(to_query(mixed{}) == pairs{{"on", "false"}, {"number", "0"}});
}

TEST_CASE("query: sends members in order by their names on the wire") {
  list_services_request r;
  r.filter = "";
  r.page_number = 2;
  r.service_status = roster::eas::service_status::running;
  r.service_name = "a b&c=\xc3\xa9";
  r.include_no_workspace = false;
  r.autoscaler_enabled = true;
  r.traffic_state = "Odd";
  CHECK(to_query<pascal_case>(r) == pairs{{"Filter", ""},
                                          {"PageNumber", "2"},
                                          {"ServiceStatus", "Running"},
                                          {"ServiceName", "a b&c=\xc3\xa9"},
                                          {"IncludeNoWorkspace", "false"},
                                          {"AutoscalerEnabled", "true"},
                                          {"TrafficState", "Odd"}});
}

TEST_CASE("query: sends a map as one compact JSON object") {
  CHECK(label_query({{"key1", "value1"}}) == pairs{{"Label", R"({"key1":"value1"})"}});
  CHECK(label_query({{"key1", std::nullopt}}) == pairs{{"Label", R"({"key1":null})"}});
  CHECK(label_query({{"key1", ""}}) == pairs{{"Label", R"({"key1":""})"}});
  CHECK(label_query({{"key1", "value1"}, {"key2", std::nullopt}, {"key3", ""}}) ==
        pairs{{"Label", R"({"key1":"value1","key2":null,"key3":""})"}});
  CHECK(label_query({{"a\"b\\", "line\n\ttab"}}) == pairs{{"Label", R"({"a\"b\\":"line\n\ttab"})"}});
  CHECK(label_query({{"\xe7\x8e\xaf\xe5\xa2\x83", "\xf0\x9f\x98\x80/"}}) ==
        pairs{{"Label", "{\"\xe7\x8e\xaf\xe5\xa2\x83\":\"\xf0\x9f\x98\x80/\"}"}});
  CHECK(label_query({}).empty());
}

TEST_CASE("query: sends a list as one pair per entry, and nested values as JSON") {
  mixed m;
  m.tags = {"b", "", "a"};
  m.sizes = {1, std::nullopt, 2};
  m.more = std::vector<int>{3};
  m.weights = {{"w", 1}};
  m.place = every_kind::inside{.id = "p"};
  m.parts = {{.public_ = 1}, {}};
  CHECK(to_query(m) == pairs{{"on", "false"},
                             {"number", "0"},
                             {"tags", "b"},
                             {"tags", ""},
                             {"tags", "a"},
                             {"sizes", "1"},
                             {"sizes", "2"},
                             {"more", "3"},
                             {"weights", R"({"w":1})"},
                             {"place", R"({"id":"p"})"},
                             {"parts", R"({"public":1})"},
                             {"parts", "{}"}});
}

TEST_CASE("query: reveals secrets and does not escape strings") {
  mixed m;
  m.key = roster::secret("s\"3");
  m.config = roster::json_text(R"({"a": 1})");
  m.since = roster::utc_time("2024-07-30T05:45:46Z");
  m.ratio = 0.25;
  CHECK(to_query(m) == pairs{{"on", "false"},
                             {"number", "0"},
                             {"key", "s\"3"},
                             {"config", R"({"a": 1})"},
                             {"since", "2024-07-30T05:45:46Z"},
                             {"ratio", "0.25"}});
}

TEST_CASE("query: rejects values that cannot be sent, and names the member") {
  const auto rejection = [](const auto& request) -> std::string {
    try {
      (void)to_query<pascal_case>(request);
    } catch (const roster::failure& f) {
      CHECK(f.condition() == roster::errc::invalid_argument);
      return f.what();
    }
    return "sent";
  };
  CHECK(rejection(list_services_request{.service_name = "a\x80"}) ==
        "invalid argument: cannot encode ServiceName: not UTF-8 at byte 1");
  CHECK(rejection(list_services_request{.label = {{"k", "\xff"}}}) ==
        "invalid argument: cannot encode Label.k: not UTF-8 at byte 0");
  CHECK(rejection(mixed{.ratio = 1e308 * 10}) ==
        "invalid argument: cannot encode Ratio: JSON cannot represent infinity and NaN");
}
