// SPDX-License-Identifier: BSL-1.0
// 2. Filters and views: server-side filters reduce what is transferred, and no page is requested before it is needed.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan.hpp>

namespace asio = boost::asio;
namespace qianfan = roster::qianfan;

asio::awaitable<void> show(qianfan::client client) {
  // Members of the request are server-side filters; the rest is plain std::views, over all pages.
  auto lines =
      client.describe_services({.run_status = {qianfan::run_status::serving}, .protocol_version = 2}) |
      std::views::filter([](const qianfan::service& s) { return s.base_model.has_value(); }) |
      std::views::drop(1) |
      std::views::transform([](const qianfan::service& s) { return s.name + " on " + *s.base_model; }) |
      std::views::take(3);
  while (auto line = co_await lines.next()) std::cout << *line << '\n';
  std::cout << lines.report().requests << " request\n";

  // By reference, without copying a service. A range-for loop cannot await, this loop can.
  auto oldest = client.describe_services() | std::views::take_while([](const qianfan::service& s) {
                  return s.create_time.text() < "2024-08";
                });
  for (auto it = co_await oldest.begin(); it != oldest.end(); co_await ++it)
    std::cout << it->name << " of " << it->create_time << '\n';

  // All items in a container, or only their number.
  auto names = client.describe_services() | std::views::transform(&qianfan::service::name);
  const auto all = co_await names.collect();
  auto again = client.describe_services();
  const auto count = co_await again.count();
  std::cout << all.size() << " names, " << count << " services\n";

  // Page by page: an adaptor that needs a whole list is applied to each page.
  auto pages = client.describe_services({.max_keys = 20}) | roster::each_page(std::views::reverse);
  while (auto page = co_await pages.next_page()) {
    std::cout << "page " << page->number() << " from its end:";
    for (const auto& service : *page | std::views::take(2)) std::cout << ' ' << service.name;
    std::cout << '\n';
  }
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  roster::emulator::cloud clouds({.services = 90});
  const qianfan::client client{
      executor, {.credentials = clouds.credentials(), .transport = clouds.transport(executor)}};

  roster::await_blocking(executor, show(client));
}
