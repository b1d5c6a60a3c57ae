// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/field.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/wire/parse_condition.hpp>
#include <roster/wire/unknown_values.hpp>
#include <string>
#include <vector>

#include <support/every_kind.hpp>

using every_kind::thing;
using roster::field;

namespace {

struct request {
  std::optional<roster::open_enum<every_kind::state>> state{};
  std::vector<roster::open_enum<every_kind::state>> states{};
  std::string name{};
};

/// Returns "state=Runing>Running", several joined by spaces; "-" for no suggestion.
std::string described(const std::vector<roster::unknown_value>& values) {
  std::string all;
  for (const auto& one : values)
    all += (all.empty() ? "" : " ") + one.field + '=' + one.value + '>' +
           std::string(one.closest_match.value_or("-"));
  return all;
}

std::string unknown_in(const std::string& text) {
  return described(roster::unknown_values(roster::parse_condition<thing>(text)));
}

}  // namespace

TEST_CASE("unknown_values: finds values of a condition that are not documented (fault 164)") {
  CHECK(unknown_in("state == Runing") == "state=Runing>Running");
  CHECK(unknown_in("state == running") == "state=running>Running");
  CHECK(unknown_in("state != Stoped") == "state=Stoped>Stopped");
  CHECK(unknown_in("state in (Running, Stoped, Runing)") == "state=Stoped>Stopped state=Runing>Running");
  CHECK(unknown_in("!(state == 'Runing') && (count > 1 || last_state != \"Stop\")") ==
        "state=Runing>Running last_state=Stop>-");
  CHECK(unknown_in("state == Hibernating") == "state=Hibernating>-");
  CHECK(unknown_in("state == Runing || state == Runing") == "state=Runing>Running");
}

TEST_CASE("unknown_values: ~ accepts a part of a documented value, and < and > accept any value") {
  CHECK(unknown_in("state ~ run") == "");
  CHECK(unknown_in("state ~ runing") == "state=runing>Running");
  CHECK(unknown_in("state < M && state >= A") == "");
}

TEST_CASE("unknown_values: ignores documented values, other kinds and empty values") {
  for (const auto* const text :
       {"state == Running", "state in (Running, Stopped)", "name == Runing", "token == Runing", "on == true",
        "count == 7", "state ==", "created > now-1d"})
    CHECK_MESSAGE(unknown_in(text) == "", text);
  CHECK(roster::unknown_values(roster::condition<thing>{}).empty());
}

TEST_CASE("unknown_values: finds values of a compiled condition, too") {
  const auto wanted =
      field<&thing::state> == "Runing" && field<&thing::last_state> != every_kind::state::stopped;
  CHECK(described(roster::unknown_values(wanted)) == "state=Runing>Running");
  const auto all = roster::unknown_values(field<&thing::state> == "Runing");
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].documented.size() == 2);
  CHECK(all[0].documented[1] == "Stopped");
}

TEST_CASE("unknown_values: finds values of parameters that are not documented") {
  const auto found = [](std::string_view name, std::string_view value) {
    const auto one = roster::unknown_values<request>(name, value);
    return one ? described({*one}) : "";
  };
  CHECK(found("state", "Runing") == "state=Runing>Running");
  CHECK(found("states", "Stoped") == "states=Stoped>Stopped");
  CHECK(found("state", "Running") == "");
  CHECK(found("state", "") == "");
  CHECK(found("name", "Runing") == "");
  CHECK(found("missing", "Runing") == "");
}
