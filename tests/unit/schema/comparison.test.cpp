// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <limits>
#include <roster/schema/condition.hpp>
#include <string>

using roster::detail::boolean_meets;
using roster::detail::comparison;
using roster::detail::number_meets;
using roster::detail::operand;
using roster::detail::text_meets;
using roster::detail::text_of;

namespace {

operand number(std::int64_t n) { return {n, {}}; }
operand number(double n) { return {n, {}}; }
operand text(std::string t) { return {std::move(t), {}}; }

}  // namespace

TEST_CASE("comparison: compares an integer with a real number without rounding it") {
  const std::int64_t no_double = 9007199254740993;
  CHECK(number_meets(no_double, comparison::greater, number(9007199254740992.0)));
  CHECK_FALSE(number_meets(no_double, comparison::equal, number(9007199254740992.0)));
  CHECK(number_meets(9007199254740992.0, comparison::less, number(no_double)));
  CHECK(number_meets(std::int64_t{2}, comparison::equal, number(2.0)));
  CHECK(number_meets(std::int64_t{-3}, comparison::less, number(-2.5)));
  CHECK(number_meets(std::numeric_limits<std::int64_t>::max(), comparison::less, number(1e19)));
  CHECK(number_meets(std::numeric_limits<std::int64_t>::min(), comparison::greater, number(-1e19)));
}

TEST_CASE("comparison: NaN is unequal to every number and has no order") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto op : {comparison::equal, comparison::less, comparison::less_equal, comparison::greater,
                        comparison::greater_equal}) {
    CHECK_FALSE(number_meets(std::int64_t{1}, op, number(nan)));
    CHECK_FALSE(number_meets(1.0, op, number(nan)));
    CHECK_FALSE(number_meets(nan, op, number(std::int64_t{1})));
  }
  CHECK(number_meets(std::int64_t{1}, comparison::unequal, number(nan)));
}

TEST_CASE("comparison: every operator compares strings byte by byte") {
  CHECK(text_meets("b", comparison::equal, text("b")));
  CHECK(text_meets("b", comparison::unequal, text("B")));
  CHECK(text_meets("Z", comparison::less, text("a")));
  CHECK(text_meets("b", comparison::less_equal, text("b")));
  CHECK(text_meets("\xc3\xa9", comparison::greater, text("z")));
  CHECK(text_meets("b", comparison::greater_equal, text("b")));
  CHECK(text_meets("My-LLaMA", comparison::contains, text("llama")));
  CHECK_FALSE(text_meets("My-LLaMA", comparison::contains, text("llama2")));
}

TEST_CASE("comparison: compares strings as times when both are times") {
  const operand noon{"2024-07-30T12:00:00Z", roster::detail::operand{}.time.emplace()};
  CHECK(text_meets("1970-01-01T01:00:00+01:00", comparison::equal, noon));
  CHECK(text_meets("1970-01-01T00:00:01Z", comparison::greater, noon));
  CHECK_FALSE(text_meets("someday", comparison::greater, noon));
}

TEST_CASE("comparison: a boolean is compared only for equality") {
  CHECK(boolean_meets(true, comparison::equal, {true, {}}));
  CHECK(boolean_meets(false, comparison::unequal, {true, {}}));
  CHECK_FALSE(boolean_meets(false, comparison::equal, {true, {}}));
}

TEST_CASE("comparison: prints operators and operands as in a condition") {
  CHECK(text_of(comparison::less_equal) == "<=");
  CHECK(text_of(comparison::contains) == "~");
  CHECK(text_of(number(std::int64_t{-7})) == "-7");
  CHECK(text_of(number(0.5)) == "0.5");
  CHECK(text_of(operand{false, {}}) == "false");
  CHECK(text_of(text("a\nb")) == R"("a\nb")");
  CHECK(text_of(text(std::string(100, 'x'))) == '"' + std::string(64, 'x') + "...\"");
}
