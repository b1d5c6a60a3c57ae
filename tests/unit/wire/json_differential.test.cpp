// SPDX-License-Identifier: BSL-1.0
// Compares the reader with Boost.JSON: the same documents are valid, with the same values. The deliberate differences
// are the list at the end, each with a test.

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <boost/version.hpp>
#include <cmath>
#include <cstdlib>
#include <roster/escape_for_log.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <string>
#include <string_view>
#include <support/json_cases.hpp>
#include <support/json_documents.hpp>
#include <support/json_tree.hpp>

namespace {

namespace json = boost::json;
using roster::detail::json_reader;
using test::build;
using test::number_value;
using test::same;

std::string shown(std::string_view document) { return roster::escape_for_log(document); }

bool accepted(std::string_view document) {
  json_reader in(document);
  return in.skip() && in.finish();
}

json::parse_options as_deep_as_ours() {
  json::parse_options options;
  options.max_depth = roster::decode_limits{}.depth;
  return options;
}

/// Compares acceptance and value; returns whether the document was accepted.
bool check_against_boost(std::string_view document) {
  boost::system::error_code error;
  const json::value theirs = json::parse(document, error, {}, as_deep_as_ours());
  json::value ours;
  json_reader in(document);
  const bool built = build(in, ours) && in.finish();
  const bool skipped = accepted(document);
  CHECK_MESSAGE(built == skipped, shown(document));
  if (error != json::error::exponent_overflow)
    CHECK_MESSAGE(built == !error, shown(document));  // difference 1
  if (built && !error) CHECK_MESSAGE(same(ours, theirs), shown(document));
  return built;
}

}  // namespace

TEST_CASE("json: reads every valid document of the corpus like Boost.JSON") {
  CHECK(std::size(test::valid_json) >= 100);
  for (const auto document : test::valid_json) {
    CHECK_MESSAGE(check_against_boost(document), shown(document));
    CHECK_MESSAGE(check_against_boost("{\"member\":" + std::string(document) + "}"), shown(document));
    CHECK_MESSAGE(check_against_boost("[0, " + std::string(document) + " ]"), shown(document));
  }
}

TEST_CASE("json: rejects every invalid document of the corpus like Boost.JSON") {
  CHECK(std::size(test::invalid_json) >= 200);
  for (const auto document : test::invalid_json)
    CHECK_FALSE_MESSAGE(check_against_boost(document), shown(document));
}

TEST_CASE("json: every error is a syntax error with a position within the document") {
  for (const auto document : test::invalid_json) {
    json_reader in(document);
    CHECK_FALSE((in.skip() && in.finish()));
    const auto error = in.take_error();
    REQUIRE(error);
    CHECK_MESSAGE(error->fault == roster::detail::decode_fault::syntax, shown(document));
    CHECK_MESSAGE(error->offset <= document.size(), shown(document));
    CHECK(error->text().starts_with("not JSON: expected "));
  }
}

TEST_CASE("json: rejects a document that is truncated anywhere, like Boost.JSON") {
  for (const auto document : test::valid_json)
    for (std::size_t size = 0; size < document.size(); ++size) check_against_boost(document.substr(0, size));
}

TEST_CASE("json: reads ten thousand random documents like Boost.JSON") {
  test::json_documents random(20240730);
  for (int i = 0; i < 10'000; ++i)
    CHECK(check_against_boost(random.space() + random.value() + random.space()));
}

TEST_CASE("json: accepts or rejects forty thousand damaged documents like Boost.JSON") {
  test::json_documents random(20210701);
  int still_valid = 0;
  for (int i = 0; i < 40'000; ++i)
    still_valid += check_against_boost(test::damaged(random.value(), random)) ? 1 : 0;
  CHECK(still_valid > 1'000);  // both outcomes have occurred
  CHECK(still_valid < 39'000);
}

TEST_CASE("json: numbers of any length are exact") {
  std::string digits = "0.1";
  for (int i = 0; i < 800; ++i) digits += static_cast<char>('0' + (i * 7) % 10);
  for (const std::string literal :
       {"0.1", "2.2250738585072011e-308", "1.7976931348623157e308", "9007199254740993.0",
        "123456789012345678", "0.30000000000000004", "5e-324"})
    CHECK(number_value(literal).to_number<double>() == std::strtod(literal.c_str(), nullptr));
  double read{};
  CHECK_FALSE(roster::decode(digits, read));
  CHECK(read == std::strtod(digits.c_str(), nullptr));
}

// --- the deliberate differences from Boost.JSON

TEST_CASE("json difference 1: an exponent may have any length; Boost.JSON 1.81 rejects it or makes it NaN") {
  const std::string_view huge = "1e99999999999999999999";
  const std::string_view tiny = "0.4e-00669999999999999999999";
  const std::string_view zero = "0e1000";
  boost::system::error_code error;
  json::parse(huge, error);
  if (BOOST_VERSION <= 108100) CHECK(error == json::error::exponent_overflow);  // 1.92 accepts it as infinity
  CHECK(std::isnan(json::parse(zero).as_double()));
  CHECK(accepted(huge));
  double value = 1;
  CHECK(roster::decode(huge, value));  // but as a double it is out of range
  CHECK_FALSE(roster::decode(tiny, value));
  CHECK(value == 0);
  CHECK_FALSE(roster::decode(zero, value));
  CHECK(value == 0);
}

TEST_CASE("json difference 2: a number out of range is rejected; Boost.JSON makes it infinite") {
  CHECK(std::isinf(json::parse("1e400").as_double()));
  double value{};
  for (const auto literal : {"1e400", "-1e400", "1e309", "[1e400]"}) CHECK(roster::decode(literal, value));
}

TEST_CASE("json difference 3: numbers with many digits are rounded correctly; Boost.JSON 1.81 is not exact") {
  test::json_documents random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::string literal = random.number();
    double value{};
    CHECK_FALSE(roster::decode(literal, value));
    CHECK(value == std::strtod(literal.c_str(), nullptr));
  }
}

TEST_CASE("json difference 4: 64 levels are allowed; Boost.JSON stops at 32 by default") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  boost::system::error_code error;
  json::parse(nested(33), error);
  CHECK(error);
  CHECK(accepted(nested(33)));
  CHECK(accepted(nested(64)));
  CHECK_FALSE(accepted(nested(65)));
}

TEST_CASE("json difference 5: a repeated member of the envelope is rejected; Boost.JSON uses the last") {
  // Tested with the envelope, in list_page.test.cpp; in items and elsewhere the last is used here, too:
  struct point {
    int x{};
  } out;
  CHECK_FALSE(roster::decode(R"({"x":1,"x":2})", out));
  CHECK(out.x == json::parse(R"({"x":1,"x":2})").at("x").as_int64());
}

TEST_CASE("json difference 6: \"1\" is accepted as 1, 1 as \"1\", 1.0 and 1e2 as integers") {
  struct row {
    int number{};
    std::string text{};
  } out;
  CHECK_FALSE(roster::decode(R"({"number":"17","text":17})", out));
  CHECK(out.number == 17);
  CHECK(out.text == "17");
  CHECK_FALSE(roster::decode(R"({"number":1.7e1})", out));
  CHECK(out.number == 17);
  CHECK_THROWS(json::parse("17.0").as_int64());
}

TEST_CASE("json difference 7: \"true\" and \"false\" are accepted as booleans, numbers are not") {
  bool value{};
  CHECK_FALSE(roster::decode(R"("true")", value));
  CHECK(value);
  CHECK_FALSE(roster::decode(R"("false")", value));
  CHECK_FALSE(value);
  CHECK(roster::decode("1", value));
}
