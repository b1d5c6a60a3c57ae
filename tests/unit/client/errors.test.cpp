// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/client.hpp>
#include <roster/range/blocking.hpp>
#include <string>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <utility>
#include <vector>

// Operations that declare the errors of their service, used by a client.

using roster::errc;

namespace {

struct thing {
  std::string id{};
};
struct things_query {};
struct things_response {
  std::vector<thing> data{};
};

/// An operation without a declaration; those below add one.
struct list_things {
  using request = things_query;
  using response = things_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&things_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr roster::permission permission{.needed = "things:list"};
};

// AWS, JSON 1.1: {"__type": "namespace#Code", "message": …}
struct list_aws : list_things {
  static constexpr auto errors = roster::errors{.code = roster::header{"x-amzn-errortype"},
                                                .forbidden = {"AccessDeniedException"},
                                                .transient = {"ModelError"}};
};

// Tencent Cloud: {"Response": {"Error": {"Code", "Message"}, "RequestId"}}, with status 200
struct tencent_error {
  std::string code{};
  std::string message{};
};
struct tencent_body {
  std::optional<tencent_error> error{};
  std::string request_id{};
};
struct tencent_response {
  tencent_body response{};
};
struct list_tencent : list_things {
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto errors = roster::errors{
      .code = roster::path<&tencent_response::response, &tencent_body::error, &tencent_error::code>,
      .message = roster::path<&tencent_response::response, &tencent_body::error, &tencent_error::message>,
      .request_id = roster::path<&tencent_response::response, &tencent_body::request_id>,
      .throttled = {"RequestLimitExceeded*"},
      .unauthenticated = {"AuthFailure*"},
      .forbidden = {"UnauthorizedOperation*"},
      .transient = {"InternalError*"}};
};

// Volcengine Ark: {"ResponseMetadata": {"RequestId", "Error": {"CodeN", "Code", "Message"}}}
struct ark_metadata {
  std::string request_id{};
  std::optional<tencent_error> error{};
};
struct ark_response {
  std::optional<ark_metadata> response_metadata{};
};
struct list_ark : list_things {
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto errors = roster::errors{
      .code = roster::path<&ark_response::response_metadata, &ark_metadata::error, &tencent_error::code>,
      .throttled = {"FlowLimitExceeded"},
      .forbidden = {"AccessDenied"},
      .clock_skew = {"InvalidTimestamp"}};
};

// Vertex: {"error": {"code": 429, "message", "status"}}
struct google_status {
  std::string status{};
  std::string message{};
};
struct google_response {
  std::optional<google_status> error{};
};
struct list_vertex : list_things {
  static constexpr auto errors =
      roster::errors{.code = roster::path<&google_response::error, &google_status::status>,
                     .throttled = {"RESOURCE_EXHAUSTED"},
                     .transient = {"ABORTED", "DEADLINE_EXCEEDED"},
                     .bad_request = {"UNIMPLEMENTED"}};
};

// Django REST framework: {"detail": "Request was throttled."}
struct drf_response {
  std::string detail{};
};
struct list_drf : list_things {
  static constexpr auto errors = roster::errors{.message = roster::path<&drf_response::detail>};
};

// OAuth 2.0 (RFC 6749): {"error": "invalid_token", "error_description": …}
struct oauth_response {
  std::string error{};
  std::string error_description{};
};
struct list_oauth : list_things {
  static constexpr auto errors = roster::errors{.code = roster::path<&oauth_response::error>,
                                                .message = roster::path<&oauth_response::error_description>,
                                                .forbidden = {"insufficient_scope"},
                                                .expired_token = {"invalid_token"},
                                                .transient = {"temporarily_unavailable"}};
};

// Cloudflare: {"success": false, "errors": [{"code": 10000, "message": …}], "data": […]}
struct cloudflare_error {
  int code{};
  std::string message{};
};
struct cloudflare_response {
  bool success{};
  std::vector<cloudflare_error> errors{};
};
struct list_cloudflare : list_things {
  static constexpr auto errors =
      roster::errors{.code = roster::path<&cloudflare_response::errors, &cloudflare_error::code>,
                     .message = roster::path<&cloudflare_response::errors, &cloudflare_error::message>,
                     .throttled = {"971"},
                     .unauthenticated = {"10000", "6003"},
                     .fails_unless = roster::path<&cloudflare_response::success>};
};

// GraphQL: {"errors": [{"message", "extensions": {"code"}}], "data": …}, with status 200
struct graphql_extensions {
  std::string code{};
};
struct graphql_error {
  std::string message{};
  graphql_extensions extensions{};
};
struct graphql_response {
  std::vector<graphql_error> errors{};
};
struct list_graphql : list_things {
  static constexpr auto errors = roster::errors{
      .code = roster::path<&graphql_response::errors, &graphql_error::extensions, &graphql_extensions::code>,
      .message = roster::path<&graphql_response::errors, &graphql_error::message>,
      .unauthenticated = {"UNAUTHENTICATED"},
      .forbidden = {"FORBIDDEN"}};
};

// The flag and the code are members of the response.
struct flagged_response {
  std::optional<std::string> code{};
  roster::flag succeeded{};
  std::optional<std::vector<thing>> data{};
};
struct list_flagged : list_things {
  using response = flagged_response;
  static constexpr auto items = roster::path<&flagged_response::data>;
  static constexpr auto errors = roster::errors{.code = roster::path<&flagged_response::code>,
                                                .throttled = {"Busy*"},
                                                .fails_unless = roster::path<&flagged_response::succeeded>};
};

struct result {
  std::size_t items{};
  std::optional<roster::failure> failed{};

  errc condition() const { return failed ? failed->condition() : errc{}; }
  std::string code() const { return failed ? failed->details().vendor_code : ""; }
  std::string message() const { return failed ? failed->details().vendor_message : ""; }
  std::string request_id() const { return failed ? failed->details().request_id : ""; }
};

/// Lists from a service that always sends this response.
template <class Op>
result listed(unsigned status, const std::string& body, const roster::http::headers& headers = {},
              roster::list_options options = {}) {
  boost::asio::io_context context;
  const auto transport = std::make_shared<fake::transport>(
      [&](const auto&, std::size_t) { return fake::json(status, body, headers); });
  const roster::client<Op> client(
      context.get_executor(),
      {.endpoint = "http://things.example", .retry = {.max_retries = 0}, .transport = transport});
  result out;
  try {
    for (const auto& one : roster::blocking(client.list({}, std::move(options))))
      out.items += !one.id.empty();
  } catch (const roster::failure& f) {
    out.failed = f;
  }
  return out;
}

}  // namespace

TEST_CASE("errors: the error formats of eight services, declared") {
  const auto aws = listed<list_aws>(400, R"({"__type":"com.amazonaws#Other","message":"no"})",
                                    {{"x-amzn-errortype", "com.amazonaws#AccessDeniedException:http://x/"}});
  CHECK(aws.condition() == errc::forbidden);
  CHECK(aws.code() == "AccessDeniedException");
  CHECK(aws.message() == "no");  // not declared, and recognized
  CHECK(aws.failed->details().missing_permission == "things:list");
  const auto body_only = listed<list_aws>(400, R"({"__type":"com.amazonaws#ModelError","message":"no"})");
  CHECK(body_only.condition() == errc::unavailable);

  const auto tencent = listed<list_tencent>(
      200,
      R"({"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"bad"},"RequestId":"r1"}})");
  CHECK(tencent.condition() == errc::unauthenticated);
  CHECK(tencent.code() == "AuthFailure.SignatureFailure");
  CHECK(tencent.message() == "bad");
  CHECK(tencent.request_id() == "r1");

  const auto ark = listed<list_ark>(
      403,
      R"({"ResponseMetadata":{"RequestId":"r2","Error":{"CodeN":100013,"Code":"AccessDenied","Message":"m"}}})");
  CHECK(ark.condition() == errc::forbidden);
  CHECK(ark.code() == "AccessDenied");
  CHECK(ark.message() == "m");
  CHECK(ark.request_id() == "r2");

  const auto vertex =
      listed<list_vertex>(501, R"({"error":{"code":501,"message":"m","status":"UNIMPLEMENTED"}})");
  CHECK(vertex.condition() == errc::bad_request);
  CHECK(vertex.code() == "UNIMPLEMENTED");

  const auto drf =
      listed<list_drf>(429, R"({"detail":"Request was throttled. Expected available in 1 second."})");
  CHECK(drf.condition() == errc::throttled);
  CHECK(drf.message() == "Request was throttled. Expected available in 1 second.");

  const auto oauth =
      listed<list_oauth>(400, R"({"error":"invalid_token","error_description":"The token expired"})");
  CHECK(oauth.condition() == errc::unauthenticated);
  CHECK(oauth.code() == "invalid_token");
  CHECK(oauth.message() == "The token expired");

  const auto cloudflare = listed<list_cloudflare>(
      200, R"({"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"data":[]})");
  CHECK(cloudflare.condition() == errc::unauthenticated);
  CHECK(cloudflare.code() == "10000");
  CHECK(cloudflare.message() == "Authentication error");

  const auto graphql = listed<list_graphql>(
      200,
      R"({"errors":[{"message":"not yours","path":["a"],"extensions":{"code":"FORBIDDEN"}}],"data":[{"id":"a"}]})");
  CHECK(graphql.condition() == errc::forbidden);
  CHECK(graphql.code() == "FORBIDDEN");
  CHECK(graphql.message() == "not yours");
}

TEST_CASE("errors: a declared error with status 200 is a failure although there are items") {
  CHECK(listed<list_tencent>(200, R"({"Data":[{"Id":"a"}],"Response":{"Error":{"Code":"InternalError.Db"}}})")
            .condition() == errc::unavailable);
  CHECK(
      listed<list_tencent>(200, R"({"Data":[{"Id":"a"}],"Response":{"Error":{"Code":"Unlisted"}}})").code() ==
      "Unlisted");
  CHECK(listed<list_tencent>(200, R"({"Data":[{"Id":"a"}],"Response":{"\u0045rror":{"Code":"X"}}})").code() ==
        "X");
  CHECK(listed<list_drf>(200, R"({"data":[{"id":"a"}],"detail":"broken"})").message() == "broken");
  CHECK(listed<list_graphql>(200, R"({"errors":[{"message":"partial"}],"data":[{"id":"a"}]})").message() ==
        "partial");
  CHECK(listed<list_aws>(200, R"({"data":[{"id":"a"}]})", {{"x-amzn-errortype", "Odd"}}).code() == "Odd");
  CHECK(
      listed<list_flagged>(200, R"({"data":[{"id":"a"}],"succeeded":true,"code":"Busy.Now"})").condition() ==
      errc::throttled);
}

TEST_CASE("errors: a response without a declared error is a page") {
  for (const std::string body :
       {R"({"Data":[{"Id":"a"}]})", R"({"Data":[{"Id":"a"}],"Response":{}})",
        R"({"Data":[{"Id":"a"}],"Response":{"Error":null}})", R"({"Data":[{"Id":"Error"}],"Response":[]})",
        R"({"Data":[{"Id":"a"}],"Response":{"Error":{"Code":"","Message":""}}})",
        R"({"Data":[{"Id":"a"}],"Response":{"Error":{"Code":"Success","Message":"ok"}}})",
        R"({"Data":[{"Id":"a"}],"Response":{"Error":{"Code":0}}})",
        R"({"Data":[{"Id":"a"}],"Response":{"Error":{"Code":{"Error":"no text"}}}})",
        R"({"Data":[{"Id":"a"}],"Error":{"Code":"Elsewhere"}})"}) {
    CAPTURE(body);
    const auto page = listed<list_tencent>(200, body);
    CHECK_FALSE(page.failed);
    CHECK(page.items == 1);
  }
  CHECK(listed<list_oauth>(200, R"({"data":[{"id":"a"}],"error":false})").items == 1);
  CHECK(listed<list_oauth>(200, R"({"data":[{"id":"a"}],"error_description":"fine"})").items == 1);
  CHECK(listed<list_graphql>(200, R"({"data":[{"id":"a"}],"errors":[]})").items == 1);
  CHECK(
      listed<list_graphql>(200, R"({"data":[{"id":"a"}],"errors":[[],{"message":"not the first"}]})").items ==
      1);
}

TEST_CASE("errors: without a true fails_unless a response is an error, with and without items") {
  for (const std::string flag : {R"("success":false,)", R"("success":null,)", R"("success":"false",)",
                                 R"("success":1,)", R"("success":{},)", ""}) {
    CAPTURE(flag);
    const auto failed = listed<list_cloudflare>(200, "{" + flag + R"("data":[{"id":"a"}]})");
    CHECK(failed.condition() == errc::bad_request);
    CHECK(failed.items == 0);
  }
  CHECK(listed<list_cloudflare>(200, R"({"success":true,"errors":[],"data":[{"id":"a"}]})").items == 1);
  CHECK(listed<list_cloudflare>(200, R"({"data":[{"id":"a"}],"success":"true"})").items == 1);
  CHECK(listed<list_cloudflare>(200, R"({"success":false})").condition() == errc::bad_request);
  CHECK(listed<list_flagged>(200, R"({"succeeded":true,"data":[{"id":"a"}]})").items == 1);
  CHECK(listed<list_flagged>(200, R"({"data":[{"id":"a"}]})").condition() == errc::bad_request);
  CHECK(listed<list_flagged>(200, R"({"succeeded":false,"code":"Busy","data":[{"id":"a"}]})").condition() ==
        errc::throttled);
}

TEST_CASE("errors: fails_unless is found after more items and invalid strings than usual") {
  std::string body = R"({"data":[)";
  for (int i = 0; i < 120'000; ++i) body += R"({"id":"a"},)";
  body += "{\"id\":\"\xff\"}],\"success\":true}";
  const auto page = listed<list_cloudflare>(200, body, {}, {.lenient = true, .max_page_items = 1'000'000});
  CHECK_FALSE(page.failed);
  CHECK(page.items == 120'000);
}

namespace {

template <class Op>
void check_class(const roster::detail::code_list& codes, errc condition, const std::string& before,
                 const std::string& after) {
  for (const auto entry : codes)
    for (const unsigned status : {200U, 400U, 403U, 500U})
      for (const std::string data :
           {"", R"(,"data":[],"Data":[])", R"(,"data":[{"id":"a"}],"Data":[{"Id":"a"}])"})
        for (const std::string rest : {"", ".More"}) {
          if (!entry.ends_with('*') && !rest.empty()) continue;
          std::string code(entry.substr(0, entry.size() - entry.ends_with('*')));
          code += rest;
          CAPTURE(code);
          CAPTURE(status);
          CAPTURE(data);
          const auto failed = listed<Op>(status, "{" + before + "\"" + code + "\"" + after + data + "}");
          CHECK(failed.condition() == condition);
          CHECK(failed.code() == code);
        }
}

template <class Op>
void check_classes(const std::string& before, const std::string& after) {
  constexpr auto& e = Op::errors;
  check_class<Op>(e.throttled, errc::throttled, before, after);
  check_class<Op>(e.unauthenticated, errc::unauthenticated, before, after);
  check_class<Op>(e.expired_token, errc::unauthenticated, before, after);
  check_class<Op>(e.clock_skew, errc::unauthenticated, before, after);
  check_class<Op>(e.nonce_used, errc::unauthenticated, before, after);
  check_class<Op>(e.forbidden, errc::forbidden, before, after);
  check_class<Op>(e.transient, errc::unavailable, before, after);
  check_class<Op>(e.bad_request, errc::bad_request, before, after);
}

}  // namespace

TEST_CASE("errors: a declared code gives the condition of its list, whatever the status") {
  check_classes<list_tencent>(R"("Response":{"Error":{"Code":)", "}}");
  check_classes<list_ark>(R"("ResponseMetadata":{"Error":{"Code":)", "}}");
  check_classes<list_vertex>(R"("error":{"code":200,"status":)", "}");
  check_classes<list_oauth>(R"("error":)", "");
  check_classes<list_cloudflare>(R"("errors":[{"code":)", "}]");
  check_classes<list_graphql>(R"("errors":[{"extensions":{"code":)", "}}]");
  check_classes<list_flagged>(R"("code":)", "");
}

TEST_CASE("errors: hostile bodies are errors without surprises") {
  const std::string escapes = R"({"Response":{"Error":{"Code":"\u001b[31mX\n","Message":"\u001b[2J)" +
                              std::string(100'000, 'm') + R"("}}})";
  for (const unsigned status : {200U, 400U, 500U}) {
    const auto failed = listed<list_tencent>(status, escapes);
    REQUIRE(failed.failed);
    CHECK(failed.code() == "\\x1b[31mX\\n");
    CHECK(failed.message().starts_with("\\x1b[2Jmmm"));
    CHECK(std::string(failed.failed->what()).size() < 2000);
  }
  const std::string deep(100'000, '[');
  for (const auto& body : std::vector<std::string>{
           R"({"Response":)" + deep, R"({"Response":{"Error":)" + deep + std::string(100'000, ']') + "}}",
           R"({"errors":)" + deep + std::string(100'000, ']') + "}", R"({"Response":{"Error":{"Code":)",
           R"({"Response":{"Error":{"Code":"X")", std::string("\xff\xfe"),
           std::string("{\"Response\":\"\0\"}", 16)})
    for (const unsigned status : {200U, 400U}) {
      CHECK(listed<list_tencent>(status, body).failed);
      CHECK(listed<list_graphql>(status, body).failed);
      CHECK(listed<list_cloudflare>(status, body).failed);
      CHECK(listed<list_tencent>(status, body).code() != "X");
    }
}

TEST_CASE("errors: the headers of rate limits delay the retry of a throttled response, and of no other") {
  const auto wait_after = [](unsigned status, const std::string& body) {
    boost::asio::io_context io;
    fake::world world;
    const auto transport =
        std::make_shared<fake::transport>([&](const roster::http::request&, std::size_t number) {
          if (number == 2) return fake::json(200, R"({"data":[{"id":"a"}]})");
          return fake::json(status, body, {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "20"}});
        });
    roster::client_config config{.endpoint = "https://things.example"};
    config.transport = transport;
    config.runtime = world.runtime();
    const roster::client<list_things> client(io.get_executor(), std::move(config));
    auto range = client.list();
    auto reading = range.collect();
    try {
      fake::run(io, std::move(reading));
    } catch (const roster::failure&) {
      CHECK(transport->requests.size() == 1);
    }
    return world.sleeps.empty() ? std::chrono::milliseconds(0) : world.sleeps.front();
  };
  using std::chrono::seconds;
  CHECK(wait_after(429, "{}") >= seconds(20));
  CHECK(wait_after(503, "{}") >= seconds(20));
  CHECK(wait_after(200, R"({"code":"Throttling","message":"slow down","data":[]})") >= seconds(20));
  CHECK(wait_after(500, "{}").count() > 0);
  CHECK(wait_after(500, "{}") < seconds(1));
  CHECK(wait_after(400, "{}").count() == 0);
}
