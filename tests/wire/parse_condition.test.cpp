// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <roster/failure.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <vector>

#include <wire/every_kind.hpp>

using every_kind::inside;
using every_kind::thing;

namespace {

bool test(const thing& item, const std::string& text) { return roster::parse_condition<thing>(text)(item); }

std::string refusal(const std::string& text) {
  try {
    (void)roster::parse_condition<thing>(text);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    return f.what();
  }
  return "parsed";
}

const std::vector<std::string> operators{"==", "!=", "<", "<=", ">", ">=", "~"};

}  // namespace

TEST_CASE("parse_condition: compares numbers as numbers") {
  thing t;
  t.count = 10;
  t.load = 0.5;
  CHECK(test(t, "count > 9"));
  CHECK(test(t, "count>9"));
  CHECK(test(t, "  count  >=  10  "));
  CHECK_FALSE(test(t, "count < 9"));
  CHECK(test(t, "count == 10.0"));
  CHECK(test(t, "count < 10.5"));
  CHECK(test(t, "count > -1e300"));
  CHECK(test(t, "count < 1e300"));
  CHECK(test(t, "count != 11"));
  CHECK(test(t, "load == 0.5"));
  CHECK(test(t, "load == 5e-1"));
  CHECK(test(t, "load < 1"));
  CHECK(test(t, "load > 0"));
  CHECK_FALSE(test(t, "load != 0.50"));
}

TEST_CASE("parse_condition: large integers are not rounded") {
  thing t;
  t.count = std::numeric_limits<std::int64_t>::max();
  CHECK(test(t, "count == 9223372036854775807"));
  CHECK_FALSE(test(t, "count == 9223372036854775806"));
  CHECK(test(t, "count < 9223372036854775808"));
  t.count = std::numeric_limits<std::int64_t>::min();
  CHECK(test(t, "count >= -9223372036854775808"));
  CHECK(test(t, "count == -9223372036854775808.0"));
  t.count = 9007199254740993;  // no double
  CHECK(test(t, "count > 9007199254740992.0"));
  CHECK(test(t, "count < 9007199254740994.0"));
  t.count = -3;
  CHECK(test(t, "count < -2.5"));
  CHECK(test(t, "count > -3.5"));
  t.load = 9007199254740992.0;
  CHECK(test(t, "load < 9007199254740993"));
}

TEST_CASE("parse_condition: compares texts byte by byte") {
  thing t;
  t.name = "b";
  t.state = "Running";
  CHECK(test(t, "name == b"));
  CHECK(test(t, "name > a"));
  CHECK(test(t, "name > Z"));
  CHECK(test(t, "name < \xc3\xa9"));
  CHECK_FALSE(test(t, "name == B"));
  CHECK(test(t, "state == Running"));
  CHECK(test(t, "state != Stopped"));
  t.name = "a == b";
  CHECK(test(t, "name == a == b"));
  t.name = "=x";
  CHECK(test(t, "name == =x"));
  t.note = "";
  CHECK(test(t, "note =="));
}

TEST_CASE("parse_condition: ~ finds a part in any letter case of ASCII") {
  thing t;
  t.name = "My-LLaMA-7b \xc3\x89";
  CHECK(test(t, "name ~ llama"));
  CHECK(test(t, "name~MY-"));
  CHECK(test(t, "name ~ \xc3\x89"));
  CHECK(test(t, "name ~"));
  CHECK_FALSE(test(t, "name ~ llama2"));
  CHECK_FALSE(test(t, "name ~ \xc3\xa9"));
  t.tags = {"Blue", "green"};
  CHECK(test(t, "tags ~ \"blue\""));
  t.name = "a=b";
  CHECK(test(t, "name ~=b"));
}

TEST_CASE("parse_condition: compares times by their seconds when both are times") {
  thing t;
  t.created = roster::utc_time("2024-07-30T05:45:46Z");
  CHECK(test(t, "created == 2024-07-30T13:45:46+08:00"));
  CHECK(test(t, "created > 2024-07-30T05:45:45Z"));
  CHECK_FALSE(test(t, "created != 2024-07-30T05:45:46.5Z"));
  CHECK(test(t, "created > 2024-07"));
  CHECK(test(t, "created ~ 07-30T"));
  t.created = roster::utc_time("soon");
  CHECK(test(t, "created > 2024-07-30T05:45:45Z"));
  CHECK(test(t, "created == soon"));
}

TEST_CASE("parse_condition: compares booleans and flags") {
  thing t;
  t.on = true;
  t.spot = false;
  CHECK(test(t, "on == true"));
  CHECK(test(t, "on != false"));
  CHECK(test(t, "spot == false"));
  CHECK_FALSE(test(t, "spot == true"));
}

TEST_CASE("parse_condition: is never true for an absent field") {
  const thing t;
  for (const std::string& op : operators) {
    CAPTURE(op);
    CHECK_FALSE(test(t, "note " + op + " x"));
    CHECK_FALSE(test(t, "name " + op + " x"));
    CHECK_FALSE(test(t, "place " + op + " x"));
    CHECK_FALSE(test(t, "place.id " + op + " x"));
    CHECK_FALSE(test(t, "created " + op + " 2024-07-30T05:45:46Z"));
    if (op == "~") continue;
    CHECK_FALSE(test(t, "GPU " + op + " 0"));
    CHECK_FALSE(test(t, "load " + op + " 0"));
  }
  CHECK_FALSE(test(t, "spot != true"));
  CHECK_FALSE(test(t, "spot == false"));
  CHECK_FALSE(test(t, "maybe != true"));
}

TEST_CASE("parse_condition: reaches into objects, lists and secrets") {
  thing t;
  t.place = inside{.public_ = 2};
  t.tags = {"a"};
  t.key = roster::secret("k1");
  CHECK(test(t, "place.public >= 2"));
  CHECK(test(t, R"(tags == ["a"])"));
  CHECK(test(t, "key == k1"));
  CHECK_FALSE(test(t, "key ~ *"));
}

TEST_CASE("parse_condition: says what is wrong") {
  CHECK(refusal("cuont > 1") == R"(unknown field "cuont"; did you mean "count"?)");
  CHECK(refusal("Plcae.id == x") == R"(unknown field "Plcae.id"; did you mean "place.id"?)");
  CHECK(refusal("zzzzzz == x") == R"(unknown field "zzzzzz")");
  CHECK(refusal("unknown == x") == R"(unknown field "unknown")");
  CHECK(refusal("name") == R"(condition "name": no operator; the operators are == != < <= > >= ~)");
  CHECK(refusal("") == R"(condition "": no operator; the operators are == != < <= > >= ~)");
  CHECK(refusal("name = x") ==
        R"(condition "name = x": "=" is no operator; the operators are == != < <= > >= ~)");
  CHECK(refusal("name ! x") ==
        R"(condition "name ! x": "!" is no operator; the operators are == != < <= > >= ~)");
  CHECK(refusal("== x") == R"(condition "== x": no field before "==")");
  CHECK(refusal("count > many") == R"(condition on "count": expected a number, found "many")");
  CHECK(refusal("count ==") == R"(condition on "count": expected a number, found "")");
  CHECK(refusal("load < nan") == R"(condition on "load": expected a number, found "nan")");
  CHECK(refusal("count ~ 1") == R"(condition on "count": it is a number; ~ compares texts)");
  CHECK(refusal("spot == yes") == R"(condition on "spot": expected true or false, found "yes")");
  CHECK(refusal("spot > true") ==
        R"(condition on "spot": it is true or false; the operators for that are == and !=)");
}

TEST_CASE("parse_condition: is a predicate for algorithms") {
  std::vector<thing> all(3);
  all[0].gpu = 1;
  all[2].gpu = 4;
  const auto many = roster::parse_condition<thing>("GPU >= 1");
  CHECK(std::count_if(all.begin(), all.end(), many) == 2);
}
