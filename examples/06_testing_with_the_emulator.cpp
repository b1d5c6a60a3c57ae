// SPDX-License-Identifier: BSL-1.0
// 6. Testing with the emulator: a function of one's own, when all is well and when it is not.

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <roster/eas.hpp>
#include <roster/emulator/emulator.hpp>
#include <stdexcept>

namespace asio = boost::asio;
namespace eas = roster::eas;
using names = std::vector<std::string>;

/// To which services a gateway sends requests; it keeps what it knows when this fails.
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

roster::emulator make_clouds(std::vector<roster::fault> faults = {}) {
  return {{.page_size_clamp = 1, .faults = std::move(faults)}, {.eas_services = {chat, old, ocr}}};
}

names routes_of(const roster::emulator& clouds) {
  asio::io_context io;
  const auto way = clouds.transport(io.get_executor());
  const eas::client client{io.get_executor(),
                           {.region = "cn-hangzhou", .credentials = clouds.credentials(), .transport = way}};
  return roster::await_blocking(io.get_executor(), find_routes(client));
}

TEST_CASE("running services are routed to, and others are not even asked for") {
  const auto clouds = make_clouds();
  CHECK(routes_of(clouds) == names{"chat", "ocr"});
  CHECK(clouds.log().front().target.find("ServiceStatus=Running") != std::string::npos);
}
TEST_CASE("throttling is waited for") {
  const auto clouds = make_clouds({roster::parse_fault("throttle:times=2,retry-after-ms=1")});
  CHECK(routes_of(clouds) == names{"chat", "ocr"});
  CHECK(clouds.fault_hits(0) == 2);
}
TEST_CASE("a second page that fails is a failure, and not half a list") {
  CHECK_THROWS_AS(routes_of(make_clouds({roster::parse_fault("denied:page=2")})), roster::failure);
}
TEST_CASE("a list that shifts while it is read does not replace what the gateway knows") {
  const auto clouds = make_clouds();
  clouds.before_request(2, [&] { clouds.remove("1"); });
  CHECK_THROWS_WITH(routes_of(clouds), "the total changed from 2 to 1");
}
