// SPDX-License-Identifier: BSL-1.0
// Services that reject, fail or throttle, in listings of both clouds, in virtual time.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan/client.hpp>
#include <set>
#include <string>
#include <support/altering_transport.hpp>
#include <support/fake_runtime.hpp>
#include <support/listed.hpp>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using namespace roster_test;
using roster::errc;
using roster::emulator::fault;
using roster::emulator::parse_fault;

namespace {

const std::vector<std::string> vendors{"eas", "qianfan"};

/// An emulator with 25 services of either vendor, clients that list them in pages of 10, and virtual time that
/// advances only during waits.
struct bench {
  explicit bench(std::vector<fault> faults = {})
      : runtime(world.runtime()),
        clouds({.services = 25, .faults = std::move(faults), .clock = [this] { return world.wall; }}),
        transport(std::make_shared<fake::altering_transport>(clouds.transport(context.get_executor()))),
        credentials(clouds.credentials()) {
    world.steady = std::chrono::steady_clock::now();  // which the emulator's transport reads
  }

  template <class Config>
  Config config() {
    return {.endpoint = "http://clouds.test",
            .credentials = credentials,
            .retry = retry,
            .transport = transport,
            .runtime = runtime};
  }
  roster::eas::client eas() { return {context.get_executor(), config<roster::eas::client_config>()}; }
  roster::qianfan::client qianfan() {
    return {context.get_executor(), config<roster::qianfan::client_config>()};
  }
  listed list(const std::string& vendor, const roster::list_options& how = {}) {
    if (vendor == "eas") return list_all(eas().list_services({.page_size = 10}, how));
    return list_all(qianfan().describe_services({.max_keys = 10, .protocol_version = 1}, how));
  }

  fake::world world{};
  roster::runtime runtime;
  boost::asio::io_context context{};
  roster::emulator::cloud clouds;
  std::shared_ptr<fake::altering_transport> transport;
  std::shared_ptr<roster::credentials_provider> credentials;
  roster::retry_options retry{};
};

const std::vector<std::string>& all_of(const std::string& vendor) {
  static const auto eas = bench().list("eas").ids;
  static const auto qianfan = bench().list("qianfan").ids;
  return vendor == "eas" ? eas : qianfan;
}

/// Checks that a fault that occurs `times` times costs as many retries, and no service.
void check_repeated(const std::string& spec, const std::string& vendor, std::size_t times) {
  CAPTURE(spec);
  bench setup({parse_fault(spec)});
  const auto got = setup.list(vendor);
  if (got.failed) FAIL_CHECK(got.failed->what());
  CHECK(got.ids == all_of(vendor));
  CHECK(got.report.complete());
  CHECK(got.report.retries == times);
  CHECK(setup.world.sleeps.size() == times);
  CHECK(setup.clouds.fault_hits(0) == times);
}

/// Checks that a permanent fault is a failure after `attempts` attempts, with nothing delivered.
roster::failure failure_of(bench& setup, const std::string& vendor, std::size_t attempts) {
  const auto got = setup.list(vendor);
  CHECK(got.ids.empty());
  REQUIRE(got.failed);
  CHECK(got.failed->details().attempts == attempts);
  CHECK(got.report.requests == attempts);
  CHECK(setup.clouds.fault_hits(0) == attempts);
  return *got.failed;
}

void check_says(const roster::failure& f, const std::string& text) {
  const std::string what = f.what();
  CAPTURE(what);
  CAPTURE(text);
  CHECK(what.find(text) != what.npos);
}

/// Lists while every throttled response has this header, and returns the outcome.
listed list_throttled(bench& setup, const std::string& header, const std::string& value) {
  setup.transport->alter = [=](roster::http::response& response) {
    if (response.status == 429) response.headers.set(header, value);
  };
  return setup.list("eas");
}

}  // namespace

TEST_CASE(
    "listing: continues after a server that failed once or twice, whatever the response body (fault 45)") {
  for (const auto& vendor : vendors)
    for (const char* status : {"500", "502", "503", "504", "408", "429"})
      for (const char* body : {"json", "html", "empty"})
        for (const char* page : {"1", "2"})
          for (const std::size_t times : {1U, 2U})
            check_repeated("status:status=" + std::string(status) + ",body=" + body + ",page=" + page +
                               ",vendor=" + vendor + ",times=" + std::to_string(times),
                           vendor, times);
  check_repeated("status:status=503,body=headers,vendor=qianfan", "qianfan", 1);
}

TEST_CASE("listing: a permanently failing server is reported with code, request id and attempts (fault 46)") {
  for (const auto& vendor : vendors)
    for (const char* status : {"500", "502", "503", "504", "408", "429"}) {
      for (const char* body : {"json", "html", "empty"}) {
        CAPTURE(vendor);
        CAPTURE(status);
        CAPTURE(body);
        bench setup({parse_fault("status:times=always,status=" + std::string(status) + ",body=" + body)});
        const auto f = failure_of(setup, vendor, 4);
        CHECK(!f.details().request_id.empty());
        check_says(f, "HTTP " + std::string(status));
        check_says(f, "request id " + f.details().request_id);
        check_says(f, "attempts 4");
        const bool throttled = status == std::string("429");
        const char* const code = !throttled        ? "code InternalError"
                                 : vendor == "eas" ? "code Throttling.User"
                                                   : "code 18;";
        if (body == std::string("json")) check_says(f, code);
      }
    }
}

TEST_CASE("listing: items before a failure are delivered, and none after it (fault 46)") {
  bench setup({parse_fault("status:times=always,page=2")});
  const auto got = setup.list("eas");
  REQUIRE(got.failed);
  CHECK(got.failed->details().page == 2);
  CHECK(got.ids == std::vector<std::string>(all_of("eas").begin(), all_of("eas").begin() + 10));
  CHECK(setup.clouds.fault_hits(0) == 4);
}

TEST_CASE("listing: continues after throttling with any status, including 200 (fault 47)") {
  for (const auto& vendor : vendors)
    for (const char* status : {"200", "400", "429", "503"}) {
      const std::string spec = "throttle:times=2,status=" + std::string(status) + ",vendor=" + vendor;
      check_repeated(spec, vendor, 2);
      check_repeated(spec + ",page=2", vendor, 2);
    }
  check_repeated("throttle:times=3,status=400,code=Throttling.Api", "eas", 3);
  check_repeated("throttle:times=3,status=200,code=336501", "qianfan", 3);
}

TEST_CASE("listing: waits at least as long as Retry-After says, in seconds or until a date (fault 48)") {
  {
    bench setup({parse_fault("throttle:retry-after=7")});
    CHECK(setup.list("eas").ids == all_of("eas"));
    REQUIRE(setup.world.sleeps.size() == 1);
    CHECK(setup.world.sleeps[0] >= 7s);
    CHECK(setup.world.sleeps[0] < 8s);
    CHECK(setup.clouds.fault_hits(0) == 1);
  }
  bench setup({parse_fault("throttle")});
  setup.world.wall = std::chrono::sys_seconds(784'111'777s);
  CHECK(list_throttled(setup, "retry-after", "Sun, 06 Nov 1994 08:49:47 GMT").ids == all_of("eas"));
  REQUIRE(setup.world.sleeps.size() == 1);
  CHECK(setup.world.sleeps[0] >= 10s);
  CHECK(setup.world.sleeps[0] < 11s);
  CHECK(setup.clouds.fault_hits(0) == 1);
}

TEST_CASE("listing: a Retry-After that is past, zero, negative or invalid is ignored (faults 48, 49)") {
  for (const std::string value :
       {"Sun, 06 Nov 1994 08:49:37 GMT", "0", "-1", "-99999999999999999999", "soon", "", "1.5", "+5", "0x10",
        "5;5", "\xff\xfe", "Sun, 99 Nov 1994 08:49:37 GMT", "tomorrow at 10"}) {
    CAPTURE(value);
    bench setup({parse_fault("throttle")});
    CHECK(list_throttled(setup, "retry-after", value).ids == all_of("eas"));
    CHECK(setup.world.sleeps == std::vector<std::chrono::milliseconds>{500ms});  // as without it
    CHECK(setup.clouds.fault_hits(0) == 1);
  }
}

TEST_CASE("listing: an excessive Retry-After is a failure at once, and never a sleep (fault 50)") {
  for (const std::string value : {"1000000000", "100000000000000000000000", "Fri, 31 Dec 9999 23:59:59 GMT",
                                  "9223372036854775807", "31"}) {
    CAPTURE(value);
    bench setup({parse_fault("throttle:times=always")});
    const auto got = list_throttled(setup, "Retry-After", value);
    REQUIRE(got.failed);
    CHECK(got.failed->condition() == errc::throttled);
    CHECK(got.failed->details().attempts == 1);
    check_says(*got.failed, "exceeds max_retry_after of 30 s");
    CHECK(setup.world.sleeps.empty());
    CHECK(setup.clouds.fault_hits(0) == 1);
  }
}

TEST_CASE("listing: waits at least as long as the vendor's own headers say, in milliseconds (fault 51)") {
  for (const char* hint : {"retry-after-ms=2500", "ratelimit-ms=2500"}) {
    bench setup({parse_fault("throttle:" + std::string(hint))});
    CHECK(setup.list("eas").ids == all_of("eas"));
    REQUIRE(setup.world.sleeps.size() == 1);
    CHECK(setup.world.sleeps[0] >= 2500ms);
    CHECK(setup.world.sleeps[0] < 3500ms);
    CHECK(setup.clouds.fault_hits(0) == 1);
  }
}

TEST_CASE("listing: a rejected request is not retried (fault 52)") {
  for (const auto& vendor : vendors)
    for (const char* status : {"400", "404", "413", "501"})
      for (const char* body : {"json", "html", "empty"}) {
        CAPTURE(status);
        bench setup({parse_fault("status:times=always,code=Refused,status=" + std::string(status) +
                                 ",body=" + body)});
        const auto f = failure_of(setup, vendor, 1);
        CHECK(f.condition() == errc::bad_request);
        check_says(f, "HTTP " + std::string(status));
        CHECK(setup.world.sleeps.empty());
      }
}

TEST_CASE("listing: an error in a response with status 200 is a failure, not an empty list (fault 53)") {
  for (const auto& vendor : vendors)
    for (const std::string code : {"InvalidParameter", "NoPermission", "336003"}) {
      bench setup({parse_fault("status:times=always,status=200,code=" + code)});
      const auto f = failure_of(setup, vendor, 1);
      CHECK(f.details().vendor_code == code);
      check_says(f, "code " + code);
    }
  bench setup({parse_fault("status:times=always,status=200,body=headers,code=AccessDenied")});
  CHECK(failure_of(setup, "qianfan", 1).details().vendor_code == "AccessDenied");
}

TEST_CASE("listing: a login page instead of a list is reported as such (fault 54)") {
  for (const auto& vendor : vendors) {
    bench setup({parse_fault("status:times=always,status=200,body=html")});
    const auto f = failure_of(setup, vendor, 1);
    CHECK(f.condition() == errc::protocol);
    check_says(f, "the response is not JSON: content type text/html, body begins with \"<html>");
  }
}

TEST_CASE("listing: the text of an error is escaped and capped, wherever it occurs (fault 55)") {
  const std::string nasty = "\r\nSet-Cookie: a=b\x1b[31m" + std::string(1, '\0') + "\x9b\xe2\x80\xae\x7f";
  const auto is_clean = [](const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  };
  for (const std::string& text : {nasty, nasty + std::string(100'000, 'x'), std::string(100'000, '\n')})
    for (const auto& vendor : vendors)
      for (const auto body : {roster::emulator::fault_body::json, roster::emulator::fault_body::html,
                              roster::emulator::fault_body::headers}) {
        bench setup({{.kind = roster::emulator::fault_kind::status,
                      .times = fault::always,
                      .status = 400,
                      .code = "A" + text,
                      .message = text,
                      .body = body}});
        if (body == roster::emulator::fault_body::html)
          setup.transport->alter = [&](roster::http::response& response) { response.body = "<p>" + text; };
        const auto f = failure_of(setup, vendor, 1);
        const std::string what = f.what();
        CHECK(what.size() <= 8192);
        CHECK(is_clean(what));
        const auto& d = f.details();
        for (const auto* part :
             {&d.message, &d.vendor_code, &d.vendor_message, &d.recommendation, &d.request_id})
          CHECK(is_clean(*part));
      }
}

TEST_CASE("listing: 1,000 that are throttled concurrently send no more than the quota allows (fault 56)") {
  for (const bool for_ever : {true, false}) {
    bench setup({parse_fault("throttle:times=" + std::string(for_ever ? "always" : "1000"))});
    const auto client = setup.eas();
    int whole = 0;
    int out_of_quota = 0;
    const auto list = [&]() -> boost::asio::awaitable<void> {
      auto services = client.list_services();
      try {
        const auto all = co_await services.collect();
        whole += all.size() == 25;
      } catch (const roster::failure& f) {
        out_of_quota += std::string(f.what()).find("retry quota exhausted") != std::string::npos;
      }
    };
    for (int i = 0; i < 1'000; ++i)
      boost::asio::co_spawn(setup.context, list(), [](std::exception_ptr e) { CHECK(!e); });
    setup.context.run();
    CHECK(setup.clouds.log().size() == 1'100);  // 500 tokens are 100 retries
    CHECK(setup.clouds.fault_hits(0) == (for_ever ? 1'100 : 1'000));
    CHECK(whole == (for_ever ? 0 : 100));
    CHECK(out_of_quota == (for_ever ? 1'000 : 900));
  }
}

TEST_CASE("retry quota: belongs to the client, is shared by its listings, and is refilled by success") {
  bench setup({parse_fault("status:times=always,page=1")});
  setup.retry.quota = 30;  // two retries
  const auto client = setup.eas();
  const auto list = [&](const roster::eas::client& by) { return list_all(by.list_services()); };
  const auto first = list(client);
  REQUIRE(first.failed);
  CHECK(first.failed->details().attempts == 3);
  check_says(*first.failed, "not retried: retry quota exhausted");
  const auto second = list(client);
  REQUIRE(second.failed);
  CHECK(second.failed->details().attempts == 1);
  CHECK(list(setup.eas()).failed->details().attempts == 3);  // another client
  CHECK(setup.clouds.fault_hits(0) == 7);
}

TEST_CASE(
    "retry quota: a success returns the tokens that its retries took, or one token if there were none") {
  bench setup;
  setup.retry.quota = 28;
  const auto client = setup.eas();
  const auto list = [&](const char* spec) {
    const auto number = setup.clouds.add_fault(parse_fault(spec));
    const auto got = list_all(client.list_services());
    CHECK(setup.clouds.fault_hits(number) == got.report.retries + (got.failed ? 1 : 0));
    return got.report.retries;
  };
  for (int i = 0; i < 3; ++i) CHECK(list("status:times=2") == 2);  // takes 28, and returns them
  CHECK(list("status:times=3") == 2);                              // 28 are gone
  CHECK(list("status:times=1") == 0);
  for (int i = 0; i < 13; ++i) CHECK_FALSE(list_all(client.list_services()).failed);
  CHECK(list("status:times=1") == 0);  // 13 are too few
  CHECK_FALSE(list_all(client.list_services()).failed);
  CHECK(list("status:times=1") == 1);
}

TEST_CASE("retry quota: 0 disables retries") {
  bench setup({parse_fault("throttle:times=always")});
  setup.retry.quota = 0;
  (void)failure_of(setup, "eas", 1);
}

TEST_CASE("retry quota: a listing that is cancelled while it waits returns the tokens that it took") {
  bench setup({parse_fault("status:times=3")});
  setup.retry.quota = 28;
  bool aborted = false;
  setup.runtime.sleep = [&, sleep = setup.runtime.sleep](std::chrono::milliseconds time) {
    if (std::exchange(aborted, true)) return sleep(time);
    throw boost::system::system_error(boost::asio::error::operation_aborted);
  };
  const auto client = setup.eas();
  CHECK_THROWS_AS(list_all(client.list_services()), boost::system::system_error);
  const auto second = list_all(client.list_services());
  CHECK(second.ids.size() == 25);
  CHECK(second.report.retries == 2);
  CHECK(setup.clouds.fault_hits(0) == 3);
}

TEST_CASE("listing: every attempt has its own date, nonce and signature (fault 66)") {
  for (const auto& vendor : vendors) {
    bench setup({parse_fault("throttle:times=3,retry-after=1,page=2")});
    CHECK(setup.list(vendor).ids == all_of(vendor));
    CHECK(setup.clouds.fault_hits(0) == 3);
    for (const auto& entry : setup.clouds.log()) CHECK(entry.authentic == true);
    std::set<std::string> signatures;
    std::set<std::string> nonces;
    std::set<std::string> dates;
    for (const auto& request : setup.transport->sent) {
      signatures.emplace(request.headers.get("authorization"));
      nonces.emplace(request.headers.get("x-acs-signature-nonce"));
      dates.emplace(request.headers.get(vendor == "eas" ? "x-acs-date" : "x-bce-date"));
    }
    const auto count = setup.transport->sent.size();
    CHECK(count == (vendor == "eas" ? 6 : 5));
    CHECK(dates.size() == 4);  // the first two pages are sent within one second
    CHECK(nonces.size() == (vendor == "eas" ? count : 1));
    CHECK(signatures.size() == (vendor == "eas" ? count : dates.size()));  // Qianfan's has no nonce
  }
}

TEST_CASE("listing: a reused nonce is detected, and replaced once (fault 66)") {
  bench setup;
  int made = 0;
  setup.runtime.nonce = [&] { return ++made == 2 ? "nonce-1" : "nonce-" + std::to_string(made); };
  const auto got = setup.list("eas");
  CHECK(got.ids == all_of("eas"));
  CHECK(got.report.retries == 1);
  CHECK(setup.clouds.log()[1].code == "SignatureNonceUsed");
  setup.runtime.nonce = [] { return std::string("always-the-same"); };
  const auto stuck = setup.list("eas");
  REQUIRE(stuck.failed);
  CHECK(stuck.failed->details().vendor_code == "SignatureNonceUsed");
  CHECK(stuck.failed->details().page == 2);
  CHECK(stuck.failed->details().attempts == 2);
}

TEST_CASE("listing: authentication and permission errors are not retried (fault 67)") {
  for (const auto& vendor : vendors) {
    for (const char* spec :
         {"status:times=always,status=401,body=empty", "status:times=always,status=403,body=html",
          "status:times=always,status=401,code=Refused", "denied:times=always"}) {
      CAPTURE(spec);
      bench setup({parse_fault(spec)});
      const auto f = failure_of(setup, vendor, 1);
      CHECK((f.condition() == errc::unauthenticated || f.condition() == errc::forbidden));
    }
    for (const auto& [id, key] : {std::pair("nobody", "emulator-secret"), std::pair("emulator", "wrong")}) {
      bench setup;
      setup.credentials = roster::static_key(id, key, "");
      const auto got = setup.list(vendor);
      REQUIRE(got.failed);
      CHECK(got.failed->condition() == errc::unauthenticated);
      CHECK(got.failed->details().attempts == 1);
      const auto log = setup.clouds.log();
      REQUIRE(log.size() == 1);
      CHECK(log[0].authentic == false);
    }
  }
}

TEST_CASE("listing: a wall clock that steps back during a wait changes no deadline and no wait (fault 71)") {
  for (const bool steps : {false, true}) {
    bench setup({parse_fault("throttle:times=2,retry-after=10")});
    int waits = 0;
    setup.runtime.sleep = [&, sleep = setup.runtime.sleep](std::chrono::milliseconds time) {
      ++waits;
      if (steps) setup.world.wall -= 1h;  // for the emulator as well
      return sleep(time);
    };
    const auto begun = setup.world.steady;
    const auto got = setup.list("eas", {.deadline = 60s});
    CHECK(got.ids == all_of("eas"));
    CHECK(waits == 2);
    CHECK(setup.world.steady - begun < 22s);
    CHECK(setup.clouds.fault_hits(0) == 2);
    for (const auto& entry : setup.clouds.log()) CHECK(entry.authentic == true);  // signed by the wall clock

    (void)setup.clouds.add_fault(parse_fault("throttle:times=always,retry-after=10"));
    const auto late = setup.list("eas", {.deadline = 15s});
    REQUIRE(late.failed);
    CHECK(late.failed->details().attempts == 2);
    check_says(*late.failed, "not retried: no time left before the deadline");
    CHECK(setup.clouds.fault_hits(1) == 2);
  }
}
