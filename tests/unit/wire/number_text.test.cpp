// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <roster/wire/detail/number_text.hpp>
#include <string>

using roster::detail::number_result;
using roster::detail::parse_number;

namespace {

template <class T>
std::string text_for(T value) {
  std::string out;
  roster::detail::print_number(value, out);
  return out;
}

template <class T>
T number_in(const std::string& text) {
  T value{};
  CHECK(parse_number(text, value) == number_result::ok);
  return value;
}

}  // namespace

TEST_CASE("number_text: formats and parses integers of every size") {
  CHECK(text_for(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(text_for(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(text_for(std::int8_t{-7}) == "-7");
  CHECK(number_in<std::uint64_t>("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("number_text: rejects text with trailing characters") {
  int i = 7;
  double d = 7;
  for (const char* text : {"", " ", "+1", "1 ", " 1", "0x10", "1.0", "many", "--1"}) {
    CAPTURE(text);
    CHECK(parse_number(text, i) == number_result::not_a_number);
  }
  for (const char* text : {"", "nan", "inf", "-inf", "infinity", "1e", "1,5", "+1", "1 "}) {
    CAPTURE(text);
    CHECK(parse_number(text, d) == number_result::not_a_number);
  }
  CHECK(parse_number("2147483648", i) == number_result::out_of_range);
  CHECK(parse_number("1e400", d) == number_result::out_of_range);
  CHECK(parse_number("99999999999x", i) == number_result::not_a_number);
  CHECK(i == 7);
  CHECK(d == 7);
}

TEST_CASE("number_text: every finite double is parsed to the same bits") {
  std::mt19937_64 random(20240730);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const std::string text = text_for(value);
    CAPTURE(text);
    REQUIRE(std::bit_cast<std::uint64_t>(number_in<double>(text)) == std::bit_cast<std::uint64_t>(value));
    REQUIRE(text.size() <= 25);
  }
}

TEST_CASE("number_text: formats common magnitudes without an exponent") {
  CHECK(text_for(100000.0) == "100000");
  CHECK(text_for(123456789012345.0) == "123456789012345");
  CHECK(text_for(0.0001) == "0.0001");
  CHECK(text_for(1e-7) == "1e-07");
  CHECK(text_for(1e21) == "1e+21");
}
