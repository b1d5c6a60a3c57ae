// SPDX-License-Identifier: BSL-1.0
// 1. A first list: the running services of a region that have GPUs.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;

asio::awaitable<void> show_gpu_services(eas::client client) {
  auto services = client.list_services({.service_status = eas::service_status::running}) |
                  std::views::filter([](const eas::service& s) { return s.gpu > 0; }) | std::views::take(5);

  while (auto service = co_await services.next())  // a page is requested when its first item is needed
    std::cout << service->service_name << ", GPUs: " << *service->gpu << ", since " << service->create_time
              << '\n';
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();

  roster::emulator::cloud clouds;  // generated services; with only a region, the client lists your own
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(executor)}};

  roster::await_blocking(executor, show_gpu_services(client));
}
