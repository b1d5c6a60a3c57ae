// SPDX-License-Identifier: BSL-1.0
// Requests, filters and errors of an API that is served from its declaration.
#include <doctest/doctest.h>

#include <cstdint>
#include <iomanip>  // std::quoted must not be found by argument-dependent lookup
#include <optional>
#include <roster/emulator/serve.hpp>
#include <string>
#include <support/served.hpp>
#include <tuple>
#include <vector>

using roster::errc;
using roster::emulator::parse_fault;
using roster::emulator::serve;

namespace {

struct job {
  std::string id{};
  std::optional<std::string> owner{};
  std::int64_t size{};
  bool spot{};
};
struct job_page {
  std::optional<std::vector<job>> list{};
  std::optional<std::string> next_marker{};
};
struct job_result {
  std::optional<job_page> page{};
};
struct job_filter {
  std::vector<std::string> owners{};
  std::optional<bool> spot{};
};
struct jobs_request {
  std::string project{};
  std::optional<std::string> language{};
  std::optional<job_filter> filter{};
  std::optional<std::string> part{};
  std::optional<std::string> order{};
  std::optional<std::string> marker{};
  std::optional<std::string> page_size{};  // a string, as some services want it
};
struct jobs_response {
  std::optional<job_result> result{};
};
struct error_detail {
  std::string code{};
  std::string text{};
};
struct error_response {
  std::vector<error_detail> errors{};
  roster::flag success{};
};
struct list_jobs {
  using request = jobs_request;
  using response = jobs_response;
  static constexpr auto target = roster::post("/v1/{project}/jobs?Action=List");
  static constexpr auto headers = roster::fixed{{"X-Version", "2021-11-11"}};
  static constexpr auto in_headers = roster::in_header{&request::language, "X-Language"};
  static constexpr auto items = roster::path<&response::result, &job_result::page, &job_page::list>;
  static constexpr auto key = roster::path<&job::id>;
  static constexpr auto paging =
      roster::by_token{.send = &request::marker,
                       .next = roster::path<&response::result, &job_result::page, &job_page::next_marker>,
                       .size = &request::page_size};
  static constexpr auto filters = roster::filters{
      roster::exact{roster::path<&request::filter, &job_filter::owners>, roster::path<&job::owner>},
      roster::exact{roster::path<&request::filter, &job_filter::spot>, roster::path<&job::spot>},
      roster::fuzzy{&request::part, roster::path<&job::id>}, roster::exact{&request::order}};
  static constexpr auto errors =
      roster::errors{.code = roster::path<&error_response::errors, &error_detail::code>,
                     .message = roster::path<&error_response::errors, &error_detail::text>,
                     .request_id = roster::header{"x-trace-id"},
                     .throttled = {"SlowDown.*"},
                     .unauthenticated = {"BadKey"},
                     .forbidden = {"NoQuota"},
                     .bad_request = {"InvalidThing"},
                     .fails_unless = roster::path<&error_response::success>};
};

const std::vector<job> jobs{
    {"j-1", "ann", 10, true}, {"j-2", "bob", 20, false}, {"j-3", {}, 30, true}, {"k-4", "ann", 40, false}};

/// Sends a valid request with changes, and returns the response.
struct raw {
  std::string body{"{}"};
  std::string query{"Action=List"};
  roster::http::headers headers{{"x-version", "2021-11-11"}};
  std::string path{"/v1/p/jobs"};
  std::string method{"POST"};

  roster::http::response sent(roster::emulator::serve_options options = {}) const {
    return serve<list_jobs>(jobs, std::move(options))
        .respond({.method = method, .path = path, .query = query, .headers = headers, .body = body})
        .response;
  }
};

struct model {
  std::int64_t number{};
};
struct models_request {
  std::optional<int> limit{};
  std::optional<std::int64_t> page{};
};
struct models_response {
  std::vector<model> data{};
  std::string total{};
  std::int64_t page{};
  std::optional<std::int32_t> size{};
};
struct list_models {
  using request = models_request;
  using response = models_response;
  static constexpr auto target = roster::get("/models");
  static constexpr auto items = roster::path<&response::data>;
  static constexpr auto key = roster::path<&model::number>;
  static constexpr auto paging = roster::by_number{.number = &request::page,
                                                   .size = &request::limit,
                                                   .echoed_number = roster::path<&response::page>,
                                                   .echoed_size = roster::path<&response::size>,
                                                   .total = roster::path<&response::total>,
                                                   .more = roster::header{"x-more"}};
};

struct names_response {
  std::vector<std::string> repositories{};
};
struct list_names {
  using request = models_request;
  using response = names_response;
  static constexpr auto target = roster::get("/v2/_catalog");
  static constexpr auto items = roster::path<&response::repositories>;
  static constexpr auto paging = roster::by_link_header{.size = &request::limit};
};

struct names_request {
  std::optional<int> limit{};
  std::optional<std::string> last{};
};
struct list_names_after {
  using request = names_request;
  using response = names_response;
  static constexpr auto target = roster::get("/v2/_catalog");
  static constexpr auto items = roster::path<&response::repositories>;
  static constexpr auto key = roster::path<>;
  static constexpr auto paging = roster::by_last_item{.send = &request::last, .size = &request::limit};
};

}  // namespace

TEST_CASE("serve: strings may be their own keys") {
  fake::served<list_names_after> test({"a", "b/c", "d", "e"}, {.page_size_clamp = 2});
  CHECK(test.all() == std::vector<std::string>{"a", "b/c", "d", "e"});
  CHECK(test.api.log()[1].target == "/v2/_catalog?last=b%2Fc&limit=100");
  CHECK(test.api.remove("d"));
  test.api.insert("");
  CHECK(std::string(test.failure().what()).find("missing item key: repositories[1] is absent or empty") !=
        std::string::npos);
}

TEST_CASE("serve: applies the filters that name a member of the item") {
  fake::served<list_jobs> test(jobs, {.page_size_clamp = 1});
  const auto ids = [&](jobs_request asked) {
    asked.project = "p";
    std::string out;
    for (const job& one : test.all(asked)) out += one.id + ' ';
    return out;
  };
  CHECK(ids({}) == "j-1 j-2 j-3 k-4 ");
  CHECK(ids({.filter = job_filter{.owners = {"ann", "eve"}}}) == "j-1 k-4 ");
  CHECK(ids({.filter = job_filter{.spot = true}}) == "j-1 j-3 ");
  CHECK(ids({.filter = job_filter{.owners = {"ann"}, .spot = true}}) == "j-1 ");
  CHECK(ids({.part = "k-"}) == "k-4 ");
  CHECK(ids({.order = "anything"}) == "j-1 j-2 j-3 k-4 ");
  CHECK(ids({.language = "en", .page_size = "3"}) == "j-1 j-2 j-3 k-4 ");
  CHECK(test.api.log().back().page_size == 3);
}

TEST_CASE("serve: creates the structs around the list, and what marks a success") {
  CHECK(raw{}.sent().body ==
        R"({"success":true,"result":{"page":{"list":[{"id":"j-1","owner":"ann","size":10,"spot":true},)"
        R"({"id":"j-2","owner":"bob","size":20,"spot":false},{"id":"j-3","size":30,"spot":true},)"
        R"({"id":"k-4","owner":"ann","size":40,"spot":false}]}}})");
  CHECK(raw{}.sent().headers.get("x-trace-id").size() == 36);
  CHECK(raw{}.sent({.page_size = 3}).body.ends_with(R"("next_marker":"4000"}}})"));
}

TEST_CASE("serve: shuffles members as the options say") {
  CHECK(raw{}.sent({.member_order = roster::emulator::member_order::random}).body != raw{}.sent().body);
}

TEST_CASE("serve: rejects a bad request with a message in the declared places") {
  const auto error = [](const raw& request) {
    const auto response = request.sent();
    CHECK(response.headers.get("x-trace-id").size() == 36);
    return std::to_string(response.status) + ' ' + response.body;
  };
  const auto bad = [](const std::string& message) {
    return R"(400 {"success":false,"errors":[{"code":"InvalidThing","text":")" + message + "\"}]}";
  };
  CHECK(error({.headers = {{"x-version", "2020-01-01"}}}) ==
        bad(R"(header X-Version is \"2020-01-01\"; expected \"2021-11-11\")"));
  CHECK(error({.query = ""}) == bad(R"(missing query parameter \"Action=List\")"));
  CHECK(error({.query = "Action=List&lang=en"}) == bad(R"(unknown parameter \"lang\")"));
  CHECK(error({.body = R"({"page_size":"many"})"}) ==
        bad(R"(invalid page size \"many\"; expected an integer)"));
  CHECK(error({.body = R"({"page_size":"0"})"}) == bad("invalid page size 0; expected at least 1"));
  CHECK(error({.body = R"({"pagesize":"1"})"}) == bad(R"(unknown member \"pagesize\" in the body)"));
  CHECK(error({.body = R"({"marker":"abc"})"}) == bad(R"(unknown page token \"abc\")"));
  CHECK(error({.body = R"({"filter":{"spot":3}})"}).starts_with("400 "));
  CHECK(error({.body = "{"}).starts_with("400 "));
  CHECK(error({.path = "/v1/jobs"}).starts_with(R"(404 {"success":false,"errors":[{"code":"NotFound")"));
  CHECK(error({.method = "GET"}).starts_with(R"(405 {"success":false,"errors":[{"code":"MethodNotAllowed")"));
  CHECK(error({.query = "Action=List&project=q"}) ==
        bad(R"(parameter \"project\" belongs to the path, not to the query)"));
  CHECK(error({.query = "Action=List&part=a&part=b"}) == bad(R"(repeated parameter \"part\")"));
  CHECK(error({.headers = {{"x-version", "2021-11-11"}, {"content-type", "text/plain; a=json"}}}) ==
        bad(R"(the Content-Type is \"text/plain; a=json\"; expected \"application/json\")"));
  for (const char* type :
       {"application/json; charset=utf-8", "application/x-amz-json-1.1", "Application/JSON"})
    CHECK(raw{.headers = {{"x-version", "2021-11-11"}, {"content-type", type}}}.sent().status == 200);
  CHECK(raw{.body = R"({"c":1})", .query = "Action=List&a=b"}.sent({.ignore_unknown = true}).status == 200);
}

TEST_CASE("serve: declared errors reach the client as declared") {
  fake::served<list_jobs> test(jobs, {.page_size_clamp = 1});
  const auto code_after = [&](const char* fault) {
    test.api.add_fault(parse_fault(fault));
    const auto failed = test.failure({.project = "p"});
    CHECK(failed.details().vendor_code == test.api.log().back().code);
    CHECK_FALSE(failed.details().request_id.empty());
    return failed.code();
  };
  CHECK(code_after("denied:page=2") == errc::forbidden);
  CHECK(test.api.log().back().code == "NoQuota");
  CHECK(code_after("throttle:times=always") == errc::throttled);
  CHECK(test.api.log().back().code == "SlowDown.");
  CHECK(test.failure({.project = "p", .page_size = "x"}).code() == errc::throttled);
}

TEST_CASE("serve: clients do not retry after a fault with a status 4xx") {
  for (const auto& [fault, code, expected] :
       {std::tuple("status:status=404", "NotFound", errc::bad_request),
        std::tuple("status:status=400", "InvalidThing", errc::bad_request),
        std::tuple("status:status=403", "NoQuota", errc::forbidden),
        std::tuple("status:status=401", "BadKey", errc::unauthenticated)}) {
    CAPTURE(fault);
    fake::served<list_jobs> test(jobs, {.faults = {parse_fault(fault)}});
    CHECK(test.failure({.project = "p"}).code() == expected);
    CHECK(test.api.log().size() == 1);
    CHECK(test.api.log().back().code == code);
  }
}

TEST_CASE("serve: numbers may be strings, and values may be in headers") {
  fake::served<list_models> test({{7}, {8}, {9}}, {.page_size_clamp = 2});
  CHECK(test.all().size() == 3);
  CHECK(test.api.remove("8"));
  const auto response = test.api.respond({.path = "/models", .query = "page=1"}).response;
  CHECK(response.body == R"({"data":[{"number":7},{"number":9}],"total":"2","page":1,"size":2})");
  CHECK(response.headers.get("x-more") == "false");
  const auto bad = test.api.respond({.path = "/models", .query = "limit=many"}).response;
  CHECK(bad.status == 400);
  CHECK(bad.body.starts_with(
      R"({"code":"BadRequest","message":"limit: expected an integer, found \"many\"",)"));
}

TEST_CASE("serve: items may be strings, and URLs keep the parameters of the request") {
  fake::served<list_names> test({"a", "b", "c"}, {.page_size_clamp = 2});
  CHECK(test.all({.limit = 2}) == std::vector<std::string>{"a", "b", "c"});
  const auto response = test.api
                            .respond({.to = {.scheme = "http"},
                                      .path = "/v2/_catalog",
                                      .query = "limit=1&_page=2000",
                                      .headers = {{"host", "localhost:80"}}})
                            .response;
  CHECK(response.headers.get("link") == "<http://localhost:80/v2/_catalog?limit=1&_page=3000>; rel=\"next\"");
}

TEST_CASE("serve: logs requests without secrets") {
  std::vector<roster::emulator::logged_request> seen;
  const auto api = serve<list_models>({{1}}, {.on_request = [&](const auto& one) { seen.push_back(one); }});
  (void)api.respond({.path = "/models", .query = "limit=3&page=1"});
  (void)api.respond({.path = "/models", .query = "api_key=hush"});
  REQUIRE(api.log().size() == 2);
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].number == 1);
  CHECK(seen[0].target == "/models?limit=3&page=1");
  CHECK(seen[0].page == 1);
  CHECK(seen[0].page_size == 3);
  CHECK(seen[0].status == 200);
  CHECK_FALSE(seen[0].authentic);
  CHECK(seen[1].target == "/models?api_key=***");
  CHECK(seen[1].code == "BadRequest");
  api.clear_log();
  CHECK(api.log().empty());
}

TEST_CASE("serve: rejects invalid options and faults of other services") {
  CHECK_THROWS_WITH(serve<list_models>({}, {.page_size = 0}),
                    "invalid options of emulator::serve: page_size is 0; expected at least 1");
  CHECK_THROWS_WITH(serve<list_models>({}, {.page_size_clamp = 0}),
                    "invalid options of emulator::serve: page_size_clamp is 0; expected at least 1");
  CHECK_THROWS_AS(serve<list_models>({}, {.faults = {parse_fault("throttle:vendor=eas")}}), roster::failure);
  CHECK_THROWS_AS(serve<list_models>({}, {.faults = {parse_fault("no-total")}}), roster::failure);
  CHECK_THROWS_AS(serve<list_models>({}, {.sign = roster::bearer{""}}), roster::failure);
  CHECK_THROWS_WITH(serve<list_models>({{7}, {8}, {7}}),
                    "invalid items of emulator::serve: duplicate key \"7\"");
  const auto api = serve<list_models>({});
  (void)api.respond({.path = "/models"});
  CHECK_THROWS_AS(api.before_request(1, [] {}), roster::failure);
}
