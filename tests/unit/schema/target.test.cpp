// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/schema/operation_traits.hpp>

TEST_CASE("target: splits a fixed query off the path") {
  constexpr auto eas = roster::get("/api/v2/services");
  static_assert(eas.method == "GET");
  static_assert(eas.path == "/api/v2/services");
  static_assert(eas.query.empty());
  constexpr auto qianfan = roster::post("/v2/service?Action=DescribeServices");
  static_assert(qianfan.method == "POST");
  static_assert(qianfan.path == "/v2/service");
  static_assert(qianfan.query == "Action=DescribeServices");
  static_assert(roster::get("/a?b=?").query == "b=?");
  static_assert(roster::get("/a?").query.empty());
}
