// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/paging/report.hpp>
#include <sstream>
#include <string>

namespace {

std::string printed(const roster::report& report) {
  std::ostringstream out;
  out << report;
  return out.str();
}

}  // namespace

TEST_CASE("report: is printed as one line") {
  CHECK(printed({}) == "0 items on 0 pages by 0 requests; not complete");
  CHECK(printed({.requests = 1, .pages = 1, .items = 1, .total = 1, .ended = true}) ==
        "1 item on 1 page by 1 request, total 1; complete");
  CHECK(printed({.requests = 5,
                 .retries = 2,
                 .pages = 3,
                 .items = 250,
                 .ended = true,
                 .drift = true,
                 .note = "twice"}) ==
        "250 items on 3 pages by 5 requests (2 retries); not complete; the list changed while it was read; "
        "twice");
  roster::report fleet{.requests = 2, .retries = 1, .ended = true, .incomplete = true};
  fleet.targets.push_back({.from = {.name = "a"}});
  fleet.targets.push_back(
      {.from = {.name = "b"}, .failed = roster::failure(roster::errc::forbidden, "no permission")});
  CHECK(printed(fleet) == "0 items on 0 pages by 2 requests (1 retry); not complete; b: " +
                              std::string(fleet.targets[1].failed->what()));
}
