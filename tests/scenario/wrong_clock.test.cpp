// SPDX-License-Identifier: BSL-1.0
// Clients of both clouds with a wrong clock.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <roster/eas/call.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan/client.hpp>
#include <set>
#include <string>
#include <support/altering_transport.hpp>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <support/listed.hpp>
#include <vector>

using namespace std::chrono_literals;
using namespace roster_test;
using roster::errc;
using roster::emulator::parse_fault;
using text_list = std::vector<std::string>;

namespace {

const std::string wrong_for_eas = "InvalidTimeStamp.Expired";

/// An emulator of 25 services whose clock is ahead of the clients' clock.
struct bench {
  explicit bench(std::chrono::seconds ahead, std::vector<roster::emulator::fault> faults = {})
      : runtime(world.runtime()),
        server_ahead(ahead),
        clouds({.services = 25,
                .faults = std::move(faults),
                .clock = [this] { return world.wall + server_ahead; }}),
        transport(std::make_shared<fake::altering_transport>(clouds.transport(context.get_executor()))) {
    world.steady = std::chrono::steady_clock::now();  // which the emulator's transport reads
  }

  template <class Config>
  Config config() {
    return {.endpoint = "http://clouds.test",
            .credentials = clouds.credentials(),
            .rate = rate,
            .transport = transport,
            .runtime = runtime};
  }
  roster::eas::client eas() { return {context.get_executor(), config<roster::eas::client_config>()}; }
  roster::qianfan::client qianfan() {
    return {context.get_executor(), config<roster::qianfan::client_config>()};
  }
  text_list codes() const {
    text_list out;
    for (const auto& entry : clouds.log()) out.push_back(entry.code);
    return out;
  }

  fake::world world{};
  roster::runtime runtime;
  std::chrono::seconds server_ahead;
  boost::asio::io_context context{};
  roster::emulator::cloud clouds;
  std::shared_ptr<fake::altering_transport> transport;
  std::shared_ptr<roster::rate_limiter> rate{};
};

listed list(const roster::eas::client& client) { return list_all(client.list_services({.page_size = 10})); }
listed list(const roster::qianfan::client& client) {
  return list_all(client.describe_services({.max_keys = 10, .protocol_version = 1}));
}

void check_says(const roster::failure& f, const std::string& text) {
  const std::string what = f.what();
  CAPTURE(what);
  CHECK(f.condition() == errc::unauthenticated);
  CHECK(what.find(text) != what.npos);
}

}  // namespace

TEST_CASE("wrong clock: is corrected once from the service's Date, without a wait or a retry (fault 62)") {
  for (const auto ahead : {1h, -1h, 24h * 365}) {
    bench setup(ahead);
    const auto client = setup.eas();
    const auto got = list(client);
    if (got.failed) FAIL_CHECK(got.failed->what());
    CHECK(got.ids.size() == 25);
    CHECK(got.report.complete());
    CHECK(got.report.requests == 4);
    CHECK(got.report.retries == 0);
    CHECK(setup.world.sleeps.empty());
    CHECK(setup.codes() == text_list{wrong_for_eas, "", "", ""});
    CHECK(list(client).report.requests == 3);  // the client has learned the skew
    CHECK(list(setup.eas()).report.requests == 4);
  }
}

TEST_CASE("wrong clock: is corrected for Qianfan as well (fault 62)") {
  for (const auto ahead : {1h, -1h}) {
    bench setup(ahead);
    const auto got = list(setup.qianfan());
    if (got.failed) FAIL_CHECK(got.failed->what());
    CHECK(got.ids.size() == 13);
    CHECK(setup.codes() == text_list{"RequestExpired", "", ""});
    CHECK(setup.world.sleeps.empty());
  }
}

TEST_CASE(
    "wrong clock: a clock that steps while a list is read is corrected, and nothing is lost (faults 62, "
    "71)") {
  bench setup(0s);
  const auto client = setup.eas();
  const auto all = list(client).ids;
  setup.clouds.clear_log();
  setup.clouds.before_request(5, [&] { setup.server_ahead = 1h; });  // the client's clock steps back
  setup.clouds.before_request(7, [&] { setup.server_ahead = 0s; });  // and is corrected
  const auto got = list(client);
  CHECK(got.ids == all);
  CHECK(got.report.retries == 0);
  CHECK(setup.codes() == text_list{"", wrong_for_eas, "", wrong_for_eas, ""});
}

TEST_CASE("wrong clock: 1,000 concurrent listings are all corrected") {
  bench setup(1h);
  const auto client = setup.eas();
  int whole = 0;
  const auto list_one = [&]() -> boost::asio::awaitable<void> {
    auto services = client.list_services({.page_size = 10});
    const auto all = co_await services.collect();
    whole += all.size() == 25 && services.report().requests <= 4;
  };
  for (int i = 0; i < 1'000; ++i)
    boost::asio::co_spawn(setup.context, list_one(), [](std::exception_ptr e) { CHECK(!e); });
  setup.context.run();
  CHECK(whole == 1'000);
  const auto refused = std::ranges::count(setup.codes(), wrong_for_eas);
  CHECK(refused >= 1);
  CHECK(refused <= 1'000);
}

TEST_CASE("wrong clock: without a valid Date it is reported, after one attempt (fault 63)") {
  for (const char* date : {"", "yesterday", "Wed, 07 Jan 2026 25:11:30 GMT", "1767748290"}) {
    bench setup(1h);
    setup.transport->alter = [&](roster::http::response& response) {
      response.headers.erase("date");
      if (*date != '\0') response.headers.set("date", date);
    };
    for (int i = 0; i < 2; ++i) {
      const auto got = list(setup.eas());
      CHECK(got.ids.empty());
      REQUIRE(got.failed);
      check_says(*got.failed,
                 "clock skew: the service rejected the local time, and the response has no Date header to "
                 "correct it");
      CHECK(got.failed->details().vendor_code == wrong_for_eas);
      CHECK(got.failed->details().attempts == 1);
    }
    CHECK(setup.codes() == text_list{wrong_for_eas, wrong_for_eas});
  }
}

TEST_CASE(
    "wrong clock: a second rejection is final, and its message says how far off the clock is (faults 62, "
    "63)") {
  bench setup(0s, {parse_fault("status:times=always,status=400,code=" + wrong_for_eas)});
  setup.server_ahead = 1h;
  const auto client = setup.eas();
  const auto got = list(client);
  REQUIRE(got.failed);
  check_says(*got.failed,
             "clock skew: the local clock is 3600 s behind the service's; signing with the service's time "
             "did not help");
  CHECK(got.failed->details().attempts == 2);
  CHECK(got.report.requests == 2);
  const auto again = list(client);
  REQUIRE(again.failed);
  CHECK(again.failed->details().attempts == 1);
  CHECK(setup.clouds.fault_hits(0) == 3);
}

TEST_CASE("wrong clock: a clock that agrees with the Date is not corrected, and is reported (fault 63)") {
  bench setup(239s, {parse_fault("status:times=always,status=400,code=" + wrong_for_eas)});
  const auto got = list(setup.eas());
  REQUIRE(got.failed);
  check_says(*got.failed,
             "clock skew: the service rejected the local time, although the local clock is only 239 s behind "
             "the service's");
  CHECK(got.failed->details().attempts == 1);
  CHECK(setup.clouds.fault_hits(0) == 1);
}

TEST_CASE("wrong clock: an expired token is refreshed as well, whichever is detected first") {
  bench setup(1h, {parse_fault("expired-token:at=2")});
  const auto got = list(setup.eas());
  CHECK(got.ids.size() == 25);
  CHECK(got.report.retries == 0);
  CHECK(setup.codes() == text_list{wrong_for_eas, "InvalidSecurityToken.Expired", "", "", ""});
}

TEST_CASE("wrong clock: the request that is sent again waits for the rate limiter") {
  bench setup(1h);
  setup.rate = roster::make_rate_limiter({.per_second = 1});
  CHECK(list(setup.eas()).report.requests == 4);
  CHECK(setup.world.sleeps == std::vector<std::chrono::milliseconds>(3, 1000ms));
}

TEST_CASE("wrong clock: single calls and prepared requests are signed in the service's time, too") {
  bench setup(1h);
  const auto client = setup.eas();
  auto call = client.call("GET", "/api/v2/services", {}, {.action = "ListServices"});
  CHECK(fake::run(setup.context, std::move(call)).status == 200);
  REQUIRE(setup.codes() == text_list{wrong_for_eas, ""});
  CHECK(setup.transport->sent[0].headers.get("x-acs-date") == "2026-01-07T01:11:30Z");
  CHECK(setup.transport->sent[1].headers.get("x-acs-date") == "2026-01-07T02:11:30Z");
  const auto prepared = fake::run(setup.context, client.operation().prepare());
  CHECK(prepared.headers.get("x-acs-date") == "2026-01-07T02:11:30Z");
}

TEST_CASE("wrong clock: a date in Retry-After is interpreted by the service's clock (fault 48)") {
  bench setup(10min, {parse_fault("throttle")});  // not enough to be rejected
  setup.transport->alter = [](roster::http::response& response) {
    if (response.status == 429) response.headers.set("retry-after", "Wed, 07 Jan 2026 01:21:35 GMT");
  };
  CHECK(list(setup.eas()).ids.size() == 25);
  REQUIRE(setup.world.sleeps.size() == 1);
  CHECK(setup.world.sleeps[0] >= 5s);
  CHECK(setup.world.sleeps[0] < 6s);
  CHECK(setup.clouds.fault_hits(0) == 1);
}
