// SPDX-License-Identifier: BSL-1.0
// Paging and filters that send nested members of the request, such as the variables of a GraphQL query.
#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <roster/client.hpp>
#include <roster/emulator/data/detail/matches.hpp>
#include <roster/schema/field.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <utility>
#include <vector>

namespace {

struct deployment {
  std::string id{};
  std::string state{};
};

namespace graph {

struct filter {
  std::vector<std::string> states{};
};
struct variables {
  std::optional<std::string> after{};
  std::optional<std::int64_t> first{};
  std::optional<graph::filter> filter{};
};
struct query {
  std::string query_{"query($after: String) { deployments(after: $after) { nodes { id } } }"};
  std::optional<graph::variables> variables{};
};
struct page_info {
  std::optional<std::string> end_cursor{};
  bool has_next_page{};
};
struct deployments {
  std::vector<deployment> nodes{};
  graph::page_info page_info{};
};
struct data {
  graph::deployments deployments{};
};
struct answer {
  graph::data data{};
};
struct list_deployments {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::post("/graphql");
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto items = roster::path<&answer::data, &data::deployments, &deployments::nodes>;
  static constexpr auto key = roster::path<&deployment::id>;
  static constexpr auto paging = roster::by_token{
      .send = roster::path<&query::variables, &variables::after>,
      .next =
          roster::path<&answer::data, &data::deployments, &deployments::page_info, &page_info::end_cursor>,
      .more =
          roster::path<&answer::data, &data::deployments, &deployments::page_info, &page_info::has_next_page>,
      .size = roster::path<&query::variables, &variables::first>};
  static constexpr auto filters =
      roster::filters{roster::exact{roster::path<&query::variables, &variables::filter, &filter::states>,
                                    roster::path<&deployment::state>}};
};

}  // namespace graph

namespace numbered {

struct position {
  int number{};
  std::optional<int> size{};
};
struct query {
  numbered::position page{};
};
struct answer {
  std::vector<deployment> items{};
  std::int64_t total{};
};
struct list_deployments {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::post("/list");
  static constexpr auto items = roster::path<&answer::items>;
  static constexpr auto paging = roster::by_number{.number = roster::path<&query::page, &position::number>,
                                                   .size = roster::path<&query::page, &position::size>,
                                                   .total = roster::path<&answer::total>};
};

}  // namespace numbered

const std::string graph_text =
    R"("query":"query($after: String) { deployments(after: $after) { nodes { id } } }")";

std::string graph_response(const std::string& id, const std::string& cursor, bool more) {
  return R"({"data":{"deployments":{"nodes":[{"id":")" + id +
         R"(","state":"READY"}],"pageInfo":{"endCursor":")" + cursor + R"(","hasNextPage":)" +
         (more ? "true" : "false") + "}}}}";
}

/// Three pages of one deployment each; the page follows from the cursor in the body.
roster::http::response graph_page(const roster::http::request& request) {
  const auto has = [&](const char* text) { return request.body.find(text) != std::string::npos; };
  if (has(R"("after":"c2")")) return fake::json(200, graph_response("third", "c3", false));
  if (has(R"("after":"c1")")) return fake::json(200, graph_response("second", "c2", true));
  return fake::json(200, graph_response("first", "c1", true));
}

template <class Op>
struct bench {
  explicit bench(fake::transport::script script)
      : transport(std::make_shared<fake::transport>(std::move(script))) {}

  roster::client<Op> client() {
    return {context.get_executor(),
            {.endpoint = "https://a.example", .transport = transport, .runtime = world.runtime()}};
  }
  std::vector<std::string> bodies() const {
    std::vector<std::string> out;
    for (const auto& one : transport->requests) out.push_back(one.body);
    return out;
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport;
};

bench<graph::list_deployments> graph_bench() {
  return bench<graph::list_deployments>([](const auto& request, std::size_t) { return graph_page(request); });
}

std::vector<std::string> ids(const std::vector<deployment>& all) {
  std::vector<std::string> out;
  for (const auto& one : all) out.push_back(one.id);
  return out;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "nested sends: a token and a page size are sent in nested variables, which are created when absent") {
  auto setup = graph_bench();
  auto range = setup.client().list();
  CHECK(ids(fake::run(setup.context, range.collect())) == texts{"first", "second", "third"});
  CHECK(setup.bodies() == texts{"{" + graph_text + R"(,"variables":{"first":100}})",
                                "{" + graph_text + R"(,"variables":{"after":"c1","first":100}})",
                                "{" + graph_text + R"(,"variables":{"after":"c2","first":100}})"});
}

TEST_CASE("nested sends: the size and the token that the user sets are kept") {
  auto setup = graph_bench();
  auto range = setup.client().list({.variables = graph::variables{.after = "c1", .first = 7}});
  CHECK(ids(fake::run(setup.context, range.collect())) == texts{"second", "third"});
  CHECK(setup.bodies() == texts{"{" + graph_text + R"(,"variables":{"after":"c1","first":7}})",
                                "{" + graph_text + R"(,"variables":{"after":"c2","first":7}})"});
}

TEST_CASE("nested sends: prefetching sends the same requests") {
  auto setup = graph_bench();
  auto range = setup.client().list({}, {.prefetch = 2});
  CHECK(ids(fake::run(setup.context, range.collect())) == texts{"first", "second", "third"});
  CHECK(setup.transport->requests.size() == 3);
}

TEST_CASE("nested sends: a listing resumes from a checkpoint at a nested token") {
  auto setup = graph_bench();
  auto begun = setup.client().list();
  const auto first = fake::run(setup.context, begun.next());
  REQUIRE(first);
  const auto text = begun.checkpoint().text();
  const auto from = roster::checkpoint::parse(text);
  auto rest = setup.client().list({}, {.resume = from});
  CHECK(ids(fake::run(setup.context, rest.collect())) == texts{"second", "third"});
  auto other = setup.client().list({.variables = graph::variables{.first = 7}}, {.resume = from});
  CHECK_THROWS_AS(fake::run(setup.context, other.collect()), roster::failure);
}

TEST_CASE("nested sends: prepare() writes the demand into the nested size") {
  auto setup = graph_bench();
  const auto request = fake::run(setup.context, setup.client().prepare({}, {}, 3));
  CHECK(request.body == "{" + graph_text + R"(,"variables":{"first":3}})");
  CHECK(setup.transport->requests.empty());
}

TEST_CASE("nested sends: page number and page size in a nested struct") {
  bench<numbered::list_deployments> setup([](const roster::http::request&, std::size_t n) {
    return fake::json(200, n == 1 ? R"({"items":[{"id":"a"},{"id":"b"}],"total":3})"
                                  : R"({"items":[{"id":"c"}],"total":3})");
  });
  auto range = setup.client().list({.page = {.size = 2}});
  CHECK(ids(fake::run(setup.context, range.collect())) == texts{"a", "b", "c"});
  CHECK(setup.bodies() == texts{R"({"page":{"number":1,"size":2}})", R"({"page":{"number":2,"size":2}})"});
}

TEST_CASE("nested sends: a condition is pushed down to a nested filter") {
  using deployment_state = roster::condition<deployment>;
  const deployment_state ready = roster::field<&deployment::state> == "READY";
  graph::query request;
  CHECK(roster::detail::push_down<graph::list_deployments>(ready, request).empty());
  REQUIRE(request.variables);
  REQUIRE(request.variables->filter);
  CHECK(request.variables->filter->states == texts{"READY"});
  SUBCASE("not when the member is set") {
    const auto rest = roster::detail::push_down<graph::list_deployments>(ready, request);
    CHECK_FALSE(rest.empty());
  }
  SUBCASE("not when an extra member replaces the outer one") {
    graph::query other;
    const auto rest = roster::detail::push_down<graph::list_deployments>(
        ready, other, {.extra_body = {{"variables", "{}"}}});
    CHECK_FALSE(rest.empty());
    CHECK_FALSE(other.variables);
  }
  SUBCASE("a value that cannot be expressed creates nothing") {
    graph::query other;
    const deployment_state none = roster::field<&deployment::state> == "";
    CHECK_FALSE(roster::detail::push_down<graph::list_deployments>(none, other).empty());
    CHECK_FALSE(other.variables);
  }
  SUBCASE("the emulator filters by it") {
    using roster::emulator::detail::matches;
    CHECK(matches<graph::list_deployments>(request, deployment{"a", "READY"}));
    CHECK_FALSE(matches<graph::list_deployments>(request, deployment{"a", "FAILED"}));
    CHECK(matches<graph::list_deployments>(graph::query{}, deployment{"a", "FAILED"}));
  }
}
