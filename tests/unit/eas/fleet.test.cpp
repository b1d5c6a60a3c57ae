// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <ranges>
#include <roster/eas/fleet.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/generate_accounts.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/range/await_blocking.hpp>
#include <set>
#include <string>
#include <support/fake_key_services.hpp>
#include <support/scripted_server.hpp>
#include <support/virtual_time.hpp>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace eas = roster::eas;

namespace {

/// Counts the requests in flight and records the times of each account's requests.
class watching_transport final : public roster::transport {
 public:
  watching_transport(std::shared_ptr<roster::transport> to, const fake::virtual_time& time)
      : to_(std::move(to)), time_(time) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request, time_point) override {
    max_in_flight = std::max(max_in_flight, ++in_flight_);
    sent[account_of(request)].push_back(time_.now());
    const auto real_deadline = std::chrono::steady_clock::now() + 60s;
    auto answer = co_await to_->send(request, real_deadline);
    --in_flight_;
    co_return answer;
  }

  std::size_t max_in_flight{};
  std::map<std::string, std::vector<time_point>> sent{};

 private:
  static std::string account_of(const roster::http::request& request) {
    const auto signature = request.headers.get("authorization");
    const auto begin = signature.find("account-");
    return std::string(signature.substr(begin, signature.find(',', begin) - begin));
  }

  std::shared_ptr<roster::transport> to_;
  const fake::virtual_time& time_;
  std::size_t in_flight_{};
};

/// Environment variables of which one is set.
roster::environment only(std::string name, std::string value) {
  return [=](std::string_view asked) -> std::optional<std::string> {
    if (asked == name) return value;
    return std::nullopt;
  };
}

using place = std::pair<std::string, std::string>;  // account and region
using ids = std::vector<std::string>;

/// 30 regions of 5 accounts, without waits in real time.
struct clouds {
  asio::io_context context{};
  fake::virtual_time time{};
  roster::emulator::cloud emulator;
  std::shared_ptr<watching_transport> transport;

  explicit clouds(std::vector<std::string> faults)
      : emulator({.services = 25,
                  .regions = roster::emulator::generate_regions(30),
                  .accounts = roster::emulator::generate_accounts(5),
                  .faults = parsed(faults)}),
        transport(std::make_shared<watching_transport>(emulator.transport(context.get_executor()), time)) {}

  static std::vector<roster::emulator::fault> parsed(const std::vector<std::string>& specs) {
    std::vector<roster::emulator::fault> all;
    for (const auto& one : specs) all.push_back(roster::emulator::parse_fault(one));
    return all;
  }

  eas::fleet fleet(eas::fleet_config config = {}) {
    config.regions = emulator.regions();
    for (const auto& key : emulator.access_key_ids())
      config.accounts.push_back({.name = key, .credentials = emulator.credentials(key)});
    config.client.transport = transport;
    config.client.runtime = time.runtime();
    return {context.get_executor(), std::move(config)};
  }

  std::map<place, ids> expected() const {
    std::map<place, ids> all;
    for (const auto& key : emulator.access_key_ids())
      for (const auto& record : emulator.eas_records(key))
        all[{key, record.service.region}].push_back(record.service.service_id);
    return all;
  }
};

template <class T>
T run(clouds& setup, asio::awaitable<T> work) {
  std::optional<T> result;
  std::exception_ptr error;
  asio::co_spawn(setup.context, std::move(work), [&](std::exception_ptr e, T value) {
    error = e;
    if (!e) result = std::move(value);
  });
  setup.time.run(setup.context);
  if (error) std::rethrow_exception(error);
  return std::move(*result);
}

}  // namespace

TEST_CASE("eas fleet: lists 30 regions of 5 accounts, of which two fail") {
  clouds setup({"denied:account=account-2,region=cn-shanghai,times=always",
                "status:status=503,account=account-5,region=region-30,times=always"});
  auto services = setup.fleet({.how = {.max_concurrency = 12}}).list_services({.page_size = 10});
  CHECK(setup.emulator.log().empty());
  const auto all = run(setup, services.collect());

  std::map<place, ids> listed;
  for (const auto& [service, from] : all) {
    CHECK(service.region == from->region);
    CHECK(from->name == from->account + " " + from->region);
    listed[{from->account, from->region}].push_back(service.service_id);
  }
  auto expected = setup.expected();
  CHECK(expected.size() == 150);
  CHECK(expected.erase({"account-2", "cn-shanghai"}) == 1);
  CHECK(expected.erase({"account-5", "region-30"}) == 1);
  CHECK(listed == expected);

  const auto& report = services.report();
  CHECK(report.incomplete);
  CHECK(report.note == "2 of 150 targets failed: account-2 cn-shanghai, account-5 region-30");
  CHECK(report.targets.size() == 150);
  CHECK(report.items == 148 * 25);
  REQUIRE(report.failures().size() == 2);
  CHECK(report.failures()[0].failed->condition() == roster::errc::forbidden);
  CHECK(report.failures()[0].requests == 1);
  CHECK(report.failures()[1].failed->condition() == roster::errc::unavailable);
  CHECK(report.failures()[1].retries == 3);
  CHECK(setup.emulator.fault_hits(0) == 1);
  CHECK(setup.emulator.fault_hits(1) == 4);
  CHECK(report.requests == setup.emulator.log().size());
  CHECK(report.requests == 148 * 3 + 1 + 4);  // no duplicate requests
  CHECK(setup.transport->max_in_flight == 12);
}

TEST_CASE(
    "eas fleet: with merge_order::ordered the order is that of the targets, the accounts of one region "
    "together") {
  clouds setup({});
  auto services =
      setup.fleet({.how = {.max_concurrency = 7, .order = roster::merge_order::ordered}}).list_services();
  std::vector<std::string> names;
  const auto all = run(setup, services.collect());
  for (const auto& one : all)
    if (names.empty() || names.back() != one.from->name) names.push_back(one.from->name);
  std::vector<std::string> expected;
  for (const auto& region : setup.emulator.regions())
    for (const auto& account : setup.emulator.access_key_ids()) expected.push_back(account + " " + region);
  CHECK(names == expected);
  CHECK(services.report().complete());
  CHECK(services.total() == 150 * 25);
  CHECK(setup.transport->max_in_flight <= 7);
}

TEST_CASE("eas fleet: every account stays within its rate, in virtual time") {
  clouds setup({"status:status=503,account=account-3,region=cn-beijing,times=2"});
  const roster::rate allowed{.per_second = 4, .burst = 3};
  auto services = setup.fleet({.rate_per_account = allowed, .how = {.max_concurrency = 40}})
                      .list_services({.page_size = 10});
  const auto begin = setup.time.now();
  const auto all = run(setup, services.collect());
  CHECK(all.size() == 150 * 25);
  CHECK(services.report().complete());
  CHECK(services.report().retries == 2);
  REQUIRE(setup.transport->sent.size() == 5);
  for (const auto& [account, times] : setup.transport->sent) {
    CAPTURE(account);
    CHECK(times.size() == 90 + (account == "account-3" ? 2 : 0));
    // Any second has at most four, and the burst that may precede them.
    for (std::size_t i = 0; i + 7 < times.size(); ++i) CHECK(times[i + 7] - times[i] >= 1s);
  }
  // 92 requests, three of them at once, then four a second: no slot is lost.
  CHECK(setup.time.now() - begin >= 89 * 250ms);
  CHECK(setup.time.now() - begin < 89 * 250ms + 2s);
}

TEST_CASE("eas fleet: a take stops the other targets, and rows may be a user's own struct") {
  struct row {
    std::string service_name{};
  };
  clouds setup({});
  auto names = setup.fleet().list_services<row>() |
               std::views::transform([](const roster::sourced<row>& one) { return one.item.service_name; }) |
               std::views::take(5);
  CHECK(run(setup, names.collect()).size() == 5);
  CHECK(setup.emulator.log().size() == 5);
  CHECK(setup.context.stopped());
}

TEST_CASE("eas fleet: an invalid region or endpoint fails only its own target") {
  asio::io_context context;
  const roster::emulator::cloud clouds({.services = 3, .regions = {"cn-shanghai"}});
  const eas::fleet fleet{context.get_executor(),
                         {.regions = {"cn-shanghai", "no region"},
                          .endpoints = {"https://pai-eas.cn-shanghai.aliyuncs.com", "ftp://x"},
                          .client = {.credentials = clouds.credentials(),
                                     .transport = clouds.transport(context.get_executor())}}};
  auto services = fleet.list_services();
  const auto count = roster::await_blocking(context.get_executor(), services.count());
  CHECK(count == 6);
  CHECK(services.report().note == "2 of 4 targets failed: no region, ftp://x");
  CHECK_THROWS_AS(eas::fleet(context.get_executor(), {.rate_per_account = roster::rate{}}), roster::failure);
}

TEST_CASE("eas fleet: uses the proxy of the environment variables") {
  asio::io_context context;
  const roster::emulator::cloud clouds({.services = 3});
  roster::emulator::server proxy(context.get_executor(), clouds);
  const std::string at = proxy.start();
  const eas::fleet fleet{context.get_executor(),
                         {.endpoints = {"http://pai-eas.example", "http://pai-eas.example:81"},
                          .client = {.credentials = clouds.credentials(),
                                     .retry = {.max_retries = 0},
                                     .variables = only("http_proxy", at)}}};
  auto services = fleet.list_services();
  CHECK(roster::await_blocking(context.get_executor(), services.count()) == 6);
  CHECK(services.report().complete());
}

TEST_CASE("eas fleet: temporary credentials are fetched once for all regions") {
  asio::io_context context;
  const roster::emulator::cloud clouds({.services = 3, .verify_signatures = false});
  int asked = 0;
  const roster_test::script keys = [&](roster_test::scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    ++asked;
    const std::string key = "{\"Code\":\"Success\"," + fake::key_members("uri", "2099-01-01T00:00:00Z") + "}";
    const std::string answer =
        "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(key.size()) + "\r\n\r\n" + key;
    co_await peer.say(answer);
  };
  roster_test::scripted_server server(context, {keys, keys, keys});
  const std::string uri = "http://127.0.0.1:" + std::to_string(server.port()) + "/key";
  const auto variables = [=](std::string_view name) -> std::optional<std::string> {
    if (name == "ALIBABA_CLOUD_CREDENTIALS_URI") return uri;
    if (name == "ALIBABA_CLOUD_ECS_METADATA_DISABLED") return "true";
    return std::nullopt;
  };
  const eas::fleet fleet{
      context.get_executor(),
      {.regions = {"cn-shanghai", "cn-beijing", "cn-hangzhou"},
       .client = {.transport = clouds.transport(context.get_executor()), .variables = variables}}};
  for (int i = 0; i < 2; ++i) {
    auto services = fleet.list_services();
    CHECK(roster::await_blocking(context.get_executor(), services.count()) == 9);
    CHECK(services.report().complete());
  }
  CHECK(asked == 1);
}
