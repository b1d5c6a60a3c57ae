// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/flag.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/detail/decode_call.hpp>
#include <string>
#include <vector>

namespace {

struct part {
  std::int64_t number{};
  std::optional<int> size{};
};
struct whole {
  std::optional<part> first_part{};
  std::vector<part> parts{};
  roster::utc_time made{};
};
struct describe {
  using request = part;
  using response = whole;
  static constexpr auto target = roster::get("/whole");
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto key = roster::path<&whole::first_part, &part::number>;
};
struct describe_without_key {
  using request = part;
  using response = whole;
  static constexpr auto target = roster::get("/whole");
  static constexpr auto wire_case = roster::camel_case;
};

}  // namespace

TEST_CASE("decode_call: reads the response and its key") {
  roster::detail::decoded_call<describe> came;
  REQUIRE_FALSE(roster::detail::decode_call(
      R"({"firstPart":{"number":7},"parts":[{"number":1},{"number":2}]})", came, false));
  CHECK(came.key == "7");
  CHECK(came.value.first_part->number == 7);
  CHECK(came.value.parts.size() == 2);
}

TEST_CASE("decode_call: the key is empty where the response lacks it") {
  for (const char* const json : {"{}", R"({"firstPart":null})", R"({"firstPart":{"size":1}})"}) {
    roster::detail::decoded_call<describe> came;
    CAPTURE(json);
    CHECK_FALSE(roster::detail::decode_call(json, came, false));
    CHECK(came.key.empty());
  }
  roster::detail::decoded_call<describe_without_key> none;
  CHECK_FALSE(roster::detail::decode_call(R"({"firstPart":{"number":7}})", none, false));
  CHECK(none.key.empty());
}

TEST_CASE("decode_call: counts what is skipped and times that cannot be parsed") {
  const char* const json = R"({"firstPart":{"number":7,"size":"x"},"parts":[{"size":true}],"made":"soon"})";
  roster::detail::decoded_call<describe> strict;
  const auto error = roster::detail::decode_call(json, strict, false);
  REQUIRE(error);
  CHECK(error->path == "firstPart.size");
  roster::detail::decoded_call<describe> lenient;
  REQUIRE_FALSE(roster::detail::decode_call(json, lenient, true));
  CHECK(lenient.skipped_fields.members == 2);
  CHECK(lenient.skipped_fields.first == "firstPart.size");
  CHECK(lenient.unreadable_times.members == 1);
  CHECK(lenient.unreadable_times.first == "made");
  CHECK(lenient.value.made.text() == "soon");
}

TEST_CASE("decode_call: text after the response is an error, also if lenient") {
  roster::detail::decoded_call<describe> came;
  CHECK(roster::detail::decode_call("{} {}", came, true));
  CHECK(roster::detail::decode_call("[]", came, true));
}
