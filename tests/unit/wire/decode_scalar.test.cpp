// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <random>
#include <roster/wire/decode.hpp>
#include <string>
#include <string_view>
#include <support/decoded.hpp>

using fake::error_in;
using fake::read;

TEST_CASE("decode: accepts every spelling of an integer that is exact") {
  for (const std::string_view json :
       {"1", "1.0", "1.000", "1e0", "1E+0", "10e-1", "0.1e1", "100e-2", "0.01e2", "1000000e-6", "0.000001e6",
        "\"1\"", "\"1.0\"", "\"10e-1\"", " 1 "})
    CHECK_MESSAGE(read<int>(json) == 1, json);
  for (const std::string_view json :
       {"0", "-0", "0.0", "-0.0", "0e5", "0e-5", "0e99999999999999999999", "\"0\"", "\"-0\"", "0.000"})
    CHECK_MESSAGE(read<int>(json) == 0, json);
  CHECK(read<int>("-17.0") == -17);
  CHECK(read<int>("12.34e2") == 1234);
  CHECK(read<std::int64_t>("9007199254740993.0") == 9007199254740993);  // a double could not hold it
  CHECK(read<std::int64_t>("922337203685477580.7e1") == std::numeric_limits<std::int64_t>::max());
  CHECK(read<std::uint64_t>("1.8446744073709551615e19") == std::numeric_limits<std::uint64_t>::max());
  CHECK(read<int>("0." + std::string(100'000, '0') + "7e100001") == 7);
  CHECK(read<int>("7" + std::string(100'000, '0') + "e-100000") == 7);
}

TEST_CASE("decode: a number with a fraction is not an integer") {
  for (const std::string_view json :
       {"1.5", "0.1", "1e-1", "15e-1", "-0.5", "1.0000000000000000000001", "1e-99999999999999999999"})
    CHECK(error_in<int>(json) == "expected an integer, found " + std::string(json) + " (a number) at byte 0");
  CHECK(error_in<int>("\"many\"") == "expected an integer, found \"many\" (a string) at byte 0");
  CHECK(error_in<int>("true") == "expected an integer, found true (a boolean) at byte 0");
  CHECK(error_in<int>("null") == "expected an integer, found null at byte 0");
  CHECK(error_in<int>("[1]") == "expected an integer, found a list at byte 0");
  CHECK(error_in<int>(" {}") == "expected an integer, found an object at byte 1");
  for (const std::string_view json :
       {"\"\"", "\" 1\"", "\"1 \"", "\"+1\"", "\"01\"", "\"0x1\"", "\"1,000\"", "\"-\"", "\"1.\"", "\"1e\"",
        "\"1 2\"", "\"\\u0660\"", "\"1.5\"", "\"NaN\"", "\"null\"", "\"[1]\""})
    CHECK_MESSAGE(error_in<int>(json).starts_with("expected an integer, found \""), json);
}

TEST_CASE("decode: every integer type has its range") {
  CHECK(read<std::int8_t>("-128") == -128);
  CHECK(read<std::int8_t>("127") == 127);
  CHECK(error_in<std::int8_t>("128") ==
        "expected an integer from -128 to 127, found 128 (a number) at byte 0");
  CHECK(error_in<std::int8_t>("-129") ==
        "expected an integer from -128 to 127, found -129 (a number) at byte 0");
  CHECK(read<std::uint8_t>("255") == 255);
  CHECK(error_in<std::uint8_t>("256") == "expected an integer from 0 to 255, found 256 (a number) at byte 0");
  CHECK(error_in<std::uint8_t>("-1") == "expected an integer from 0 to 255, found -1 (a number) at byte 0");
  CHECK(error_in<std::int16_t>("\"40000\"") ==
        "expected an integer from -32768 to 32767, found \"40000\" (a string) at byte 0");
  CHECK(read<std::int32_t>("-2147483648") == std::numeric_limits<std::int32_t>::min());
  CHECK(error_in<std::int32_t>("2147483648") ==
        "expected an integer from -2147483648 to 2147483647, found 2147483648 (a number) at byte 0");
  CHECK(read<std::int64_t>("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(read<std::int64_t>("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK(error_in<std::int64_t>("9223372036854775808") ==
        "expected an integer from -9223372036854775808 to 9223372036854775807, found 9223372036854775808 (a "
        "number) "
        "at byte 0");
  CHECK(error_in<std::int64_t>("-9223372036854775809")
            .starts_with("expected an integer from -9223372036854775808 to"));
  CHECK(read<std::uint64_t>("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
  CHECK(
      error_in<std::uint64_t>("18446744073709551616") ==
      "expected an integer from 0 to 18446744073709551615, found 18446744073709551616 (a number) at byte 0");
  for (const std::string_view json :
       {"1e400", "1e19", "-1e99999999999999999999", "123456789012345678901234567890"})
    CHECK_MESSAGE(error_in<std::int64_t>(json).starts_with("expected an integer from"), json);
}

TEST_CASE("decode: truncates a long number in an error") {
  CHECK(error_in<int>(std::string(100'000, '9')) ==
        "expected an integer from -2147483648 to 2147483647, found " + std::string(40, '9') +
            "... (a number) at byte 0");
}

TEST_CASE("decode: random integers are exact in every spelling") {
  std::mt19937_64 random(42);
  for (int i = 0; i < 5'000; ++i) {
    const auto value = static_cast<std::int64_t>(random() >> (random() % 64)) * (random() % 2 == 0 ? 1 : -1);
    const std::string digits = std::to_string(value);
    CHECK(read<std::int64_t>(digits) == value);
    CHECK(read<std::int64_t>('"' + digits + '"') == value);
    CHECK(read<std::int64_t>(digits + ".00") == value);
    if (value != 0) CHECK(read<std::int64_t>(digits + "00e-2") == value);
    CHECK(read<std::string>(digits) == digits);
  }
}

TEST_CASE("decode: a double is read from any number, or from a string that holds one") {
  CHECK(read<double>("1") == 1.0);
  CHECK(read<double>("1.0") == 1.0);
  CHECK(read<double>("0.5") == 0.5);
  CHECK(read<double>("\"0.5\"") == 0.5);
  CHECK(read<float>("0.1") == 0.1F);
  CHECK(read<long double>("0.25") == 0.25L);
  CHECK(std::signbit(read<double>("-0.0")));
  CHECK(read<double>("1e-400") == 0.0);
  CHECK(std::signbit(read<double>("-1e-400")));
  CHECK(read<double>("5e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(read<double>("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK(read<float>("1e-50") == 0.0F);
  CHECK(error_in<double>("1e400") ==
        "expected a number in the range of the type, found 1e400 (a number) at byte 0");
  CHECK(error_in<float>("1e39") ==
        "expected a number in the range of the type, found 1e39 (a number) at byte 0");
  CHECK(error_in<double>("\"-1e400\"").starts_with("expected a number in the range of the type"));
  for (const std::string_view json :
       {"\"nan\"", "\"inf\"", "\"Infinity\"", "\"\"", "\"0x1p3\"", "\"1.5 \"", "true", "null", "[]", "{}"})
    CHECK_MESSAGE(error_in<double>(json).starts_with("expected a number, found "), json);
}

TEST_CASE("decode: a std::string is read from a string, or from a number as spelled") {
  CHECK(read<std::string>("\"a\\u0062\"") == "ab");
  CHECK(read<std::string>("17") == "17");
  CHECK(read<std::string>("-1.50e+3") == "-1.50e+3");
  CHECK(error_in<std::string>("true") == "expected a string, found true (a boolean) at byte 0");
  CHECK(error_in<std::string>("null") == "expected a string, found null at byte 0");
  CHECK(error_in<std::string>("{}") == "expected a string, found an object at byte 0");
  CHECK(error_in<std::string>("[\"a\"]") == "expected a string, found a list at byte 0");
}

TEST_CASE("decode: a bool is read from true, false or these as strings, never from a number") {
  CHECK(read<bool>("true"));
  CHECK_FALSE(read<bool>("false"));
  CHECK(read<bool>("\"true\""));
  CHECK_FALSE(read<bool>("\"false\""));
  CHECK(read<roster::flag>("\"true\"") == true);
  CHECK(read<roster::flag>("false") == false);
  CHECK(error_in<bool>("1") == "expected true or false, found 1 (a number) at byte 0");
  CHECK(error_in<bool>("\"True\"") == "expected true or false, found \"True\" (a string) at byte 0");
  CHECK(error_in<roster::flag>("\"\"") == "expected true or false, found \"\" (a string) at byte 0");
  CHECK(error_in<bool>("null") == "expected true or false, found null at byte 0");
}

TEST_CASE("decode: times, embedded JSON and secrets are read from strings") {
  CHECK(read<roster::utc_time>("\"2024-07-30T05:45:46Z\"").seconds().has_value());
  CHECK(read<roster::utc_time>("\"soon\"").text() == "soon");
  CHECK(read<roster::utc_time>("1722318346").text() == "1722318346");
  CHECK(read<roster::json_text>(R"("{\"a\": [1]}")").text() == R"({"a": [1]})");
  CHECK(read<roster::json_text>(R"("{broken")").text() == "{broken");
  CHECK(read<roster::secret>(R"("key\n")").reveal() == "key\n");
  CHECK(read<roster::json_text>(R"({"a": 1})") == roster::json_text::value(R"({"a": 1})"));
}

TEST_CASE("decode: an error about a secret contains only the type of the value") {
  CHECK(error_in<roster::secret>("true") == "expected a string, found a boolean at byte 0");
  CHECK(error_in<roster::secret>("[\"hidden\"]") == "expected a string, found a list at byte 0");
  CHECK(error_in<roster::secret>("{\"hidden\":1}") == "expected a string, found an object at byte 0");
  CHECK(error_in<roster::secret>("\"hid\x01"
                                 "den\"")
            .find("den") == std::string::npos);
  CHECK(error_in<roster::secret>("\"hid\"den\"").find("den") == std::string::npos);
}
