// SPDX-License-Identifier: BSL-1.0
// Lists an API whose responses have one item per line.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <roster/client.hpp>
#include <string>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <vector>

namespace {

struct job {
  std::string id{};
  std::optional<bool> success{};
};
struct query {
  std::optional<std::string> after{};
};
struct list_jobs {
  using request = query;
  using response = std::vector<job>;
  static constexpr auto target = roster::get("/jobs");
  static constexpr auto format = roster::json_lines;
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::by_last_item{.send = &query::after};
  static constexpr auto key = roster::path<&job::id>;
};

/// Lists the jobs of a service that responds with these bodies, one after the other.
std::string ids_of(std::vector<std::string> bodies) {
  boost::asio::io_context context;
  fake::world world;
  roster::client_config config{.endpoint = "http://jobs.example",
                               .sign = roster::bearer{std::string("token")}};
  config.transport = std::make_shared<fake::transport>(
      [bodies = std::move(bodies)](const roster::http::request&, std::size_t n) {
        auto response = fake::json(200, bodies.at(n - 1));
        response.headers = {{"content-type", "application/x-ndjson"}};
        return response;
      });
  config.runtime = world.runtime();
  const roster::client<list_jobs> client(context.get_executor(), std::move(config));
  auto range = client.list();
  std::string all;
  for (const auto& one : fake::run(context, range.collect())) all += one.id;
  return all;
}

}  // namespace

TEST_CASE("json_lines: a listing ends at an empty body") {
  CHECK(ids_of({"{\"id\":\"a\"}\r\n{\"id\":\"b\"}\r\n", "{\"id\":\"c\"}", ""}) == "abc");
  CHECK(ids_of({""}) == "");
  CHECK(ids_of({"\n"}) == "");
}

TEST_CASE("json_lines: an item that failed is not a response that failed") {
  CHECK(ids_of({"{\"id\":\"a\",\"success\":false}\n", ""}) == "a");
}

TEST_CASE("json_lines: an error in place of items is a failure with its code") {
  const auto error_of = [](const std::string& body) {
    try {
      (void)ids_of({body});
      return std::string();
    } catch (const roster::failure& error) {
      return std::string(error.what());
    }
  };
  CHECK(error_of(R"({"error":{"code":"NoQuota","message":"no"}})").find("NoQuota") != std::string::npos);
  CHECK(error_of("{\"id\":\"a\"}\n{\"id\":[]}\n").find("line 2: id: expected a string") != std::string::npos);
}
