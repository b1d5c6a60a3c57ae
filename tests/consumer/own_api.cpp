// SPDX-License-Identifier: BSL-1.0
// An API of the user's own in a file with the strictest warnings on: structs, designated initialisers and a
// plain loop.

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <iostream>
#include <optional>
#include <ranges>
#include <roster.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct model {
  std::string id{};
  std::string owned_by{};
  std::optional<std::int64_t> created{};
};
struct models_query {
  std::optional<int> limit{};
  std::optional<std::string> after{};
};
struct models_response {
  std::vector<model> data{};
  bool has_more{};
  std::string last_id{};
};

struct list_models {
  using request = models_query;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&models_response::data>;
  static constexpr auto paging = roster::by_token{.send = &models_query::after,
                                                  .next = roster::path<&models_response::last_id>,
                                                  .more = roster::path<&models_response::has_more>,
                                                  .size = &models_query::limit};
};

struct short_service {
  std::string service_name{};
  std::optional<std::int64_t> gpu{};
};

int main(int count, char** arguments) {
  if (count != 2) return 2;
  asio::io_context context;
  const std::string endpoint = arguments[1];
  try {
    roster::client<list_models> models{
        context.get_executor(),
        {.endpoint = endpoint, .sign = roster::bearer{"token"}, .retry = {.max_retries = 0}}};
    for (const auto& found : roster::blocking(models.list({.limit = 10}) | std::views::take(3)))
      std::cout << found.id << '\n';

    roster::eas::client eas{context.get_executor(), {.region = "cn-shanghai"}};
    roster::qianfan::client qianfan{context.get_executor(), {.endpoint = endpoint}};
    auto rows = eas.list_services<short_service>({.label = {{"team", "search"}}, .service_name = "qwen"});
    auto services = qianfan.describe_services({.name = "ernie"}) | std::views::take(1);
    std::cout << rows.report().items << services.report().items << '\n';
  } catch (const roster::failure& failure) {
    std::cout << failure.code().message() << '\n';
    return 1;
  }
  return 0;
}
