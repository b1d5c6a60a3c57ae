// SPDX-License-Identifier: BSL-1.0
// 3. Errors: which failures are retried, which are thrown, and what a report says when nothing is thrown.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;

asio::awaitable<void> list_in_spite_of(std::string_view fault) {
  const auto executor = co_await asio::this_coro::executor;
  roster::emulator::cloud clouds({.services = 250, .faults = {roster::emulator::parse_fault(fault)}});
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(executor)}};
  auto services = client.list_services({}, {.deadline = std::chrono::seconds(30)});
  try {
    const auto all = co_await services.collect();
    std::cout << all.size() << " services after " << services.report().retries << " retries\n";
  } catch (const roster::failure& f) {
    if (f.code() == roster::errc::forbidden)
      std::cout << "please grant " << f.details().missing_permission << '\n';
    std::cout << f.what() << '\n';  // one line, safe to log: no secrets, the vendor's text escaped and capped
  }
  if (!services.report().complete()) std::cout << "not the whole list: " << services.report().note << '\n';
}

asio::awaitable<void> show() {
  co_await list_in_spite_of(
      "throttle:page=2,times=2,retry-after-ms=20");  // retried after the requested delay
  co_await list_in_spite_of("denied:page=3");        // not retried: it would not help
}

int main() {
  asio::io_context context;
  roster::await_blocking(context.get_executor(), show());
}
