// SPDX-License-Identifier: BSL-1.0
// 6. Testing with the emulator: unit tests of your own function, without and with faults.

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <stdexcept>

namespace asio = boost::asio;
namespace eas = roster::eas;
using names = std::vector<std::string>;

/// Returns the services to which a gateway sends requests. When it fails, the gateway keeps its previous routes.
asio::awaitable<names> find_routes(eas::client client) {
  auto running = client.list_services({.service_status = eas::service_status::running}) |
                 std::views::transform(&eas::service::service_name);
  names found = co_await running.collect();
  if (!running.report().complete()) throw std::runtime_error(running.report().note);
  co_return found;
}

const eas::service chat{.service_id = "1", .service_name = "chat", .status = eas::service_status::running};
const eas::service old{.service_id = "2", .service_name = "old", .status = eas::service_status::stopped};
const eas::service ocr{.service_id = "3", .service_name = "ocr", .status = eas::service_status::running};

roster::emulator::cloud make_clouds(std::vector<roster::emulator::fault> faults = {}) {
  return {{.page_size_clamp = 1, .faults = std::move(faults)}, {.eas_services = {chat, old, ocr}}};
}

names routes_of(const roster::emulator::cloud& clouds) {
  asio::io_context io;
  const auto transport = clouds.transport(io.get_executor());
  const eas::client client{
      io.get_executor(),
      {.region = "cn-hangzhou", .credentials = clouds.credentials(), .transport = transport}};
  return roster::await_blocking(io.get_executor(), find_routes(client));
}

TEST_CASE("find_routes: returns running services and requests no others") {
  const auto clouds = make_clouds();
  CHECK(routes_of(clouds) == names{"chat", "ocr"});
  CHECK(clouds.log().front().target.find("ServiceStatus=Running") != std::string::npos);
}
TEST_CASE("find_routes: retries after throttling") {
  const auto clouds = make_clouds({roster::emulator::parse_fault("throttle:times=2,retry-after-ms=1")});
  CHECK(routes_of(clouds) == names{"chat", "ocr"});
  CHECK(clouds.fault_hits(0) == 2);
}
TEST_CASE("find_routes: fails when the second page fails, without a partial list") {
  CHECK_THROWS_AS(routes_of(make_clouds({roster::emulator::parse_fault("denied:page=2")})), roster::failure);
}
TEST_CASE("find_routes: fails when the list changes while it is read") {
  const auto clouds = make_clouds();
  clouds.before_request(2, [&] { clouds.remove("1"); });
  CHECK_THROWS_WITH(routes_of(clouds), "the total changed from 2 to 1");
}
