// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/flag.hpp>
#include <sstream>

using roster::flag;

TEST_CASE("flag: converts to true only if it holds true") {
  CHECK(flag{true});
  CHECK_FALSE(flag{false});
  CHECK_FALSE(flag{});
}

TEST_CASE("flag: has three states") {
  CHECK(flag{true}.has_value());
  CHECK(flag{false}.has_value());
  CHECK_FALSE(flag{}.has_value());
  CHECK(flag{false}.value_or(true) == false);
  CHECK(flag{true}.value_or(false) == true);
  CHECK(flag{}.value_or(true) == true);
  CHECK(flag{}.value_or(false) == false);
}

TEST_CASE("flag: compares with itself and with bool, and an absent flag equals neither true nor false") {
  CHECK(flag{true} == true);
  CHECK(true == flag{true});
  CHECK(flag{false} == false);
  CHECK(flag{false} != true);
  CHECK(flag{} != false);
  CHECK(flag{} != true);
  CHECK(flag{} == flag{});
  CHECK(flag{} != flag{false});
}

TEST_CASE("flag: is printed") {
  std::ostringstream out;
  out << flag{} << ' ' << flag{true} << ' ' << flag{false};
  CHECK(out.str() == "absent true false");
}

TEST_CASE("flag: is constructible from bool, but not from types that convert to bool") {
  static_assert(std::is_convertible_v<bool, flag>);
  static_assert(!std::is_constructible_v<flag, int>);
  static_assert(!std::is_constructible_v<flag, const char*>);
  static_assert(!std::is_convertible_v<flag, bool>, "no arithmetic by accident");
  struct answer {
    flag has_more{};
  };
  CHECK(answer{.has_more = true}.has_more);
}
