// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <set>
#include <support/emulator_requests.hpp>
#include <support/listed.hpp>

using namespace roster_test;
using roster::errc;
using roster::emulator::cloud;

namespace {

cloud with(const char* fault, std::size_t services = 50) {
  return cloud({.services = services, .faults = {roster::emulator::parse_fault(fault)}});
}

id_list all_eas(const cloud& clouds) {
  id_list all;
  for (const auto& r : clouds.eas_records()) all.push_back(r.service.service_id);
  return all;
}

id_list all_qianfan(const cloud& clouds) {
  id_list all;
  for (const auto& s : clouds.qianfan_services())
    if (s.protocol_version == 1) all.push_back(s.service_id);
  return all;
}

/// Returns `all` without the positions in [begin, end).
id_list without(id_list all, std::ptrdiff_t begin, std::ptrdiff_t end) {
  all.erase(all.begin() + begin, all.begin() + end);
  return all;
}

id_list first_of(id_list all, std::size_t count) {
  all.resize(count);
  return all;
}

/// Lists in pages of 10 with one fault, which must have been applied.
struct eas_case {
  explicit eas_case(const char* fault) : clouds(with(fault)), all(all_eas(clouds)) {
    came = list_eas(clouds, {.page_size = 10});
    CHECK(clouds.fault_hits(0) > 0);
  }
  cloud clouds;
  id_list all;
  listed came{};
};

/// The same for Qianfan: 25 services in pages of 5.
struct qianfan_case {
  explicit qianfan_case(const char* fault) : clouds(with(fault)), all(all_qianfan(clouds)) {
    came = list_qianfan(clouds, {.max_keys = 5});
    CHECK(clouds.fault_hits(0) > 0);
  }
  cloud clouds;
  id_list all;
  listed came{};
};

}  // namespace

TEST_CASE(
    "anomaly empty-page: a page number listing continues after it and reports the missing items as "
    "incomplete (fault 131)") {
  const eas_case seen("empty-page:page=3");
  CHECK(seen.came.condition() == errc{});
  auto expected = seen.all;
  expected.erase(expected.begin() + 20, expected.begin() + 30);
  CHECK(seen.came.ids == expected);
  CHECK(seen.came.report.incomplete);
  CHECK(seen.came.report.note == "the service reported a total of 50 items, but returned 40");
}

TEST_CASE("anomaly empty-page: a marker listing continues after it and is complete (fault 94)") {
  for (const char* fault : {"empty-page:vendor=qianfan,at=1", "empty-page:vendor=qianfan,at=3,times=4",
                            "empty-page:vendor=qianfan,at=5,times=40"}) {
    CAPTURE(fault);
    const qianfan_case seen(fault);
    CHECK(seen.came.ids == seen.all);
    CHECK(seen.came.report.complete());
  }
}

TEST_CASE("anomaly empty-page: endless empty pages fail as a stalled pagination (fault 95)") {
  const qianfan_case seen("empty-page:at=2,times=always");
  CHECK(seen.came.condition() == errc::pagination_stalled);
  CHECK(seen.came.ids == first_of(seen.all, 5));
  CHECK(seen.clouds.log().size() == 52);
}

TEST_CASE("anomaly repeat-page: a repeated page replaces its own services, and the report says so") {
  const eas_case seen("repeat-page:page=3");
  CHECK(seen.came.ids == without(seen.all, 20, 30));
  CHECK(seen.came.report.duplicates == 10);
  CHECK(seen.came.report.drift);
  CHECK(seen.came.report.incomplete);
}

TEST_CASE("anomaly repeat-page: with markers, it is reported as drift") {
  const qianfan_case seen("repeat-page:page=3");
  CHECK(seen.came.ids == without(seen.all, 10, 15));
  CHECK(seen.came.report.duplicates == 5);
  CHECK(seen.came.report.drift);
}

TEST_CASE("anomaly repeat-page: delayed pages lose the last page, and the report says so") {
  // Each response holds what the previous one should have held, so the client sees every page but the last.
  const eas_case seen("repeat-page:times=always");
  CHECK(seen.came.ids == first_of(seen.all, 40));
  CHECK(seen.came.report.incomplete);
}

TEST_CASE("anomaly page-size: a listing follows the page size of the response from any page on (fault 102)") {
  for (const char* fault : {"page-size:size=7,times=always", "page-size:size=25,times=always"}) {
    CAPTURE(fault);
    const eas_case seen(fault);
    CHECK(seen.came.ids == seen.all);
    CHECK(seen.came.report.complete());
  }
}

TEST_CASE("anomaly page-size: a page size that the response hides loses no service (fault 102)") {
  const eas_case small("page-size:size=7,silent=yes,times=always");
  CHECK(small.came.ids == small.all);
  CHECK(small.came.report.complete());
  const eas_case large("page-size:size=25,silent=yes,times=always");
  CHECK(large.came.ids == large.all);
}

TEST_CASE("anomaly page-size: a page size that changes while listing is drift") {
  const eas_case seen("page-size:size=4,page=3");
  CHECK(seen.came.report.drift);
  CHECK_FALSE(seen.came.report.complete());
}

TEST_CASE("anomaly page-size: marker listings are not affected (faults 94, 102)") {
  for (const char* fault : {"page-size:size=2,at=2", "page-size:size=3,silent=yes,times=always"}) {
    CAPTURE(fault);
    const qianfan_case seen(fault);
    CHECK(seen.came.ids == seen.all);
    CHECK(seen.came.report.complete());
  }
}

TEST_CASE(
    "anomaly total: a total that is too high means incomplete, although all existing services are listed "
    "(fault 105)") {
  const eas_case seen("total:add=5,times=always");
  CHECK(seen.came.ids == seen.all);
  CHECK(seen.came.report.incomplete);
  CHECK(seen.came.report.note == "the service reported a total of 55 items, but returned 50");
  CHECK(seen.clouds.log().size() == 6);
}

TEST_CASE("anomaly total: a total that changes while listing is drift") {
  const eas_case seen("total:add=-1,page=3");
  CHECK(seen.came.ids == seen.all);
  CHECK(seen.came.report.drift);
}

TEST_CASE("anomaly total: a total that is too low does not end the list within a full page") {
  const eas_case seen("total:set=35,times=always");
  CHECK_FALSE(seen.came.failed);
  CHECK(seen.came.ids == seen.all);
  CHECK(seen.came.report.drift);
}

TEST_CASE("anomaly total: a negative total is ignored") {
  const eas_case seen("total:set=-1,times=always");
  CHECK(seen.came.ids == seen.all);
}

TEST_CASE("anomaly no-total: the list ends with a page that is not full (fault 105)") {
  const eas_case seen("no-total:times=always");
  CHECK(seen.came.ids == seen.all);
  CHECK(seen.came.report.complete());
  CHECK(seen.clouds.log().size() == 6);  // the fifth page was full
  CHECK_FALSE(seen.came.report.total);
}

TEST_CASE(
    "anomaly page-number: a page other than the requested one is retried, then fails as a stalled pagination "
    "(fault 104)") {
  const eas_case seen("page-number:add=1,page=2,times=always");
  CHECK(seen.came.condition() == errc::pagination_stalled);
  CHECK(seen.came.failed->details().page == 2);
  CHECK(std::string(seen.came.failed->what()).find("requested page 2, the service returned page 3") !=
        std::string::npos);
  CHECK(seen.came.ids == first_of(seen.all, 10));
}

TEST_CASE("anomaly no-page-number: a missing page number is not an error (fault 104)") {
  const eas_case seen("no-page-number:times=always");
  CHECK(seen.came.ids == seen.all);
  CHECK(seen.came.report.complete());
}

TEST_CASE("anomaly repeat-marker: a repeated marker fails as a stalled pagination (fault 96)") {
  const qianfan_case seen("repeat-marker:page=2,times=always");
  CHECK(seen.came.condition() == errc::pagination_stalled);
  CHECK(
      std::string(seen.came.failed->what()).find("repeated marker: the service returned \"" + seen.all[5]) !=
      std::string::npos);
  CHECK(seen.came.ids == first_of(seen.all, 5));
}

TEST_CASE("anomaly repeat-marker: on the first page, that page is listed twice, which is drift") {
  const qianfan_case seen("repeat-marker:at=1");
  CHECK(seen.came.ids == seen.all);
  CHECK(seen.came.report.duplicates == 5);
  CHECK(seen.came.report.drift);
}

TEST_CASE("anomaly no-marker: a truncated page without a marker fails as a stalled pagination (fault 97)") {
  const qianfan_case seen("no-marker:page=2,times=always");
  CHECK(seen.came.condition() == errc::pagination_stalled);
  CHECK(seen.came.ids == first_of(seen.all, 5));
}

TEST_CASE("anomaly no-truncated: a marker is sufficient; without one, the list is incomplete (fault 100)") {
  const qianfan_case middle("no-truncated:page=2");
  CHECK(middle.came.ids == middle.all);
  CHECK(middle.came.report.complete());
  const qianfan_case last("no-truncated:page=5");
  CHECK(last.came.ids == last.all);
  CHECK(last.came.report.incomplete);
  CHECK(last.came.report.note ==
        "missing continuation flag: the service does not report whether there are more items");
}

TEST_CASE("anomaly stray-marker: a marker on the last page is ignored (fault 98)") {
  const qianfan_case seen("stray-marker:times=always");
  CHECK(seen.came.ids == seen.all);
  CHECK(seen.came.report.complete());
  CHECK(seen.clouds.log().size() == 5);
}

TEST_CASE("emulator: a listing sends exactly as many requests as its length needs (fault 109)") {
  for (const std::size_t services : {0U, 1U, 4U, 5U, 6U, 20U, 25U}) {
    CAPTURE(services);
    const cloud eas_clouds({.services = services});
    CHECK(list_eas(eas_clouds, {.page_size = 5}).ids == all_eas(eas_clouds));
    CHECK(eas_clouds.log().size() == std::max<std::size_t>(1, (services + 4) / 5));
    const cloud qianfan_clouds({.services = 2 * services});  // of two protocol versions
    const auto all = all_qianfan(qianfan_clouds);
    CHECK(list_qianfan(qianfan_clouds, {.max_keys = 5}).ids == all);
    CHECK(qianfan_clouds.log().size() == std::max<std::size_t>(1, (all.size() + 4) / 5));
  }
}

TEST_CASE("anomaly: does not apply to a rejected request") {
  const auto clouds = with("no-total");
  clouds.respond(eas_request());
  CHECK(clouds.fault_hits(0) == 0);
  CHECK(list_eas(clouds).report.complete());
  CHECK(clouds.fault_hits(0) == 1);
}

TEST_CASE("anomaly: does not apply to a request with values that are rejected") {
  for (const char* query : {"PageNumber=0", "PageSize=0", "Sort=Nothing", "Order=sideways"}) {
    CAPTURE(query);
    const cloud clouds(
        {.verify_signatures = false, .faults = {roster::emulator::parse_fault("no-total:times=always")}});
    auto request = eas_request();
    request.query = query;
    const auto response = clouds.respond(request).response;
    CHECK(response.status == 400);
    CHECK(response.body.find("InvalidParameter") != std::string::npos);
    CHECK(clouds.fault_hits(0) == 0);
  }
}

TEST_CASE("anomaly: a fault counts only requests of its account and region") {
  const cloud clouds(
      {.services = 3,
       .regions = {"x", "y"},
       .accounts = {{.access_key_id = "a", .access_key_secret = roster::secret("a")},
                    {.access_key_id = "b", .access_key_secret = roster::secret("b")}},
       .faults = {roster::emulator::parse_fault("denied:at=2,times=always,account=b,region=y")}});
  std::string met;
  for (int round = 0; round < 3; ++round)
    for (const char* account : {"a", "b"})
      for (const char* region : {"x", "y"}) {
        const auto came =
            list_eas(clouds, {}, {.region = region, .credentials = clouds.credentials(account)});
        met += came.condition() == errc::forbidden ? '!' : '.';
      }
  CHECK(met == ".......!...!");
  CHECK_THROWS_WITH(clouds.add_fault(roster::emulator::parse_fault("reset:account=c")),
                    "invalid argument: the emulator has no account with the access key id \"c\"");
  CHECK_THROWS_WITH(clouds.add_fault(roster::emulator::parse_fault("reset:region=z")),
                    "invalid fault reset: the emulator has no region \"z\"");
}

TEST_CASE("anomaly: `at` selects a request by its number in the log") {
  const cloud clouds(
      {.services = 30, .faults = {roster::emulator::parse_fault("throttle:at=4,retry-after-ms=1")}});
  list_qianfan(clouds, {.max_keys = 10});
  list_eas(clouds, {.page_size = 10});
  std::string met;
  for (const auto& r : clouds.log()) met += r.fault.empty() ? '.' : '!';
  CHECK(met == "...!..");
}
