// SPDX-License-Identifier: BSL-1.0
// 5. Your own APIs as plain structs: an OpenAI-style list of models, and a list that is paginated by a token.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/client.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/range/blocking.hpp>

struct model {
  std::string id{};
  std::string owned_by{};
};
struct models_query {};
struct models_response {
  std::vector<model> data{};
};
struct list_models {  // GET /v1/models: the whole list in one page
  using request = models_query;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&models_response::data>;
  static constexpr auto paging = roster::one_page{};
};

struct deployment {
  std::string name{};
  std::string base_model{};
};
struct deployments_query {
  std::optional<int> page_size{};
  std::optional<std::string> page_token{};
  std::optional<std::string> filter{};
};
struct deployments_response {
  std::vector<deployment> deployments{};
  std::string next_page_token{};
};
struct list_deployments {  // GET /v1/deployments?pageSize=…&pageToken=…
  using request = deployments_query;
  using response = deployments_response;
  static constexpr auto target = roster::get("/v1/deployments");
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto items = roster::path<&response::deployments>;
  static constexpr auto paging = roster::by_token{.send = &request::page_token,
                                                  .next = roster::path<&response::next_page_token>,
                                                  .size = &request::page_size};
};

int main() {
  boost::asio::io_context context;
  const auto executor = context.get_executor();
  const roster::bearer token{"sk-example"};

  const auto some_models = roster::emulator::serve<list_models>(
      {{"model-0", "them"}, {"model-1", "me"}, {"model-2", "them"}}, {.sign = token});
  const roster::client<list_models> models{
      executor,
      {.endpoint = "https://api.example.com", .sign = token, .transport = some_models.transport(executor)}};
  for (const auto& one : roster::blocking(models.list()))
    std::cout << one.id << " by " << one.owned_by << '\n';

  const auto some_deployments = roster::emulator::serve<list_deployments>(
      {{"chat", "model-0"}, {"search", "model-1"}, {"ocr", "model-2"}},
      {.sign = token, .page_size_clamp = 2});
  const roster::client<list_deployments> deployed{executor,
                                                  {.endpoint = "https://api.example.com",
                                                   .sign = token,
                                                   .transport = some_deployments.transport(executor)}};
  for (const auto& one : roster::blocking(deployed.list({.filter = "READY"})))
    std::cout << one.name << " runs " << one.base_model << '\n';
}
