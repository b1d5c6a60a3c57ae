// SPDX-License-Identifier: BSL-1.0
// Members of the request that are sent in the path.
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <roster/client.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <support/fake_transport.hpp>
#include <support/unusual_strings.hpp>
#include <utility>
#include <vector>

namespace {

using roster::errc;

struct endpoint {
  std::string name{};
};
struct answer {
  std::vector<endpoint> endpoints{};
  std::string next_page_token{};
};

enum class stage { beta, stable };
constexpr auto texts_of(stage) {
  return roster::enum_texts<stage>({{stage::beta, "v1beta1"}, {stage::stable, "v1"}});
}

struct query {
  std::string project{};
  std::optional<std::string> location{};
  std::optional<std::int64_t> number{};
  std::optional<std::string> page_token{};
  std::optional<std::string> filter{};
};
struct list_endpoints {
  using request = query;
  using response = answer;
  static constexpr auto target =
      roster::get("/v1/projects/{project}/locations/{location}/endpoints?alt=json");
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto items = roster::path<&answer::endpoints>;
  static constexpr auto paging =
      roster::by_token{.send = &query::page_token, .next = roster::path<&answer::next_page_token>};
};
struct post_endpoints : list_endpoints {
  static constexpr auto target = roster::post("/v1/projects/{project}:list/{number}");
};
struct staged_query {
  roster::open_enum<stage> api{stage::stable};
  std::optional<roster::open_enum<stage>> other_api{};
};
struct list_staged {
  using request = staged_query;
  using response = answer;
  static constexpr auto target = roster::get("/{Api}/{OtherApi}/{Api}");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto items = roster::path<&answer::endpoints>;
  static constexpr auto paging = roster::one_page{};
};

struct id_query {
  std::string id{};
};
struct list_of_id {
  using request = id_query;
  using response = answer;
  static constexpr auto target = roster::get("/v1/{id}/list");
  static constexpr auto items = roster::path<&answer::endpoints>;
  static constexpr auto paging = roster::one_page{};
};

template <class Op>
roster::http::request built(const typename Op::request& request) {
  static_assert(roster::detail::check_operation<Op>());
  return roster::detail::build_request<Op>(roster::http::detail::parse_endpoint("https://a.example/base"),
                                           request, {});
}

template <class Op>
std::string refusal(const typename Op::request& request) {
  try {
    (void)built<Op>(request);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "accepted";
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE(
    "path parameters: members with the names of the parameters are sent in the path, and nowhere else") {
  const auto request =
      built<list_endpoints>({.project = "p-1", .location = "us central/1", .number = 7, .filter = "x"});
  CHECK(request.path == "/base/v1/projects/p-1/locations/us%20central%2F1/endpoints");
  CHECK(request.query == "alt=json&filter=x&number=7");
  CHECK(request.body.empty());
}

TEST_CASE("path parameters: a POST sends the other members in its body") {
  const auto request = built<post_endpoints>({.project = "p", .location = "l", .number = -5});
  CHECK(request.path == "/base/v1/projects/p:list/-5");
  CHECK(request.query.empty());
  CHECK(request.body == R"({"location":"l"})");
}

TEST_CASE("path parameters: an enumeration, an optional one, and a parameter that occurs twice") {
  const auto request = built<list_staged>({.api = stage::beta, .other_api = roster::open_enum<stage>("v 9")});
  CHECK(request.target() == "/base/v1beta1/v%209/v1beta1");
}

TEST_CASE("path parameters: an absent or empty value is rejected, with the name of the parameter") {
  CHECK(refusal<list_endpoints>({.location = "l"}) == "invalid path parameter \"project\": empty");
  CHECK(refusal<list_endpoints>({.project = "p"}) == "invalid path parameter \"location\": absent");
  CHECK(refusal<list_endpoints>({.project = "p", .location = ""}) ==
        "invalid path parameter \"location\": empty");
  CHECK(refusal<post_endpoints>({.project = "p"}) == "invalid path parameter \"number\": absent");
  CHECK(refusal<list_staged>({.api = stage::beta}) == "invalid path parameter \"OtherApi\": absent");
}

TEST_CASE("path parameters: a dot segment is rejected in any encoding") {
  for (const std::string value :
       {".", "..", "%2e", "%2E%2e", "../admin", "a/../b", "..;x", "a\\..", "%2e%2e%2Fx"}) {
    INFO(value);
    CHECK(has(refusal<list_endpoints>({.project = value, .location = "l"}), "dot segment"));
  }
  CHECK(built<list_endpoints>({.project = "...", .location = "a..b"}).path ==
        "/base/v1/projects/.../locations/a..b/endpoints");
  CHECK(has(refusal<post_endpoints>({.project = "a", .location = "b"}), "absent"));
}

TEST_CASE("path parameters: any bytes are sent as one segment that decodes to the value, or are rejected") {
  std::mt19937 random(20260901);
  roster_test::odd_texts texts(7);
  const auto any_bytes = [&] {
    std::string out(random() % 6, ' ');
    constexpr std::string_view likely = "./%2eEfF;\\ab";
    for (char& c : out)
      c = random() % 3 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    return out;
  };
  std::size_t sent = 0;
  std::size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string value = i % 4 == 0 ? texts.sendable() : any_bytes();
    try {
      const auto path = built<list_of_id>({value}).path;
      constexpr std::string_view before = "/base/v1/";
      constexpr std::string_view after = "/list";
      REQUIRE(path.starts_with(before));
      REQUIRE(path.ends_with(after));
      const auto segment = path.substr(before.size(), path.size() - before.size() - after.size());
      REQUIRE(segment.find_first_of("/?#\\ ") == segment.npos);
      REQUIRE(roster::http::detail::percent_decode(segment) == value);
      ++sent;
    } catch (const roster::failure& f) {
      REQUIRE(f.condition() == errc::invalid_argument);
      ++refused;
    }
  }
  CHECK(sent > 5'000);
  CHECK(refused > 500);
}

TEST_CASE("path parameters: an invalid value fails the listing and prepare() before anything is sent") {
  boost::asio::io_context context;
  fake::world world;
  const auto transport = std::make_shared<fake::transport>(
      [](const roster::http::request&, std::size_t) { return fake::json(200, R"({"endpoints":[]})"); });
  const roster::client<list_endpoints> client(
      context.get_executor(),
      {.endpoint = "https://a.example", .transport = transport, .runtime = world.runtime()});
  auto range = client.list({.project = "..", .location = "l"});
  CHECK_THROWS_WITH_AS(
      fake::run(context, range.collect()),
      "invalid path parameter \"project\": \"..\" has a dot segment (\".\" or \"..\"), which an "
      "intermediary may resolve to another path",
      roster::failure);
  CHECK_THROWS_AS(fake::run(context, client.prepare({.project = "p"})), roster::failure);
  CHECK(transport->requests.empty());
  const auto prepared = fake::run(context, client.prepare({.project = "p", .location = "l"}));
  CHECK(prepared.target() == "/v1/projects/p/locations/l/endpoints?alt=json");
}

TEST_CASE("path parameters: all pages have the path, and a checkpoint belongs to it") {
  boost::asio::io_context context;
  fake::world world;
  const auto transport =
      std::make_shared<fake::transport>([](const roster::http::request& request, std::size_t) {
        return fake::json(200, request.query.find("pageToken") == std::string::npos
                                   ? R"({"endpoints":[{"name":"a"}],"nextPageToken":"t"})"
                                   : R"({"endpoints":[{"name":"b"}]})");
      });
  const roster::client<list_endpoints> client(
      context.get_executor(),
      {.endpoint = "https://a.example", .transport = transport, .runtime = world.runtime()});
  const query asked{.project = "p", .location = "l"};
  for (const std::size_t ahead : {0U, 2U}) {
    transport->requests.clear();
    auto range = client.list(asked, {.prefetch = ahead});
    CHECK(fake::run(context, range.collect()).size() == 2);
    REQUIRE(transport->requests.size() == 2);
    CHECK(transport->requests[1].target() == "/v1/projects/p/locations/l/endpoints?alt=json&pageToken=t");
  }
  auto begun = client.list(asked);
  REQUIRE(fake::run(context, begun.next()));
  const auto from = begun.checkpoint();
  auto rest = client.list(asked, {.resume = from});
  const auto all = fake::run(context, rest.collect());
  REQUIRE(all.size() == 1);
  CHECK(all[0].name == "b");
  auto other = client.list({.project = "q", .location = "l"}, {.resume = from});
  CHECK_THROWS_AS(fake::run(context, other.collect()), roster::failure);
}
