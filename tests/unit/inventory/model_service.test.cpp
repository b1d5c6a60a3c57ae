// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <roster/inventory/as_service.hpp>
#include <roster/inventory/model_service.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/parse_condition.hpp>
#include <roster/wire/unknown_values.hpp>
#include <sstream>
#include <string>
#include <vector>

using roster::field;
using roster::model_service;
using roster::service_state;

namespace {

model_service chat() {
  return {.vendor = "acme",
          .api = "acme-serving",
          .id = "1",
          .state = service_state::running,
          .ready_replicas = 2,
          .created = roster::utc_time("2025-03-01T00:00:00Z"),
          .labels = {{"team", "a"}}};
}

}  // namespace

TEST_CASE("model_service: has JSON and columns like the items of an API") {
  CHECK(roster::to_json(chat(), {.keep_empty = false}) ==
        R"({"vendor":"acme","api":"acme-serving","id":"1","state":"running","ready_replicas":2,)"
        R"("created":"2025-03-01T00:00:00Z","labels":{"team":"a"}})");
  CHECK(roster::columns<model_service>().size() == 19);
  const auto state = roster::find_column<model_service>("state");
  REQUIRE(state);
  CHECK(state->read(chat()).text() == "running");
}

TEST_CASE("model_service: conditions on its members, typed and parsed") {
  CHECK((field<&model_service::state> == service_state::running)(chat()));
  CHECK((field<&model_service::ready_replicas> >= 2)(chat()));
  CHECK_FALSE((field<&model_service::wanted_replicas> >= 0)(chat()));  // absent, not 0
  CHECK(roster::parse_condition<model_service>("state in (running, degraded) && created < 2026")(chat()));
  CHECK_FALSE(roster::parse_condition<model_service>("state == stopped")(chat()));
}

TEST_CASE("model_service: a state of a condition that does not exist is found, with the closest one") {
  const auto found =
      roster::unknown_values(roster::parse_condition<model_service>("state == runing && name == runing"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].field == "state");
  CHECK(found[0].value == "runing");
  CHECK(found[0].closest_match == "running");
  CHECK(found[0].documented.size() == 10);
}

TEST_CASE("model_service: is identified by its id") { CHECK(roster::detail::item_key{}(chat()) == "1"); }

TEST_CASE("model_service: is printed as JSON") {
  std::ostringstream out;
  out << roster::model_service{.vendor = "v", .id = "1", .state = roster::service_state::running};
  CHECK(out.str() == R"({"vendor":"v","id":"1","state":"running"})");
  out.str("");
  out << roster::service_state::failed;
  CHECK(out.str() == "failed");
}
