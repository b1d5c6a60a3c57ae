// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/wire/detail/json_path.hpp>
#include <string>
#include <string_view>

using roster::detail::json_path;

TEST_CASE("json_path: names the value at a byte") {
  const std::string_view json = R"({"a":1,"list":[{"b":[2,[30]]},{"c d":"text"}],"e":{"f":{}}})";
  const auto path = [&](std::string_view what) { return json_path(json, json.find(what)); };
  CHECK(path("1,") == "a");
  CHECK(path("[{") == "list");
  CHECK(path("2,") == "list[0].b[0]");
  CHECK(path("30") == "list[0].b[1][0]");
  CHECK(path("\"text\"") == "list[1].c d");
  CHECK(path("ext\"") == "list[1].c d");  // inside the value
  CHECK(path("{}") == "e.f");
  CHECK(json_path(json, 0) == "");
}

TEST_CASE("json_path: escapes and truncates names; white space belongs to the value that follows") {
  CHECK(json_path("{\"\\u001b\" :  7 }", 12) == "\\x1b");
  CHECK(json_path("{ \"a\" :  7 }", 8) == "a");
  const std::string json = "{\"" + std::string(100, 'k') + "\":7}";
  CHECK(json_path(json, json.size() - 2) == std::string(40, 'k') + "...");
}

TEST_CASE("json_path: is empty for a byte outside of all values") {
  CHECK(json_path("[1,2]", 5) == "");
  CHECK(json_path("", 1) == "");
}
