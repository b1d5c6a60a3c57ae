// SPDX-License-Identifier: BSL-1.0
// 13. An API with annotations, for compilers with the reflection of C++26: g++ 16 with -std=c++26 -freflection.
// clang-format off: it does not know annotations

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/client.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/range/blocking.hpp>
#include <roster/wire/openapi.hpp>

enum class model_state {  // without a table of texts
  starting [[=roster::name("STARTING")]],
  serving [[=roster::name("SERVING")]],
  failed = 500,
};

struct resource {
  [[=roster::name("ID")]] std::string id{};
  std::string region{};
};
struct model : resource {
  roster::open_enum<model_state> state{};
  [[=roster::name("GPUMemory"), =roster::doc("Memory of one GPU"), =roster::units("MB")]] int gpu_memory{};
  int ports[2]{};
};

struct paged_request {
  std::optional<int> page_size{};
  std::optional<std::string> page_token{};
};
struct models_request : paged_request {
  [[=roster::doc("Only the models of this region")]] std::optional<std::string> region{};
};
struct paged_response {
  std::string next_page_token{};
};
struct models_response : paged_response {
  std::vector<model> models{};
};

struct list_models {
  using request = models_request;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto items = roster::path<&response::models>;
  static constexpr auto key = roster::path<&model::id>;
  static constexpr auto filters =
      roster::filters{roster::exact{&request::region, roster::path<&model::region>}};
  static constexpr auto paging = roster::by_token{.send = &request::page_token,
                                                  .next = roster::path<&response::next_page_token>,
                                                  .size = &request::page_size};
};

int main() {
  std::vector<model> served(3);
  for (int i = 0; auto& one : served) {
    one.id = "m-" + std::to_string(i);
    one.region = i == 1 ? "eu" : "us";
    one.state = i == 2 ? model_state::starting : model_state::serving;
    one.gpu_memory = 24'000 + i;
    one.ports[0] = 8000 + i++;
  }
  boost::asio::io_context context;
  const auto api = roster::emulator::serve<list_models>(served, {.page_size_clamp = 1});
  const roster::client<list_models> client{
      context.get_executor(),
      {.endpoint = "https://api.example", .transport = api.transport(context.get_executor())}};

  const auto in_us = roster::field<&model::region> == "us";  // of the base
  for (const auto& one : roster::blocking(client.list() | roster::where(in_us)))
    std::cout << roster::to_json<roster::pascal_case>(one) << '\n';
  std::cout << api.log().back().target << '\n';

  const std::string document = roster::openapi<list_models>();
  const auto begin = document.find("\"GPUMemory\"");
  std::cout << document.substr(begin, document.find('}', begin) + 1 - begin) << '\n';
}
