// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/paging/report.hpp>

TEST_CASE("origin: has a name, which defaults to the joined other members (fault 221)") {
  CHECK(roster::detail::with_name({.account = "prod", .region = "cn-beijing"}).name == "prod cn-beijing");
  CHECK(roster::detail::with_name({.endpoint = "https://x", .version = "2"}).name == "https://x 2");
  CHECK(roster::detail::with_name({.endpoint = "https://x:8443"}).name == "https://x:8443");
  CHECK(roster::detail::with_name({.endpoint = "https://bob:hunter2@x"}).name == "https://***");
  CHECK(roster::detail::with_name({.endpoint = "https://bob:hunter2"}).name == "https://***");
  CHECK(roster::detail::with_name({.account = "prod", .region = "https://bob:hunter2@x"}).name ==
        "prod https://***");
  CHECK(roster::detail::with_name({.name = "mine", .account = "prod"}).name == "mine");
  CHECK(roster::detail::with_name({}).name.empty());
}
