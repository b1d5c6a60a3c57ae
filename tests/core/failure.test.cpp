// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/failure.hpp>
#include <string>
#include <type_traits>
#include <utility>

using roster::errc;
using roster::failure;

TEST_CASE("failure: is caught as what Boost.System throws, with a portable code") {
  try {
    throw failure(errc::throttled, "too fast");
  } catch (const boost::system::system_error& e) {
    CHECK(e.code() == errc::throttled);
    CHECK(std::string(e.what()) == "too fast");
  }
}

TEST_CASE("failure: says everything that is known in one line, and nothing that is not") {
  CHECK(std::string(failure(errc::tls, "").what()) == "TLS failed");
  const failure all(errc::forbidden, {.message = "cannot list",
                                      .http_status = 403,
                                      .vendor_code = "NoPermission",
                                      .vendor_message = "not you",
                                      .recommendation = "https://help",
                                      .request_id = "r-1",
                                      .missing_permission = "eas:ListServices",
                                      .endpoint = "https://host",
                                      .page = 3,
                                      .attempts = 2});
  CHECK(std::string(all.what()) ==
        "cannot list; HTTP 403; code NoPermission; service says: not you; missing permission: "
        "eas:ListServices; "
        "request id r-1; see https://help; endpoint https://host; page 3; attempts 2");
  CHECK(all.condition() == errc::forbidden);
  CHECK(all.details().request_id == "r-1");
}

TEST_CASE(
    "failure: leaves out what says nothing: the first page, one attempt, an endpoint that is named already") {
  const failure f(errc::connection, {.message = "cannot connect to https://host:1",
                                     .endpoint = "https://host:1",
                                     .page = 1,
                                     .attempts = 1});
  CHECK(std::string(f.what()) == "cannot connect to https://host:1");
}

TEST_CASE("failure: is copied without a throw, and copies share what they say") {
  static_assert(std::is_nothrow_copy_constructible_v<failure>);
  const failure one(errc::busy, "again");
  const failure other = one;
  CHECK(one.what() == other.what());
}
