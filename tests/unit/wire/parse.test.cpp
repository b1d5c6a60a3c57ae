// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/json/value.hpp>
#include <roster/failure.hpp>
#include <roster/wire/parse.hpp>
#include <string>

namespace {

std::string rejection(const std::string& json) {
  try {
    (void)roster::parse(json);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::malformed_response);
    return f.what();
  }
  return "parsed";
}

}  // namespace

TEST_CASE("parse: parses the JSON inside a json_text") {
  const auto value = roster::parse(roster::json_text(R"({"metadata":{"gpu":1,"qps":[0.5,null]}})"));
  CHECK(value.at("metadata").at("gpu").as_int64() == 1);
  CHECK(value.at("metadata").at("qps").at(0).as_double() == 0.5);
  CHECK(value.at("metadata").at("qps").at(1).is_null());
}

TEST_CASE("parse: reports the position of the first invalid byte") {
  CHECK(rejection("").starts_with("malformed response: not JSON at byte 0: "));
  CHECK(rejection("{\"a\":1").starts_with("malformed response: not JSON at byte 6: "));
  CHECK(rejection("[1,x]").starts_with("malformed response: not JSON at byte 3: "));
  CHECK(rejection("{} {}").starts_with("malformed response: not JSON at byte 3: "));
}

TEST_CASE("parse: limits the depth") {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  CHECK(rejection(nested(64)) == "parsed");
  CHECK(rejection(nested(65)) != "parsed");
  CHECK(rejection(std::string(1'000'000, '[')) != "parsed");
}
