// SPDX-License-Identifier: BSL-1.0
// What a program can use of the imported library: an API of its own, adaptors, combined lists, conditions, printing, errors and
// completion tokens. With HEADERS_FIRST or HEADERS_LAST, it includes the headers as well.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <iostream>
#include <optional>
#include <ranges>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#if defined(HEADERS_FIRST)
#include <roster.hpp>
#include <roster/emulator.hpp>
#endif
import roster;
#if defined(HEADERS_LAST)
#include <roster.hpp>
#include <roster/emulator.hpp>
#endif

namespace asio = roster::asio;
namespace eas = roster::eas;

struct model {
  std::string id{};
  std::string owner{};
};
struct models_query {
  std::optional<int> limit{};
  std::optional<std::string> after{};
};
struct models_response {
  std::vector<model> data{};
  std::optional<std::string> next{};
};
struct list_models {  // GET /v1/models?limit=…&after=…
  using request = models_query;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&response::data>;
  static constexpr auto key = roster::path<&model::id>;
  static constexpr auto paging = roster::by_token{
      .send = &request::after, .next = roster::path<&response::next>, .size = &request::limit};
};

void check(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

void list_own_api(asio::io_context& io) {
  const auto api = roster::emulator::serve<list_models>(
      {{"a", "ann"}, {"b", "bob"}, {"c", "ann"}}, {.sign = roster::bearer{"token"}, .page_size_clamp = 1});
  const roster::client<list_models> client{io.get_executor(),
                                           {.endpoint = "https://api.example",
                                            .sign = roster::bearer{"token"},
                                            .transport = api.transport(io.get_executor())}};
  const auto by_ann = roster::parse_condition<model>("owner == ann");
  std::string found;
  auto models = roster::blocking(client.list());
  for (const auto& one : models)
    if (by_ann(one)) found += roster::to_json(one);
  check(found == R"({"id":"a","owner":"ann"}{"id":"c","owner":"ann"})", "an API of its own");
  check(models.report().complete(), "the report of a list");
}

asio::awaitable<void> combine_lists(eas::client client) {
  auto both = roster::concat(client.list_services(), client.list_services() | std::views::take(5));
  const auto items = co_await both.count();
  check(items == 55, "concat");
  auto one = client.list_services() | std::views::drop(1) | std::views::take(1);
  const auto services = co_await one.collect();
  std::ostringstream printed;
  printed << services.at(0) << services.at(0).status << roster::errc::throttled;
  check(printed.str().starts_with('{') && printed.str().ends_with("throttled"), "printing");
}

asio::awaitable<void> fail(eas::client client) {
  auto invalid = client.list_services({.page_size = -1});
  std::optional<roster::errc> code;
  try {
    (void)co_await invalid.next();
  } catch (const roster::failure& failed) {
    if (failed.code() == roster::errc::bad_request) code = roster::errc::bad_request;
  }
  check(code.has_value(), "a failure");
}

int main() {
  asio::io_context io;
  list_own_api(io);
  const roster::emulator::cloud clouds;
  const eas::client client{io.get_executor(),
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(io.get_executor())}};
  roster::await_blocking(io.get_executor(), combine_lists(client));
  roster::await_blocking(io.get_executor(), fail(client));

  auto services = client.list_services();
  std::size_t collected = 0;
  services.async_collect(asio::deferred)(
      [&](boost::system::error_code error, const std::vector<eas::service>& all) {
        check(!error, "a completion token");
        collected = all.size();
      });
  io.restart();
  io.run();
  check(collected == 50, "async_collect");
  std::cout << "passed\n";
}
