// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <roster/schema/condition.hpp>
#include <roster/schema/field.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <variant>
#include <vector>

using roster::condition;
using roster::field;
using roster::detail::as_one_of;
using roster::detail::remaining;

namespace {

struct thing {
  std::string name{};
  std::optional<int> size{};
  roster::secret key{};
};

const auto named_a = field<&thing::name> == "a";
const auto named_b = field<&thing::name> == "b";
const auto large = field<&thing::size> > 10;

std::vector<std::string> texts_of(const roster::detail::in_list& wanted) {
  std::vector<std::string> all;
  for (const auto& value : wanted.values) all.push_back(std::get<std::string>(value.value));
  return all;
}

}  // namespace

TEST_CASE("condition: is a value that can be combined with others and copied") {
  const thing small{.name = "a", .size = 1};
  const thing big{.name = "b", .size = 11};
  const thing unknown{.name = "a"};
  CHECK((named_a && !large)(small));
  CHECK((named_a || large)(big));
  CHECK_FALSE((named_a && large)(big));
  CHECK((!(named_b || large))(unknown));
  const std::vector<thing> all{small, big, unknown};
  CHECK(std::count_if(all.begin(), all.end(), named_a) == 2);
}

TEST_CASE("condition: is never true for an absent field, but its negation is") {
  const thing unknown{};
  CHECK_FALSE(large(unknown));
  CHECK_FALSE((field<&thing::size> <= 10)(unknown));
  CHECK_FALSE((field<&thing::size> != 10)(unknown));
  CHECK((!large)(unknown));
}

TEST_CASE("condition: a default-constructed one is true for every item and neutral in combinations") {
  const condition<thing> everything;
  CHECK(everything(thing{}));
  CHECK(everything.text() == "anything");
  CHECK((everything && named_a).text() == R"(name == "a")");
  CHECK((everything || named_a)(thing{.name = "b"}));
}

TEST_CASE("condition: prints its text") {
  CHECK(named_a.text() == R"(name == "a")");
  CHECK((named_a && large).text() == R"(name == "a" and size > 10)");
  CHECK((named_a && (named_b || large)).text() == R"(name == "a" and (name == "b" or size > 10))");
  CHECK((!large && named_a).text() == R"(not (size > 10) and name == "a")");
  CHECK((!(named_a || large)).text() == R"(not (name == "a" or size > 10))");
  CHECK((field<&thing::name> == R"(a" or \ b)").text() == R"(name == "a\" or \\ b")");
  CHECK((named_a && named_b && large).text() == R"(name == "a" and name == "b" and size > 10)");
}

TEST_CASE("condition: does not print a secret") {
  CHECK((field<&thing::key> == "k1").text() == "key == ***");
  CHECK((field<&thing::key> == "k1")(thing{.key = roster::secret("k1")}));
}

TEST_CASE("condition: remaining() drops the conjuncts that are pushed down") {
  const auto left = [](const condition<thing>& all, const std::vector<std::string>& taken) {
    return condition<thing>(remaining(all.node(), [&](const roster::detail::in_list& wanted) {
      return std::find(taken.begin(), taken.end(), texts_of(wanted).front()) != taken.end();
    }));
  };
  CHECK(left(named_a && (large && named_b), {"a"}).text() == R"(size > 10 and name == "b")");
  CHECK(left(named_a && named_b, {"a", "b"}).empty());
  CHECK(left(named_a, {"a"}).empty());
  CHECK(left(named_a || named_b, {"a"}).empty());
  CHECK(left(named_a || large, {"a"}).text() == R"((name == "a" or size > 10))");
  CHECK(left(!named_a, {"a"}).text() == R"(not (name == "a"))");
  CHECK(left({}, {}).empty());
  CHECK_FALSE(named_a.empty());
}

TEST_CASE("condition: as_one_of() accepts only a field that has to equal one of several values") {
  const auto one = as_one_of(named_a.node());
  REQUIRE(one);
  CHECK(one->field.text == "name");
  CHECK_FALSE(one->field.on_wire);
  CHECK(texts_of(*one) == std::vector<std::string>{"a"});
  const auto both = as_one_of((named_a || named_b).node());
  REQUIRE(both);
  CHECK(texts_of(*both) == std::vector<std::string>{"a", "b"});
  CHECK_FALSE(as_one_of(large.node()));
  CHECK_FALSE(as_one_of((named_a || large).node()));
  CHECK_FALSE(as_one_of((named_a || field<&thing::size> == 1).node()));
  CHECK_FALSE(as_one_of((named_a && named_b).node()));
  CHECK_FALSE(as_one_of((!named_a).node()));
  CHECK_FALSE(as_one_of((field<&thing::name> != "a").node()));
  CHECK_FALSE(as_one_of((field<&thing::key> == "k1").node()));
  CHECK_FALSE(as_one_of(condition<thing>().node()));
}
