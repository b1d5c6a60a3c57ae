// SPDX-License-Identifier: BSL-1.0
// A listing program as a user writes it: no parse() and no generic call, so it needs no Boost library.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <iostream>
#include <ranges>
#include <roster/eas.hpp>
#include <string>

namespace asio = boost::asio;
namespace eas = roster::eas;

asio::awaitable<void> show_gpu_services(std::string endpoint) {
  auto executor = co_await asio::this_coro::executor;
  eas::client client{executor, {.endpoint = endpoint, .retry = {.max_retries = 0}}};

  auto names = client.list_services({.service_status = eas::service_status::running}) |
               std::views::filter([](const eas::service& s) { return s.gpu > 0; }) |
               std::views::transform(&eas::service::service_name) | std::views::take(20);

  while (auto name = co_await names.next()) std::cout << *name << '\n';
}

int main(int count, char** arguments) {
  if (count != 2) return 2;
  int status = 0;
  asio::io_context context;
  asio::co_spawn(context, show_gpu_services(arguments[1]), [&](std::exception_ptr problem) {
    try {
      if (problem) std::rethrow_exception(problem);
    } catch (const roster::failure& failure) {
      std::cout << failure.code().message() << '\n';
      status = 1;
    }
  });
  context.run();
  return status;
}
