// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdlib>
#include <roster/auth/environment.hpp>

TEST_CASE("environment: an empty variable counts as not set") {
  const roster::environment variables = [](std::string_view name) -> std::optional<std::string> {
    if (name == "EMPTY") return "";
    if (name == "FULL") return "x";
    return std::nullopt;
  };
  CHECK(roster::detail::find_variable(variables, "EMPTY") == std::nullopt);
  CHECK(roster::detail::find_variable(variables, "ABSENT") == std::nullopt);
  CHECK(roster::detail::find_variable(variables, "FULL") == "x");
}

TEST_CASE("environment: reads the process's environment by default") {
  REQUIRE(setenv("ROSTER_TEST_VARIABLE", "value", 1) == 0);
  CHECK(roster::process_environment()("ROSTER_TEST_VARIABLE") == "value");
  REQUIRE(unsetenv("ROSTER_TEST_VARIABLE") == 0);
  CHECK(roster::process_environment()("ROSTER_TEST_VARIABLE") == std::nullopt);
}
