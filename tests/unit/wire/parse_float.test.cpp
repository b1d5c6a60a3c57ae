// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <limits>
#include <roster/wire/detail/number_text.hpp>
#include <string>
#include <system_error>

namespace {

struct outcome {
  std::string read{};  // the part of the text that was parsed
  std::errc error{};
  double value{};
};

outcome read(const std::string& text) {
  outcome out;
  const auto [end, error] = roster::detail::parse_float(text.data(), text.data() + text.size(), out.value);
  out.read.assign(text.data(), end);
  out.error = error;
  return out;
}

}  // namespace

TEST_CASE("parse_float: parses the longest decimal number at the beginning of a string") {
  CHECK(read("1.5").value == 1.5);
  CHECK(read("-0.25e2x").value == -25);
  CHECK(read("-0.25e2x").read == "-0.25e2");
  CHECK(read("3e").read == "3");
  CHECK(read("3e+").read == "3");
  CHECK(read("3e+2").value == 300);
  CHECK(read("1,5").read == "1");
  CHECK(read("7.").read == "7.");
  CHECK(read(".5").value == 0.5);
}

TEST_CASE("parse_float: rejects everything that is not a decimal number") {
  for (const char* text : {"", "-", ".", "-.", "+1", " 1", "e5", "x"}) {
    CAPTURE(text);
    CHECK(read(text).error == std::errc::invalid_argument);
    CHECK(read(text).read.empty());
  }
  CHECK(read("0x10").read == "0");
}

TEST_CASE("parse_float: reports what is out of range, and parses the smallest and the largest values") {
  CHECK(read("1e400").error == std::errc::result_out_of_range);
  CHECK(read("-1e400").error == std::errc::result_out_of_range);
  CHECK(read("1e-400").error == std::errc::result_out_of_range);
  CHECK(read("0e-400").error == std::errc());
  CHECK(read("5e-324").value == std::numeric_limits<double>::denorm_min());
  CHECK(read("1.7976931348623157e308").value == std::numeric_limits<double>::max());
  float small = 7;
  const std::string large = "1e39";
  CHECK(roster::detail::parse_float(large.data(), large.data() + large.size(), small).ec ==
        std::errc::result_out_of_range);
  CHECK(small == 7);
}
