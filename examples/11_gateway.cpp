// SPDX-License-Identifier: BSL-1.0
// 11. A gateway: watches the running services of two clouds, serves the last complete list over HTTP, and ends on SIGINT or SIGTERM.

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/inventory/inventory.hpp>
#include <roster/inventory/mappings/eas.hpp>
#include <roster/inventory/mappings/qianfan.hpp>
#include <roster/qianfan.hpp>
#include <roster/watch/watch.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace eas = roster::eas;
namespace http = boost::beast::http;
namespace qianfan = roster::qianfan;
using asio::ip::tcp;
using namespace std::chrono_literals;

/// The last complete list, and the reason if it is stale.
struct routing_table {
  bool ready{};
  std::vector<std::string> names{};
  std::string problem{};
};

/// Keeps the table up to date. A failed poll only changes `problem`.
asio::awaitable<void> discover(roster::inventory all, std::chrono::milliseconds interval,
                               routing_table& table) {
  const auto running = roster::field<&roster::model_service::state> == roster::service_state::running;
  roster::watch services([=] { return all.list({.on_failure = roster::on_failure::stop}, running); },
                         interval);
  auto changes = services.changes();
  for (;;) {
    try {
      const auto poll = co_await changes.next_page();
      if (!poll) co_return;
    } catch (const roster::failure&) {  // thrown only before the first success
    }
    const auto failed = services.last_failure();
    const std::string problem = failed ? failed->code().message() : "";
    if (!failed) {
      table.ready = true;
      table.names.clear();
      for (const auto& [key, service] : services.items())
        table.names.push_back(service.item.name.value_or(""));
    }
    if (problem != table.problem) std::cout << "stale: " << problem << std::endl;
    table.problem = problem;
  }
}

asio::awaitable<void> respond(tcp::socket socket, const routing_table& table) {
  beast::tcp_stream stream(std::move(socket));
  stream.expires_after(5s);
  beast::flat_buffer buffer;
  http::request<http::empty_body> request;
  co_await http::async_read(stream, buffer, request, asio::use_awaitable);

  http::response<http::string_body> response(
      table.ready ? http::status::ok : http::status::service_unavailable, request.version());
  for (const auto& name : table.names) response.body() += name + '\n';
  if (!table.problem.empty()) response.set(http::field::warning, "110 - \"" + table.problem + '"');
  response.keep_alive(false);
  response.prepare_payload();
  co_await http::async_write(stream, response, asio::use_awaitable);
}

asio::awaitable<void> serve(tcp::acceptor acceptor, const routing_table& table) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), respond(std::move(socket), table), asio::detached);
  }
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  const eas::service chat{.service_id = "1", .service_name = "chat", .status = eas::service_status::running};
  const qianfan::service ocr{.service_id = "2", .name = "ocr", .run_status = qianfan::run_status::serving};
  // From the second request on, PAI-EAS denies access.
  const roster::emulator::cloud clouds(
      {.faults = {roster::emulator::parse_fault("denied:vendor=eas,at=2,times=always")}},
      {.eas_services = {chat}, .qianfan_services = {ocr}});
  const eas::client eas_client{executor,
                               {.region = "cn-shanghai",
                                .credentials = clouds.credentials(),
                                .transport = clouds.transport(executor)}};
  const qianfan::client qianfan_client{
      executor, {.credentials = clouds.credentials(), .transport = clouds.transport(executor)}};
  roster::inventory services(executor);
  services.add("eas", [eas_client] { return eas_client.list_services(); });
  services.add("qianfan", [qianfan_client] { return qianfan_client.describe_all_services(); });

  routing_table table;
  tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), 0});
  std::cout << "http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;

  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code, int) { context.stop(); });
  asio::co_spawn(executor, discover(services, 100ms, table), asio::detached);
  asio::co_spawn(executor, serve(std::move(acceptor), table), asio::detached);
  context.run();
  std::cout << "stopped\n";
}
