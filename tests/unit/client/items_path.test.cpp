// SPDX-License-Identifier: BSL-1.0
// Lists items inside the elements of a list: a GraphQL connection with edges.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <roster/client.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/schema/field.hpp>
#include <string>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <vector>

namespace {

struct deployment {
  std::string id{};
  std::string state{};
  int gpus{};
};
struct edge {
  std::optional<deployment> node{};
};
struct page_state {
  std::optional<std::string> end_cursor{};
  bool has_next_page{};
};
struct connection {
  std::vector<edge> edges{};
  page_state page_info{};
};
struct answer {
  connection deployments{};
};
struct query {
  std::optional<std::string> after{};
  std::optional<std::string> state{};
};
struct list_deployments {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::get("/deployments");
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto items =
      roster::path<&answer::deployments, &connection::edges, roster::each, &edge::node>;
  static constexpr auto key = roster::path<&deployment::id>;
  static constexpr auto paging = roster::by_token{
      .send = &query::after,
      .next = roster::path<&answer::deployments, &connection::page_info, &page_state::end_cursor>,
      .more = roster::path<&answer::deployments, &connection::page_info, &page_state::has_next_page>};
  static constexpr auto filters =
      roster::filters{roster::exact{&query::state, roster::path<&deployment::state>}};
};
struct row {
  int gpus{};
};

std::string page(const std::string& edges, const std::string& cursor) {
  return R"({"deployments":{"edges":[)" + edges + R"(],"pageInfo":{"hasNextPage":)" +
         (cursor.empty() ? "false" : R"(true,"endCursor":")" + cursor + '"') + "}}}";
}
std::string node(const std::string& id, int gpus) {
  return R"({"cursor":"x","node":{"id":")" + id + R"(","state":"READY","gpus":)" + std::to_string(gpus) +
         "}}";
}

/// A service with two pages. The second one repeats an item, and has an element without a node.
struct bench {
  roster::client<list_deployments> client() {
    roster::client_config config{.endpoint = "http://graph.example",
                                 .sign = roster::bearer{std::string("token")}};
    config.transport = transport;
    config.runtime = world.runtime();
    return {context.get_executor(), std::move(config)};
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport =
      std::make_shared<fake::transport>([](const roster::http::request& request, std::size_t) {
        const bool second = request.query.find("after=c1") != std::string::npos;
        return fake::json(200, second ? page(node("b", 2) + R"(,{"node":null},)" + node("c", 4), "")
                                      : page(node("a", 1) + ',' + node("b", 2), "c1"));
      });
};

template <class Range>
std::string ids(bench& setup, Range range) {
  std::string all;
  for (const auto& one : fake::run(setup.context, range.collect())) all += one.id;
  return all;
}

}  // namespace

TEST_CASE("items path: a listing reads items inside of the elements, and drops repeated ones") {
  bench setup;
  CHECK(ids(setup, setup.client().list()) == "abc");
  CHECK(setup.transport->requests.size() == 2);
}

TEST_CASE("items path: prefetching follows the token beside the list") {
  bench setup;
  CHECK(ids(setup, setup.client().list({}, {.prefetch = 2})) == "abc");
  CHECK(setup.transport->requests.size() == 2);
}

TEST_CASE("items path: a condition is pushed down, and the rest is evaluated on the items") {
  bench setup;
  CHECK(ids(setup, setup.client().list() | roster::where(roster::field<&deployment::state> == "READY" &&
                                                         roster::field<&deployment::gpus> >= 2)) == "bc");
  CHECK(setup.transport->requests.at(0).query.find("state=READY") != std::string::npos);
}

TEST_CASE("items path: rows are projections of items inside of elements") {
  bench setup;
  auto range = setup.client().list<row>();
  int gpus = 0;
  for (const auto& one : fake::run(setup.context, range.collect())) gpus += one.gpus;
  CHECK(gpus == 7);
}

TEST_CASE("items path: an error names the list, or the item without a key") {
  const auto error_of = [](const std::string& body) {
    bench setup;
    setup.transport = std::make_shared<fake::transport>(
        [body](const roster::http::request&, std::size_t) { return fake::json(200, body); });
    auto range = setup.client().list();
    try {
      (void)fake::run(setup.context, range.collect());
      return std::string();
    } catch (const roster::failure& error) {
      return std::string(error.what());
    }
  };
  CHECK(error_of(R"({"deployments":{}})").find("missing list \"deployments.edges\"") != std::string::npos);
  CHECK(error_of(page(node("a", 1) + ',' + node("", 1), ""))
            .find("deployments.edges[].node[1].id is absent or empty") != std::string::npos);
}
