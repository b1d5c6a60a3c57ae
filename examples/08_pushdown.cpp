// SPDX-License-Identifier: BSL-1.0
// 8. Predicate pushdown: a condition is split into a server-side and a client-side filter.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/wire/parse_condition.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;
using roster::field;

asio::awaitable<void> show_busy_services(eas::client client) {
  auto busy =
      client.list_services() | roster::where(field<&eas::service::status> == eas::service_status::running &&
                                             field<&eas::service::gpu> > 0);
  std::cout << busy.explain() << '\n';
  const auto services = co_await busy.collect();
  std::cout << services.size() << " of " << busy.report().items << " received services\n";

  // The same condition as text, for instance from a command line.
  auto parsed =
      client.list_services() | roster::where(roster::parse_condition<eas::service, roster::pascal_case>(
                                   "Status == Running && Gpu >= 1"));
  std::cout << co_await parsed.count() << " services\n";
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  roster::emulator::cloud clouds({.services = 500});
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(executor)}};

  roster::await_blocking(executor, show_busy_services(client));
}
