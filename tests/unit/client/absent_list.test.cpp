// SPDX-License-Identifier: BSL-1.0
// Lists that a service omits from its response, or writes as null or {}, when they are empty: proto3, Kubernetes,
// PHP.
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <roster/client.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <vector>

using roster::errc;
using namespace std::string_literals;

namespace {

struct pod {
  std::string name{};
  std::vector<std::string> images{};
  std::map<std::string, std::string> labels{};
};
struct query {
  std::optional<std::string> token{};
};
struct inner {
  std::optional<std::vector<pod>> pods{};
};

struct required_list {
  std::vector<pod> pods{};
  std::string next{};
};
struct optional_list {
  std::optional<std::vector<pod>> pods{};
  std::string next{};
};
struct behind_required {
  inner result{};
  std::string next{};
};
struct behind_optional {
  std::optional<inner> result{};
  std::string next{};
};

template <class Response, auto... Items>
struct list_pods {
  using request = query;
  using response = Response;
  static constexpr auto target = roster::get("/pods");
  static constexpr auto items = roster::path<Items...>;
  static constexpr auto paging =
      roster::by_token{.send = &query::token, .next = roster::path<&Response::next>};
  static constexpr auto key = roster::path<&pod::name>;
};
using required = list_pods<required_list, &required_list::pods>;
using allowed = list_pods<optional_list, &optional_list::pods>;
using nested = list_pods<behind_required, &behind_required::result, &inner::pods>;
using deep = list_pods<behind_optional, &behind_optional::result, &inner::pods>;

/// Lists all pages and returns the names of the pods, or the failure's message.
template <class Op>
std::string names(const std::vector<std::string>& pages) {
  boost::asio::io_context context;
  auto transport = std::make_shared<fake::transport>([&](const roster::http::request&, std::size_t number) {
    return fake::json(200, pages.at(number - 1));
  });
  roster::client_config config{.endpoint = "http://pods.example", .sign = roster::bearer{"token-1234"s}};
  config.transport = transport;
  const roster::client<Op> client(context.get_executor(), std::move(config));
  auto range = client.list();
  try {
    std::string out;
    for (const pod& p : fake::run(context, range.collect())) out += p.name + ' ';
    CHECK(range.report().complete());
    CHECK(transport->requests.size() == pages.size());
    return out;
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::malformed_response);
    CHECK_FALSE(range.report().complete());
    return f.what();
  }
}

struct numbered_query {
  std::optional<int> page{};
  std::optional<int> size{};
};
struct list_numbered {  // without an item id and without a total
  using request = numbered_query;
  using response = required_list;
  static constexpr auto target = roster::get("/pods");
  static constexpr auto items = roster::path<&required_list::pods>;
  static constexpr auto paging =
      roster::by_number{.number = &numbered_query::page, .size = &numbered_query::size, .max_page_size = 2};
};

const std::string last = R"({"pods":[{"name":"z"}]})";

}  // namespace

TEST_CASE("absent list: an optional list may be absent or null on any page (fault 166)") {
  CHECK(names<allowed>({"{}"}) == "");
  CHECK(names<allowed>({R"({"pods":null})"}) == "");
  CHECK(names<allowed>({R"({"next":""})"}) == "");
  CHECK(names<allowed>({R"({"pods":[{"name":"a"}],"next":"1"})", R"({"next":"2"})",
                        R"({"pods":null,"next":"3"})", last}) == "a z ");
}

TEST_CASE("absent list: a missing list that is not optional is a failure (fault 166)") {
  CHECK(names<required>({"{}"}).find("missing list \"pods\"") != std::string::npos);
  CHECK(names<required>({R"({"pods":null})"}).find("list \"pods\" is null") != std::string::npos);
  CHECK(names<required>({R"({"pods":[{"name":"a"}],"next":"1"})", "{}"}).find("missing list \"pods\"") !=
        std::string::npos);
}

TEST_CASE("absent list: the enclosing struct may be absent only if it is optional, too") {
  CHECK(names<nested>({R"({"result":{}})"}) == "");
  CHECK(names<nested>({R"({"result":{"pods":null}})"}) == "");
  CHECK(names<nested>({"{}"}).find("missing list \"result.pods\"") != std::string::npos);
  CHECK(names<deep>({"{}"}) == "");
  CHECK(names<deep>({R"({"result":null})"}) == "");
  CHECK(names<deep>({R"({"result":{"pods":[{"name":"a"}]},"next":"1"})", "{}"}) == "a ");
}

TEST_CASE("absent list: an error member with an absent list is a failure (fault 210)") {
  for (const char* page :
       {R"({"code":1001,"message":"token invalid"})", R"({"success":false})",
        R"({"errors":[{"message":"no"}],"pods":null})", R"({"status":"error"})",
        R"({"status":"FAILED","message":"m"})", R"({"statusCode":403,"message":"Forbidden"})",
        R"({"status":500,"pods":[]})", R"({"ok":false,"pods":[]})", R"({"result":"error","pods":[]})",
        R"({"success":"false","pods":[]})", R"({"detail":"Not authenticated"})"}) {
    boost::asio::io_context context;
    roster::client_config config{.endpoint = "http://pods.example", .sign = roster::bearer{"token-1234"s}};
    config.transport = std::make_shared<fake::transport>(
        [&](const roster::http::request&, std::size_t) { return fake::json(200, page); });
    const roster::client<allowed> client(context.get_executor(), std::move(config));
    CAPTURE(page);
    CHECK_THROWS_AS((void)fake::run(context, client.list().collect()), roster::failure);
  }
}

TEST_CASE("absent list: a success status with an empty list is not an error (fault 210)") {
  CHECK(names<allowed>({R"({"status":"ok"})"}) == "");
  CHECK(names<allowed>({R"({"status":200,"result":"success","detail":""})"}) == "");
  CHECK(names<required>({R"({"status":"error","pods":[{"name":"a"}]})"}) == "a ");
}

TEST_CASE("absent list: {} is accepted as an empty list and [] as an empty map (fault 166)") {
  CHECK(names<required>({R"({"pods":{}})"}) == "");
  CHECK(names<required>({R"({"pods":{ },"next":"1"})", last}) == "z ");
  CHECK(names<required>({R"({"pods":[{"name":"a","images":{},"labels":[]}]})"}) == "a ");
  CHECK(names<required>({R"({"pods":{"name":"a"}})"}).find("pods: expected a list") != std::string::npos);
  CHECK(names<required>({R"({"pods":[{"name":"a","labels":["x"]}]})"}).find("expected an object") !=
        std::string::npos);
  CHECK(names<required>({R"({"pods":{]})"}) != "");
}

TEST_CASE(
    "absent list: a service without item ids that ignores the page number is an error, not an endless list "
    "(fault 209)") {
  for (const char* page : {R"({"pods":[{"name":"a"},{"name":"b"}]})", R"({"pods":[{"name":"a"}]})"}) {
    boost::asio::io_context context;
    auto transport = std::make_shared<fake::transport>(
        [&](const roster::http::request&, std::size_t) { return fake::json(200, page); });
    roster::client_config config{.endpoint = "http://pods.example", .sign = roster::bearer{"token-1234"s}};
    config.transport = transport;
    const roster::client<list_numbered> client(context.get_executor(), std::move(config));
    auto range = client.list();
    std::size_t came = 0;
    CAPTURE(page);
    try {
      fake::run(context, range.for_each([&](const pod&) { ++came; }));
      CHECK_FALSE(range.report().complete());
    } catch (const roster::failure& f) {
      CHECK(f.condition() == errc::pagination_stalled);
    }
    CHECK(came <= 2);
    CHECK(transport->requests.size() <= 10);
    CHECK_FALSE(range.report().complete());
  }
}
