// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <roster/failure.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <vector>

#include <support/every_kind.hpp>
#include <support/grows_linearly.hpp>

using every_kind::inside;
using every_kind::thing;

namespace {

bool test(const thing& item, const std::string& text) { return roster::parse_condition<thing>(text)(item); }

template <class Item = thing>
std::string rejection(const std::string& text) {
  try {
    (void)roster::parse_condition<Item>(text);
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
  t.count = 9007199254740993;  // not representable as a double
  CHECK(test(t, "count > 9007199254740992.0"));
  CHECK(test(t, "count < 9007199254740994.0"));
  t.count = -3;
  CHECK(test(t, "count < -2.5"));
  CHECK(test(t, "count > -3.5"));
  t.load = 9007199254740992.0;
  CHECK(test(t, "load < 9007199254740993"));
}

TEST_CASE("parse_condition: compares strings byte by byte") {
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
  CHECK(test(t, "name == 'a == b'"));
  t.name = "=x";
  CHECK(test(t, "name == =x"));
  t.note = "";
  CHECK(test(t, "note =="));
}

TEST_CASE("parse_condition: ~ finds a substring, ignoring ASCII case") {
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

TEST_CASE("parse_condition: compares the entry of a map") {
  struct pod {
    std::map<std::string, std::string> labels{};
    std::map<std::string, std::int64_t> count{};
  };
  const pod one{.labels = {{"team", "search"},
                           {"app.kubernetes.io/name", "a b"},
                           {"Cost Center", "4"},
                           {"a\"=b", "5"},
                           {"blank", ""}},
                .count = {{"gpu", 8}}};
  const auto matches = [&](std::string_view text) { return roster::parse_condition<pod>(text)(one); };
  CHECK(matches("labels.team == search"));
  CHECK_FALSE(matches("labels.team == Search"));
  CHECK(matches("labels.app.kubernetes.io/name == 'a b' && labels.team ~ SEAR"));
  CHECK(matches("labels.team in (ads, search)"));
  CHECK(matches("labels.'Cost Center' == 4 && labels.\"Cost Center\" in (4, 5)"));
  CHECK(matches(R"(labels."a\"=b" == 5)"));
  CHECK(matches("labels.blank == '' && labels.blank != x"));
  CHECK(rejection<pod>("labels.'a == 4").find("missing closing quotation mark") != std::string::npos);
  CHECK(rejection<pod>("labels'a' == 4").find("missing operator") != std::string::npos);
  CHECK(matches("count.gpu >= 4"));
  CHECK_FALSE(matches("labels.none == x"));  // absent
  CHECK_FALSE(matches("labels.none != x"));
  CHECK(rejection<pod>("count.gpu == x").find("expected a number, found \"x\"") != std::string::npos);
  CHECK(rejection<pod>("label.team == x").find("unknown field \"label.team\"") != std::string::npos);
  CHECK(roster::parse_condition<pod>("labels.HF_TOKEN == planted").text().find("planted") ==
        std::string::npos);
}

TEST_CASE("parse_condition: compares times at their precision (fault 137)") {
  thing t;
  t.created = roster::utc_time("2024-07-30T05:45:46.5Z");
  CHECK(test(t, "created == 2024-07-30T13:45:46.50+08:00"));
  CHECK_FALSE(test(t, "created == 2024-07-30T05:45:46Z"));
  CHECK(test(t, "created > 2024-07-30T05:45:46.400Z"));
  CHECK(test(t, "created < 2024-07-30T05:45:47Z"));
  CHECK(test(t, "created ~ 07-30T"));
}

TEST_CASE("parse_condition: accepts a year, month or day, and times relative to now (fault 136)") {
  thing t;
  t.created = roster::utc_time("2024-07-30T05:45:46Z");
  for (const std::string part : {"2024", "2024-07", "2024-07-30"}) {
    CHECK(test(t, "created == " + part));
    CHECK(test(t, "created >= " + part));
    CHECK(test(t, "created <= " + part));
    CHECK_FALSE(test(t, "created != " + part));
    CHECK_FALSE(test(t, "created > " + part));
    CHECK_FALSE(test(t, "created < " + part));
  }
  CHECK(test(t, "created > 2024-06"));
  CHECK(test(t, "created < 2024-08"));
  CHECK(test(t, "created < 2025"));
  CHECK(test(t, "created < now-30d"));
  t.created = roster::utc_time(std::chrono::system_clock::now() - std::chrono::hours(1));
  CHECK(test(t, "created > now-2h"));
  CHECK(test(t, "created < now-59m"));
  CHECK(test(t, "created < now"));
  CHECK(test(t, "created < now+1w"));
}

TEST_CASE(
    "parse_condition: rejects an operand that is not a time, and is false for a field without a time (faults "
    "136, "
    "138)") {
  for (const std::string value : {"yesterday", "soon", "2024-13", "2024-7", "now-", "now-30", "now-x d",
                                  "now-99999999999d", "", "24"}) {
    CAPTURE(value);
    CHECK(rejection("created > " + value) ==
          "invalid condition on \"created\": expected a time such as 2024-07-30T05:45:46Z, 2024-07 or "
          "now-30d, found \"" +
              value + '"');
  }
  thing t;
  t.created = roster::utc_time("soon");
  for (const std::string& op : operators)
    CHECK(test(t, "created " + op + " 2024-07-30T05:45:45Z") == (op == "!="));
}

TEST_CASE("parse_condition: combines comparisons, and accepts quoted values (fault 135)") {
  thing t;
  t.name = "a && (b)";
  t.count = 3;
  t.gpu = 2;
  for (const std::string text :
       {"count == 3 && GPU >= 1", "count == 4 || GPU == 2", "!(count == 4) && GPU == 2", "(count == 3)",
        "((count==3)&&(GPU==2))", "count == 1 && GPU == 1 || count == 3",
        "count == 3 || count == 1 && GPU == 1", "count in (1, 2, 3)", "count in(3)", "!count in (1, 2)",
        R"~(name == "a && (b)")~", "name == 'a && (b)' && count > 2", "name ~ (b)",
        R"~(name in ("x, y", "a && (b)"))~", "! ! count == 3", "!(count == 3 && GPU == 3)"}) {
    CAPTURE(text);
    CHECK(test(t, text));
    CHECK_FALSE(test(t, "!(" + text + ")"));
  }
  t.name = R"(say "hi" or 'no' \)";
  CHECK(test(t, R"(name == "say \"hi\" or 'no' \\")"));
  CHECK(test(t, R"(name == 'say "hi" or \'no\' \\')"));
  t.name = "x=1";
  CHECK(test(t, "name == x=1"));
}

TEST_CASE("parse_condition: reports a syntax error with its position (faults 135, 211)") {
  const auto place = [](const std::string& text) {
    const auto said = rejection(text);
    const auto at = said.find(": ", said.find("condition \""));
    return at == said.npos ? said : said.substr(at + 2);
  };
  CHECK(place("count == 3 && ") ==
        "missing operator; valid operators are == != < <= > >= ~ in, at position 15 (the end)");
  CHECK(place("(count == 3") == "expected ), at position 12 (the end)");
  CHECK(place("count == 3)") == "expected &&, || or the end, at position 11 (\")\")");
  CHECK(place("name == \"abc") == "missing closing quotation mark, at position 9 (\"\"abc\")");
  CHECK(place("name == \"a\" b") == "expected &&, || or the end, at position 13 (\"b\")");
  CHECK(place("name == x and count >= 1") ==
        "unquoted value contains \">=\"; quote the value, or join conditions with && or ||, at position 21 "
        "(\">= 1\")");
  CHECK(place("count in (1, 2") == "expected , or ), at position 15 (the end)");
  CHECK(place("name == it's 'x'").starts_with("quotation mark inside an unquoted value"));
  CHECK(place(std::string(200, '(') + "count == 3").starts_with("nested too deeply"));
  CHECK(place(std::string(200, '!') + "count == 3").starts_with("nested too deeply"));
  CHECK(place("a & b == 1").starts_with("missing operator"));
}

TEST_CASE(
    "parse_condition: a line break is white space, and operators or commas in unquoted values are errors "
    "(faults "
    "135, 211)") {
  const auto refused = [](const std::string& text) {
    return rejection(text).find("at position") != std::string::npos;
  };
  thing t;
  t.name = "a";
  for (const char* blank : {"\n", "\r\n", "\t", "\v", "\f", " \n "}) {
    const std::string b = blank;
    CHECK(test(t, b + "name" + b + "==" + b + "a" + b + "&&" + b + "name" + b + "in" + b + "(" + b + "b," +
                      b + "a" + b + ")" + b));
    CHECK_FALSE(test(t, "name == a" + b + "&& name == b"));
  }
  for (const char* text : {"name == a and count > 2", "name == a < b", "name == a,b", "name in ()",
                           "name in (,)", "name in (a,,b)", "name in (a,)", "name in (", "name in (a"})
    CHECK_MESSAGE(refused(text), text);
  CHECK_FALSE(test(t, "name == 'a < b'"));
  CHECK_FALSE(test(t, "name in ('', 'a,b')"));
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

TEST_CASE("parse_condition: compares members of objects, lists and secrets") {
  thing t;
  t.place = inside{.public_ = 2};
  t.tags = {"a"};
  t.key = roster::secret("k1");
  CHECK(test(t, "place.public >= 2"));
  CHECK(test(t, R"(tags == ["a"])"));
  CHECK(test(t, "key == k1"));
  CHECK_FALSE(test(t, "key ~ *"));
}

TEST_CASE("parse_condition: describes every error") {
  CHECK(rejection("cuont > 1") == R"(invalid argument: unknown field "cuont"; did you mean "count"?)");
  CHECK(rejection("Plcae.id == x") ==
        R"(invalid argument: unknown field "Plcae.id"; did you mean "place.id"?)");
  CHECK(rejection("zzzzzz == x") == R"(invalid argument: unknown field "zzzzzz")");
  CHECK(rejection("unknown == x") == R"(invalid argument: unknown field "unknown")");
  CHECK(rejection("name") ==
        "invalid condition \"name\": missing operator; valid operators are == != < <= > >= ~ in, at position "
        "5 (the end)");
  CHECK(rejection("") ==
        "invalid condition \"\": missing operator; valid operators are == != < <= > >= ~ in, at position 1 "
        "(the end)");
  CHECK(rejection("name = x") ==
        "invalid condition \"name = x\": invalid operator \"=\"; valid operators are == != < <= > >= ~ in, "
        "at position 6 (\"= x\")");
  CHECK(rejection("name ! x") ==
        "invalid condition \"name ! x\": invalid operator \"!\"; valid operators are == != < <= > >= ~ in, "
        "at position 6 (\"! x\")");
  CHECK(rejection("== x") ==
        "invalid condition \"== x\": missing field before \"==\", at position 1 (\"== x\")");
  CHECK(rejection("count > many") == R"(invalid condition on "count": expected a number, found "many")");
  CHECK(rejection("count ==") == R"(invalid condition on "count": expected a number, found "")");
  CHECK(rejection("load < nan") == R"(invalid condition on "load": expected a number, found "nan")");
  CHECK(rejection("count ~ 1") ==
        R"(invalid condition on "count": operator ~ is not supported for a number; it searches strings)");
  CHECK(rejection("spot == yes") == R"(invalid condition on "spot": expected true or false, found "yes")");
  CHECK(rejection("spot > true") ==
        R"(invalid condition on "spot": operator not supported for a boolean; use == or !=)");
}

TEST_CASE("parse_condition: is a predicate for algorithms") {
  std::vector<thing> all(3);
  all[0].gpu = 1;
  all[2].gpu = 4;
  const auto many = roster::parse_condition<thing>("GPU >= 1");
  CHECK(std::count_if(all.begin(), all.end(), many) == 2);
}

TEST_CASE("parse_condition: takes time linear in the number of comparisons (fault 219)") {
  for (const std::string between : {" || ", " && "}) {
    CAPTURE(between);
    CHECK(roster_test::grows_linearly([&](std::size_t size) {
      std::string text = "count > 0";
      for (std::size_t i = 0; i < size * 200; ++i) text += between + "count < 9";
      return [text] { (void)roster::parse_condition<thing>(text); };
    }));
  }
}
