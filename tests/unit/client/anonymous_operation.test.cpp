// SPDX-License-Identifier: BSL-1.0
// An operation in an anonymous namespace, as a program's own usually is. Compiled alone and with warnings as errors: g++
// warns of some coroutines over such types, which users could not silence.
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <ranges>
#include <roster/client.hpp>
#include <roster/range/combine/enrich.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <vector>

namespace {

struct model {
  std::string id{};
};
struct models_request {
  std::optional<std::string> after{};
};
struct models_response {
  std::vector<model> data{};
  std::string next{};
};
struct list_models {
  using request = models_request;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&models_response::data>;
  static constexpr auto key = roster::path<&model::id>;
  static constexpr auto paging =
      roster::by_token{.send = &models_request::after, .next = roster::path<&models_response::next>};
};

struct model_request {
  std::string id{};
};
struct describe_model {
  using request = model_request;
  using response = model;
  static constexpr auto target = roster::get("/v1/models/{id}");
  static constexpr auto key = roster::path<&model::id>;
};

/// Uses every coroutine that depends on the operation.
boost::asio::awaitable<std::string> read(const roster::client<list_models>& client) {
  auto preparing = client.prepare({});
  auto prepared = co_await std::move(preparing);
  std::string ids = prepared.path;
  auto range = client.list({}, {.prefetch = 1}) | std::views::take(3);
  while (auto next = co_await range.next()) ids += ' ' + next->id;
  auto pages = client.list();
  while (auto page = co_await pages.next_page())
    for (const model& one : *page) ids += ' ' + one.id;
  auto all = client.list();
  auto collecting = all.collect();
  const auto items = co_await std::move(collecting);
  co_return ids + ' ' + std::to_string(items.size());
}

/// Uses every coroutine that depends on a call, alone and for each item of a list.
boost::asio::awaitable<std::string> describe(const roster::client<list_models>& list,
                                             roster::client<describe_model> client) {
  auto preparing = client.prepare({.id = "a"});
  auto prepared = co_await std::move(preparing);
  auto calling = client.call({.id = "a"});
  const auto one = co_await std::move(calling);
  std::string ids = prepared.path + ' ' + one.id;
  auto range =
      list.list() | roster::enrich([client](const model& listed) { return client.call({.id = listed.id}); });
  while (auto next = co_await range.next()) ids += ' ' + next->response->id;
  co_return ids;
}

}  // namespace

TEST_CASE("client: an operation in an anonymous namespace compiles without warnings") {
  boost::asio::io_context io;
  auto transport = std::make_shared<fake::transport>([](const roster::http::request& sent, std::size_t) {
    return fake::json(200, sent.query.empty() ? R"({"data":[{"id":"a"},{"id":"b"}],"next":"b"})"
                                              : R"({"data":[{"id":"c"}]})");
  });
  const roster::client<list_models> client(io.get_executor(),
                                           {.endpoint = "https://localhost", .transport = transport});
  CHECK(fake::run(io, read(client)) == "/v1/models a b c a b c 3");
}

TEST_CASE("client: a call in an anonymous namespace compiles without warnings") {
  boost::asio::io_context io;
  auto transport = std::make_shared<fake::transport>([](const roster::http::request& sent, std::size_t) {
    const bool lists = sent.path == "/v1/models";
    return fake::json(200, lists ? R"({"data":[{"id":"a"},{"id":"b"}]})"
                                 : R"({"id":")" + sent.path.substr(sent.path.rfind('/') + 1) + R"("})");
  });
  const roster::client_config config{.endpoint = "https://localhost", .transport = transport};
  const roster::client<list_models> list(io.get_executor(), config);
  const roster::client<describe_model> client(io.get_executor(), config);
  CHECK(fake::run(io, describe(list, client)) == "/v1/models/a a a b");
}
