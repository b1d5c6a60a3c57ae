// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <set>
#include <support/emulator_requests.hpp>
#include <support/listed.hpp>
#include <thread>

using namespace roster_test;
using roster::emulator::cloud;

namespace {

id_list eas_ids(const cloud& clouds) {
  id_list ids;
  for (const auto& r : clouds.eas_records()) ids.push_back(r.service.service_id);
  return ids;
}

}  // namespace

TEST_CASE("emulator: items inserted at the front while listing are reported as drift (fault 106)") {
  const cloud clouds({.services = 30});
  const auto before = eas_ids(clouds);
  clouds.before_request(2, [&] { clouds.add(eas::service{.service_id = "eas-new"}); });
  const auto came = list_eas(clouds, {.page_size = 10});
  CHECK(came.ids == before);  // the last service of page 1 is also the first of page 2
  CHECK(came.report.duplicates == 1);
  CHECK(came.report.drift);
  CHECK(clouds.log().size() == 4);
  CHECK(eas_ids(clouds).front() == "eas-new");
}

TEST_CASE(
    "emulator: after a removal from an earlier page, a listing sends two more requests and misses no service "
    "(fault 108)") {
  const cloud clouds({.services = 30});
  auto expected = eas_ids(clouds);
  clouds.before_request(2, [&, first = expected.front()] { CHECK(clouds.remove(first)); });
  const auto came = list_eas(clouds, {.page_size = 10});
  CHECK(came.ids == expected);  // the first one was listed before it was removed
  CHECK(clouds.log().size() == 5);
  CHECK(came.report.drift);
  CHECK(came.report.note == "the total changed from 30 to 29");
  CHECK(came.report.duplicates == 0);
}

TEST_CASE(
    "emulator: after a removal before the last page is read, a listing misses no service, even if that page "
    "is gone") {
  const cloud clouds({.services = 21});
  const auto expected = eas_ids(clouds);
  clouds.before_request(3, [&, first = expected.front()] { CHECK(clouds.remove(first)); });
  const auto came = list_eas(clouds, {.page_size = 10});
  CHECK(came.ids == expected);
  CHECK(came.report.drift);
}

TEST_CASE("emulator: in the order oldest first, a service added while paging is listed last (fault 107)") {
  const cloud clouds({.services = 30});
  clouds.before_request(2, [&] { clouds.add(eas::service{.service_id = "eas-new"}); });
  const auto came = list_eas(clouds, {.order = eas::order::asc, .page_size = 10});
  REQUIRE(came.ids.size() == 31);
  CHECK(came.ids.back() == "eas-new");
  CHECK(came.report.duplicates == 0);
}

TEST_CASE(
    "emulator: a service removed at the end before its page is read is not listed; all others are (fault "
    "107)") {
  const cloud clouds({.services = 30});
  auto expected = eas_ids(clouds);
  clouds.before_request(2, [&, last = expected.back()] { CHECK(clouds.remove(last)); });
  expected.pop_back();
  const auto came = list_eas(clouds, {.page_size = 10});
  CHECK(came.ids == expected);
  CHECK(eas_ids(clouds) == expected);
  CHECK(clouds.log().size() >= 3);
  CHECK(came.report.drift);
}

TEST_CASE("emulator: services are listed in the order of their creation times") {
  const cloud clouds(
      {}, {.eas_services = {{.service_id = "b", .create_time = roster::utc_time("2026-02-01T00:00:00Z")},
                            {.service_id = "d", .create_time = roster::utc_time("2026-01-01T00:00:00Z")}}});
  clouds.add(eas::service{.service_id = "c", .create_time = roster::utc_time("2026-01-15T00:00:00Z")});
  clouds.add(eas::service{.service_id = "a", .create_time = roster::utc_time("2026-02-01T00:00:00Z")});
  clouds.add(eas::service{.service_id = "e", .create_time = roster::utc_time("2025-01-15T00:00:00Z")});
  CHECK(eas_ids(clouds) == id_list{"a", "b", "c", "d", "e"});
  CHECK(list_eas(clouds).ids == eas_ids(clouds));
}

TEST_CASE("emulator: the service that a Qianfan marker names can be removed while paging (fault 101)") {
  const cloud clouds({.services = 40});
  const auto first = list_qianfan(clouds, {.max_keys = 5}).ids;
  clouds.clear_log();
  clouds.before_request(6, [&] { CHECK(clouds.remove(first.at(5))); });  // the first listing took four pages
  const auto came = list_qianfan(clouds, {.max_keys = 5});
  CHECK(came.condition() == roster::errc::bad_request);
  CHECK(came.failed->details().vendor_code == "InappropriateJSON");
  CHECK(clouds.log().size() == 2);
  CHECK(came.failed->details().page == 2);
  CHECK(came.ids == id_list(first.begin(), first.begin() + 5));
}

TEST_CASE("emulator: a Qianfan service added while paging is listed last (fault 107)") {
  const cloud clouds({.services = 20});
  clouds.before_request(
      2, [&] { clouds.add(qianfan::service{.service_id = "svco-new", .protocol_version = 1}); });
  const auto came = list_qianfan(clouds, {.max_keys = 5});
  CHECK(came.ids.size() == 11);
  CHECK(came.ids.back() == "svco-new");
  CHECK(came.report.complete());
}

TEST_CASE("emulator: changes are made in the order of their numbers, each once") {
  const cloud clouds({.services = 0, .verify_signatures = false});
  std::string made;
  clouds.before_request(3, [&] { made += 'c'; });
  clouds.before_request(1, [&] {
    made += 'a';
    clouds.before_request(2, [&] { made += 'b'; });
  });
  clouds.before_request(3, [&] { made += 'd'; });
  for (const char* expected : {"a", "ab", "abcd", "abcd"}) {
    clouds.respond(eas_request());
    CHECK(made == expected);
  }
  CHECK_THROWS_WITH(
      clouds.before_request(4, [] {}),
      "invalid argument: the emulator cannot schedule a change before request 4: it has already received 4");
}

TEST_CASE("emulator: rejects a service that it cannot hold") {
  const cloud clouds({.regions = {"x"},
                      .accounts = {{.access_key_id = "a",
                                    .access_key_secret = roster::secret("s"),
                                    .data = roster::emulator::data{}}}});
  CHECK_THROWS_WITH(clouds.add(eas::service{}), "invalid emulator data: eas_services[0] is missing its id");
  CHECK_THROWS_WITH(clouds.add(eas::service{.service_id = "1", .region = "y"}),
                    "invalid emulator data: eas_services[0] has the unknown region \"y\"; the regions are x");
  clouds.add(eas::service{.service_id = "1", .region = "x"});
  CHECK_THROWS_WITH(clouds.add(eas::service{.service_id = "1", .region = "x"}),
                    "invalid emulator data: duplicate service id \"1\"");
  CHECK_THROWS_WITH(clouds.add(qianfan::service{.service_id = "1"}, "b"),
                    "invalid argument: the emulator has no account with the access key id \"b\"");
  CHECK_FALSE(clouds.remove("2"));
}

TEST_CASE("emulator: may be changed while many threads list it") {
  const cloud clouds({.services = 20, .verify_signatures = false});
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const std::string id = std::to_string(t) + '-' + std::to_string(i);
        clouds.add(eas::service{.service_id = id});
        clouds.respond(eas_request());
        clouds.remove(id);
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(clouds.log().size() == 60);
  CHECK(clouds.eas_records().size() == 20);
}

TEST_CASE(
    "emulator: with one change between two requests, every service that exists throughout is listed once "
    "(faults 106, 107, 108)") {
  int added = 0;
  int removed = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed)
    for (const std::size_t prefetch : {0U, 3U}) {
      CAPTURE(seed);
      const cloud clouds({.services = 57, .seed = seed});
      auto throughout = eas_ids(clouds);
      roster::emulator::detail::sample_source chance(seed);
      const int apart = prefetch == 0 ? 1 : static_cast<int>(2 * prefetch + 1);
      int made = 0;
      for (int number = 2; number <= 40; number += apart)
        clouds.before_request(number, [&, number] {
          ++made;
          if (chance.chance(50)) {
            ++added;
            clouds.add(eas::service{.service_id = "new-" + std::to_string(number)});
          } else {
            const auto gone = throughout[static_cast<std::size_t>(chance.below(throughout.size()))];
            removed += clouds.remove(gone);
            std::erase(throughout, gone);
          }
        });
      const auto came = list_eas(clouds, {.page_size = 10}, {}, {.prefetch = prefetch});
      CHECK(made > 0);
      CHECK(came.report.drift);
      CHECK(std::set<std::string>(came.ids.begin(), came.ids.end()).size() == came.ids.size());
      id_list still_there;
      for (const auto& id : came.ids)
        if (std::find(throughout.begin(), throughout.end(), id) != throughout.end())
          still_there.push_back(id);
      CHECK(still_there == throughout);
    }
  CHECK(added > 100);
  CHECK(removed > 100);
}
