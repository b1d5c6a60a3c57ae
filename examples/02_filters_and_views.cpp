// SPDX-License-Identifier: BSL-1.0
// 2. Filters and views: what the service filters is not sent, and no page is asked for that nobody looks at.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/emulator/emulator.hpp>
#include <roster/qianfan.hpp>

namespace asio = boost::asio;
namespace qianfan = roster::qianfan;

asio::awaitable<void> show(qianfan::client client) {
  // Members of the request are the service's own filters; the rest is plain std::views.
  auto busiest =
      client.describe_services({.run_status = {qianfan::run_status::serving}, .protocol_version = 2}) |
      std::views::filter([](const qianfan::service& s) { return s.base_model.has_value(); }) |
      std::views::transform([](const qianfan::service& s) { return s.name + " on " + *s.base_model; }) |
      std::views::take(3);
  while (auto line = co_await busiest.next()) std::cout << *line << '\n';
  std::cout << busiest.report().requests << " request\n";

  // Everything at once; or only how many there are.
  auto names = client.describe_services() | std::views::transform(&qianfan::service::name);
  const auto all = co_await names.collect();
  auto again = client.describe_services();
  const auto count = co_await again.count();
  std::cout << all.size() << " names, " << count << " services\n";

  // By reference and page by page, without a copy of any service.
  auto pages = client.describe_services({.max_keys = 20});
  while (auto page = co_await pages.next_page()) {
    std::size_t paused = 0;
    for (const auto& service : *page) paused += service.run_status == qianfan::run_status::stopped ? 1U : 0U;
    std::cout << "page " << page->number() << ": " << paused << " stopped\n";
  }
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  roster::emulator clouds({.services = 90});
  const auto key = roster::static_key("emulator", "emulator-secret");
  const qianfan::client client{executor, {.credentials = key, .transport = clouds.transport(executor)}};

  roster::await_blocking(executor, show(client));
}
