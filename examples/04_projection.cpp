// SPDX-License-Identifier: BSL-1.0
// 4. Projection: a struct with the members that you need. The others are skipped while a page is decoded.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/wire/encode.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;

/// Members of eas::service, matched by name. An unknown name or another type is a compile-time error.
struct gpu_row {
  std::string service_name{};
  roster::open_enum<eas::service_status> status{};
  std::optional<std::int64_t> gpu{};
};

asio::awaitable<void> count_gpus(eas::client client) {
  auto rows = client.list_services<gpu_row>();
  std::int64_t all = 0;
  std::int64_t running = 0;
  co_await rows.for_each([&](const gpu_row& row) {
    all += row.gpu.value_or(0);
    if (row.status == eas::service_status::running) running += row.gpu.value_or(0);
  });
  std::cout << running << " of " << all << " GPUs are in use by " << rows.report().items << " services\n";

  auto stopped = client.list_services<gpu_row>({.service_status = eas::service_status::stopped});
  const auto first = co_await stopped.first();  // requests a page of one service
  if (first) std::cout << roster::to_json<roster::pascal_case>(*first) << '\n';
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  roster::emulator::cloud clouds({.services = 500});
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(executor)}};

  roster::await_blocking(executor, count_gpus(client));
}
