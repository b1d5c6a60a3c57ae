// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <map>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/generate_accounts.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/qianfan/fleet.hpp>
#include <roster/range/await_blocking.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace qianfan = roster::qianfan;

namespace {

struct bench {
  asio::io_context context{};
  roster::emulator::cloud clouds{{.services = 40, .accounts = roster::emulator::generate_accounts(3)}};

  qianfan::fleet fleet() {
    qianfan::fleet_config config{.client = {.transport = clouds.transport(context.get_executor())}};
    for (const auto& key : clouds.access_key_ids())
      config.accounts.push_back({.name = key, .credentials = clouds.credentials(key)});
    return {context.get_executor(), std::move(config)};
  }
  auto collect(roster::async_range<roster::sourced<qianfan::service>>& range) {
    return roster::await_blocking(context.get_executor(), range.collect());
  }
};

}  // namespace

TEST_CASE("qianfan fleet: lists both protocol versions of every account") {
  bench setup;
  auto services = setup.fleet().describe_services();
  std::map<std::string, std::size_t> listed;
  for (const auto& [service, from] : setup.collect(services)) {
    ++listed[from->name];
    CHECK(std::to_string(service.protocol_version.value()) == from->version);
  }
  std::map<std::string, std::size_t> expected;
  for (const auto& key : setup.clouds.access_key_ids())
    for (const auto& service : setup.clouds.qianfan_services(key))
      ++expected[key + " " + std::to_string(service.protocol_version.value())];
  CHECK(listed == expected);
  CHECK(listed.size() == 6);
  CHECK(services.report().complete());
}

TEST_CASE("qianfan fleet: lists the requested version, and rejects a marker") {
  bench setup;
  auto services = setup.fleet().describe_services({.protocol_version = 2});
  for (const auto& [service, from] : setup.collect(services)) CHECK(service.protocol_version == 2);
  CHECK(services.report().targets.size() == 3);
  CHECK_THROWS_AS((void)setup.fleet().describe_services({.marker = "x"}), roster::failure);
}

TEST_CASE("qianfan fleet: uses the proxy of the environment variables") {
  asio::io_context context;
  const roster::emulator::cloud clouds({.services = 40});
  roster::emulator::server proxy(context.get_executor(), clouds);
  const std::string at = proxy.start();
  const auto variables = [&](std::string_view name) -> std::optional<std::string> {
    if (name == "http_proxy") return at;
    return std::nullopt;
  };
  const qianfan::fleet fleet{context.get_executor(),
                             {.client = {.endpoint = "http://qianfan.example",
                                         .credentials = clouds.credentials(),
                                         .retry = {.max_retries = 0},
                                         .variables = variables}}};
  auto services = fleet.describe_services();
  CHECK(roster::await_blocking(context.get_executor(), services.count()) == 40);
  CHECK(services.report().complete());
}
