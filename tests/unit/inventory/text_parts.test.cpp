// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/inventory/detail/text_parts.hpp>
#include <string>

namespace detail = roster::detail;

TEST_CASE("text_parts: finds the region and the account of an ARN") {
  constexpr auto arn = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/llm";
  CHECK(detail::region_of_arn(arn) == "eu-west-1");
  CHECK(detail::account_of_arn(arn) == "123456789012");
  CHECK(detail::region_of_arn("arn:aws").empty());
  CHECK(detail::account_of_arn("").empty());
}

TEST_CASE("text_parts: finds a segment of a resource name") {
  CHECK(detail::segment_after("projects/p/locations/l/endpoints/1", "locations") == "l");
  CHECK(detail::segment_after("/subscriptions/s/resourceGroups/g", "subscriptions") == "s");
  CHECK(detail::segment_after("projects/p", "locations").empty());
  CHECK(detail::segment_after("projects", "projects").empty());
  CHECK(detail::segment_after("", "projects").empty());
}

TEST_CASE("text_parts: a common value is that of all parts") {
  detail::common_value same;
  CHECK_FALSE(same.get());
  same.add("a");
  same.add(std::nullopt);
  same.add("");
  same.add("a");
  CHECK(same.get() == "a");
  same.add("b");
  same.add("a");
  CHECK_FALSE(same.get());
}
