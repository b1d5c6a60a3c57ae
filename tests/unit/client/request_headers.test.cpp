// SPDX-License-Identifier: BSL-1.0
// The constant headers of an operation, and members of its request that are sent in headers.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/auth/acs3.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <support/fake_transport.hpp>
#include <support/run_awaitable.hpp>
#include <support/scripted_server.hpp>
#include <vector>

namespace {

using roster::errc;

struct endpoint {
  std::string name{};
};
struct answer {
  std::vector<endpoint> endpoints{};
  std::string next{};
};

struct target_query {
  std::optional<std::string> next_token{};
};
struct list_endpoints {
  using request = target_query;
  using response = answer;
  static constexpr auto target = roster::post("/");
  static constexpr auto headers = roster::fixed{{"X-Amz-Target", "SageMaker.ListEndpoints"},
                                                {"Content-Type", "application/x-amz-json-1.1"},
                                                {"Accept", "application/x-amz-json-1.1, */*"}};
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto items = roster::path<&answer::endpoints>;
  static constexpr auto paging =
      roster::by_token{.send = &request::next_token, .next = roster::path<&answer::next>};
};
struct list_components : list_endpoints {
  static constexpr auto headers = roster::fixed{{"X-Amz-Target", "SageMaker.ListInferenceComponents"},
                                                {"Content-Type", "application/x-amz-json-1.1"}};
};

enum class language { chinese, english };
constexpr auto texts_of(language) {
  return roster::enum_texts<language>({{language::chinese, "zh-CN"}, {language::english, "en-US"}});
}

struct service_query {
  std::string region{};
  std::optional<std::string> project{};
  std::optional<std::int64_t> weight{};
  std::optional<roster::open_enum<language>> accept_language{};
  roster::flag dry_run{};
  roster::utc_time since{};
  roster::secret ticket{};
  std::optional<int> offset{};
  std::optional<int> limit{};
};
struct list_services {
  using request = service_query;
  using response = answer;
  static constexpr auto target = roster::get("/services");
  static constexpr auto headers = roster::fixed{{"X-Version", "2021-11-11"}};
  static constexpr auto in_headers = roster::in_header{&request::region,          "X-Region",       //
                                                       &request::project,         "x-acs-project",  //
                                                       &request::weight,          "X-Weight",       //
                                                       &request::accept_language, "X-Language",     //
                                                       &request::dry_run,         "X-Dry-Run",      //
                                                       &request::since,           "X-Since",        //
                                                       &request::ticket,          "X-Entry"};
  static constexpr auto items = roster::path<&answer::endpoints>;
  static constexpr auto paging = roster::one_page{};
};
struct post_services : list_services {
  static constexpr auto target = roster::post("/services");
};

const auto somewhere = roster::http::detail::parse_endpoint("https://a.example");

template <class Op>
roster::http::request built(const typename Op::request& request) {
  return roster::detail::build_request<Op>(somewhere, request, {});
}

template <class Op>
std::string digest(const typename Op::request& request) {
  return roster::detail::digest_of(built<Op>(request));
}

std::string text_of(const roster::http::headers& all) {
  std::string out;
  for (const auto& one : all)
    if (one.name != "host") out += one.name + ": " + one.value + '\n';
  return out;
}

const std::string planted = "planted-ticket-0123456789";

}  // namespace

TEST_CASE("request headers: constant ones are sent, and replace the default content type and accept") {
  CHECK(text_of(built<list_endpoints>({}).headers) ==
        "X-Amz-Target: SageMaker.ListEndpoints\n"
        "Content-Type: application/x-amz-json-1.1\n"
        "Accept: application/x-amz-json-1.1, */*\n");
  CHECK(text_of(built<list_components>({}).headers) ==
        "accept: application/json\n"
        "X-Amz-Target: SageMaker.ListInferenceComponents\n"
        "Content-Type: application/x-amz-json-1.1\n");
}

TEST_CASE("request headers: members are sent in their headers, and not in the query or the body") {
  const service_query all{.region = "ap-beijing",
                          .project = "é p",
                          .weight = -3,
                          .accept_language = language::english,
                          .dry_run = roster::flag(false),
                          .since = roster::utc_time("2026-01-02T03:04:05Z"),
                          .ticket = roster::secret(planted),
                          .offset = 0,
                          .limit = 20};
  const std::string sent =
      "X-Version: 2021-11-11\nX-Region: ap-beijing\nx-acs-project: é p\nX-Weight: -3\nX-Language: en-US\n"
      "X-Dry-Run: false\nX-Since: 2026-01-02T03:04:05Z\nX-Entry: " +
      planted + '\n';
  const auto get = built<list_services>(all);
  CHECK(get.target() == "/services?limit=20&offset=0");
  CHECK(text_of(get.headers) == "accept: application/json\n" + sent);
  const auto post = built<post_services>(all);
  CHECK(post.target() == "/services");
  CHECK(post.body == R"({"offset":0,"limit":20})");
  CHECK(text_of(post.headers) == "accept: application/json\ncontent-type: application/json\n" + sent);
}

TEST_CASE(
    "request headers: an absent member and an empty string send none; an optional empty string is sent") {
  CHECK(text_of(built<list_services>({}).headers) == "accept: application/json\nX-Version: 2021-11-11\n");
  CHECK(text_of(built<list_services>({.project = ""}).headers) ==
        "accept: application/json\nX-Version: 2021-11-11\nx-acs-project: \n");
}

TEST_CASE("request headers: a value that would not arrive unchanged is rejected, and never shown") {
  const auto refusal = [](const service_query& request) -> std::string {
    try {
      (void)built<list_services>(request);
    } catch (const roster::failure& f) {
      CHECK(f.condition() == errc::invalid_argument);
      return f.what();
    }
    return "accepted";
  };
  const std::string project =
      "invalid value of header x-acs-project, which is the member \"project\": it has a control character, "
      "or a "
      "blank at one of its ends";
  for (const std::string value :
       {"a\r\nHost: b", "a\nb", "a\rb", "\x7f", "\x1b[2J", " a", "a ", "\ta", " "}) {
    INFO(value);
    CHECK(refusal({.project = value}) == project);
  }
  CHECK(refusal({.project = std::string("a\0b", 3)}) == project);
  CHECK(refusal({.project = "a\xFF"}) ==
        "invalid argument: cannot encode x-acs-project: not UTF-8 at byte 1");
  CHECK(refusal({.project = "a\tb c"}) == "accepted");
  const auto secret = refusal({.ticket = roster::secret(planted + "\n")});
  CHECK(secret.find("X-Entry") != secret.npos);
  CHECK(secret.find(planted) == secret.npos);
}

TEST_CASE("request headers: a secret member is redacted, whatever the name of its header") {
  const auto request = built<list_services>({.region = "ap-beijing", .ticket = roster::secret(planted)});
  const auto known = roster::detail::secrets_of(request, {});
  CHECK(known.redact("echo of " + planted + " in ap-beijing") == "echo of *** in ap-beijing");

  boost::asio::io_context context;
  fake::world world;
  const auto transport = std::make_shared<fake::transport>([](const roster::http::request& got, std::size_t) {
    return fake::json(
        400, R"({"code":"Bad","message":"invalid entry )" + std::string(got.headers.get("x-entry")) + "\"}");
  });
  const roster::client<list_services> client(
      context.get_executor(),
      {.endpoint = "https://a.example", .transport = transport, .runtime = world.runtime()});
  auto range = client.list({.ticket = roster::secret(planted)});
  try {
    (void)fake::run(context, range.collect());
    FAIL("accepted");
  } catch (const roster::failure& f) {
    const std::string what = f.what();
    CHECK(what.find("invalid entry ***") != what.npos);
    CHECK(what.find(planted) == what.npos);
  }
}

TEST_CASE("request headers: distinguish the checkpoints of requests") {
  CHECK(digest<list_endpoints>({}) != digest<list_components>({}));
  CHECK(digest<list_services>({.region = "a"}) != digest<list_services>({.region = "b"}));
  CHECK(digest<list_services>({.region = "a"}) != digest<list_services>({.project = "a"}));
  CHECK(digest<list_services>({.region = "a"}) == digest<list_services>({.region = "a"}));
}

TEST_CASE("request headers: are signed, and sent with every attempt and page") {
  boost::asio::io_context context;
  fake::world world;
  const auto transport = std::make_shared<fake::transport>([](const roster::http::request&, std::size_t n) {
    return n == 1 ? fake::json(503, "{}") : fake::json(200, R"({"endpoints":[{"name":"a"}]})");
  });
  const roster::client<list_services> client(
      context.get_executor(),
      {.endpoint = "https://a.example",
       .sign = roster::acs3{{.action = "List", .version = "1"}},
       .credentials = std::make_shared<roster::detail::static_credentials>(
           roster::credentials{.access_key_id = "id", .access_key_secret = roster::secret("key")}),
       .transport = transport,
       .runtime = world.runtime()});
  const service_query asked{.region = "r", .project = "p"};
  auto range = client.list(asked);
  CHECK(fake::run(context, range.collect()).size() == 1);
  REQUIRE(transport->requests.size() == 2);
  for (const auto& sent : transport->requests) {
    CHECK(sent.headers.get("x-region") == "r");
    const auto authorization = sent.headers.get("authorization");
    CHECK(authorization.find(";x-acs-project") != authorization.npos);
  }
  const auto prepared = fake::run(context, client.prepare(asked));
  CHECK(prepared.headers.get("X-Version") == "2021-11-11");
  CHECK(prepared.headers.get("authorization").find(";x-acs-project") != std::string_view::npos);
}

TEST_CASE("request headers: over a real connection, with prefetching and from a checkpoint") {
  boost::asio::io_context context{1};
  std::vector<std::string> received;
  const auto serve = [&](roster_test::scripted_peer& peer) -> boost::asio::awaitable<void> {
    for (;;) {
      const std::string request = co_await peer.request();
      if (request.empty()) co_return;
      received.push_back(request);
      const bool last = request.find("NextToken") != request.npos;
      const std::string body =
          last ? R"({"Endpoints":[{"Name":"b"}]})" : R"({"Endpoints":[{"Name":"a"}],"Next":"t"})";
      const std::string reply =
          "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
      co_await peer.say(reply);
    }
  };
  const roster_test::scripted_server server(context, {serve, serve, serve, serve});
  const roster::client<list_endpoints> client(
      context.get_executor(), {.endpoint = "http://127.0.0.1:" + std::to_string(server.port())});
  auto range = client.list({}, {.prefetch = 2});
  CHECK(roster_test::run(context, range.collect()).size() == 2);
  REQUIRE(received.size() == 2);
  for (const std::string& one : received) {
    CHECK(one.starts_with("POST / HTTP/1.1\r\n"));
    CHECK(one.find("\r\nX-Amz-Target: SageMaker.ListEndpoints\r\n") != one.npos);
    CHECK(one.find("\r\nContent-Type: application/x-amz-json-1.1\r\n") != one.npos);
    CHECK(one.find("\r\nAccept: application/x-amz-json-1.1, */*\r\n") != one.npos);
    CHECK(one.find("application/json\r\n") == one.npos);
  }
  auto begun = client.list();
  REQUIRE(roster_test::run(context, begun.next()));
  auto rest = client.list({}, {.resume = begun.checkpoint()});
  const auto left = roster_test::run(context, rest.collect());
  REQUIRE(left.size() == 1);
  CHECK(left[0].name == "b");
}
