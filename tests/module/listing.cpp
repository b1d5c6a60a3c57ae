// SPDX-License-Identifier: BSL-1.0
// A program that imports the library, or includes it to compare the cost: it lists from the emulator.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <iostream>
#include <ranges>
#include <string>
#include <vector>

#if defined(IMPORT_ROSTER)
import roster;
#else
#include <roster.hpp>
#include <roster/emulator.hpp>
#endif

namespace asio = boost::asio;
namespace eas = roster::eas;

asio::awaitable<void> show_gpu_services(eas::client client) {
  auto names =
      client.list_services({.service_status = eas::service_status::running}) |  // filtered by the service
      std::views::filter([](const eas::service& s) { return s.gpu > 0; }) |     // filtered in this process
      std::views::transform(&eas::service::service_name) | std::views::take(3);
  while (auto name = co_await names.next()) std::cout << *name << '\n';
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  const roster::emulator::cloud clouds;
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(executor)}};
  roster::await_blocking(executor, show_gpu_services(client));
}
