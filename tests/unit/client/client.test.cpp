// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/client.hpp>
#include <set>
#include <string>
#include <support/fake_provider.hpp>
#include <support/fake_transport.hpp>
#include <vector>

using namespace std::chrono_literals;
using roster::errc;
using namespace std::string_literals;

namespace {

struct model {
  std::string id{};
  std::string owned_by{};
  std::optional<std::int64_t> created{};
};
struct models_query {
  std::optional<int> limit{};
  std::optional<std::string> after{};
};
struct model_list_response {
  std::vector<model> data{};
  bool has_more{};
  std::string last_id{};
};
struct list_models {
  using request = models_query;
  using response = model_list_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&model_list_response::data>;
  static constexpr auto paging = roster::by_token{.send = &models_query::after,
                                                  .next = roster::path<&model_list_response::last_id>,
                                                  .more = roster::path<&model_list_response::has_more>,
                                                  .size = &models_query::limit};
  static constexpr auto key = roster::path<&model::id>;
  static constexpr roster::permission permission{.needed = "models:list"};
};

const std::string two_models =
    R"({"data":[{"id":"a","owned_by":"x"},{"id":"b","owned_by":"y","created":5}],"has_more":true,"last_id":"b"})";
const std::string last_model = R"({"data":[{"id":"c"}],"has_more":false,"last_id":"c"})";

struct bench {
  explicit bench(fake::transport::script script)
      : transport(std::make_shared<fake::transport>(std::move(script))) {}

  roster::client<list_models> client(roster::client_config config = {}) {
    config.endpoint = "http://models.example:8080/base";
    config.transport = transport;
    config.runtime = world.runtime();
    if (!with_sign) config.sign = roster::bearer{"token-1234"s};
    return {context.get_executor(), std::move(config)};
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport;
  bool with_sign{};
};

/// Lists everything and returns the failure, which must occur.
roster::failure failure_of(bench& setup, roster::client_config config = {},
                           roster::list_options options = {}) {
  auto range = setup.client(std::move(config)).list({}, std::move(options));
  try {
    (void)fake::run(setup.context, range.collect());
  } catch (const roster::failure& f) {
    return f;
  }
  FAIL("the listing did not fail");
  return {errc::busy, ""};
}

}  // namespace

TEST_CASE("client: lists a custom API") {
  bench setup([](const roster::http::request&, std::size_t n) {
    return fake::json(200, n == 1 ? two_models : last_model);
  });
  auto range = setup.client().list();
  const auto all = fake::run(setup.context, range.collect());
  REQUIRE(all.size() == 3);
  CHECK(all[1].id == "b");
  CHECK(all[1].created == 5);
  REQUIRE(setup.transport->requests.size() == 2);
  const auto& first = setup.transport->requests[0];
  CHECK(first.method == "GET");
  CHECK(first.target() == "/base/v1/models?limit=100");
  CHECK(first.headers.get("host") == "models.example:8080");
  CHECK(first.headers.get("authorization") == "Bearer token-1234");
  CHECK(first.headers.get("accept") == "application/json");
  CHECK(setup.transport->requests[1].target() == "/base/v1/models?after=b&limit=100");
  CHECK(range.report().requests == 2);
  CHECK(range.report().retries == 0);
  CHECK(range.report().bytes == 200);
  CHECK(range.report().complete());
}

namespace {

struct list_with_dot_segment : list_models {
  static constexpr auto target = roster::get("/v1/%2e%2E/models");
};

}  // namespace

TEST_CASE("client: an operation whose own path has a dot segment sends nothing (fault 198)") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  const roster::client<list_with_dot_segment> client(
      setup.context.get_executor(), {.endpoint = "http://127.0.0.1:1/base", .transport = setup.transport});
  const auto check = [](const auto& how) {
    try {
      how();
      FAIL("accepted");
    } catch (const roster::failure& f) {
      CHECK(f.condition() == errc::invalid_argument);
      CHECK(std::string(f.what()).find("invalid path \"/base/v1/%2e%2E/models\": a dot segment") !=
            std::string::npos);
    }
  };
  check([&] { (void)fake::run(setup.context, client.prepare()); });
  auto range = client.list();
  check([&] { (void)fake::run(setup.context, range.collect()); });
  CHECK(setup.transport->requests.empty());
}

TEST_CASE("client: requests nothing before the first await, and no more than is consumed") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, two_models); });
  auto range = setup.client().list() | std::views::take(2);
  CHECK(setup.transport->requests.empty());
  CHECK(fake::run(setup.context, range.collect()).size() == 2);
  REQUIRE(setup.transport->requests.size() == 1);
  CHECK(setup.transport->requests[0].query == "limit=2");
}

TEST_CASE("client: a listing outlives its client") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  std::optional<roster::client<list_models>> client = setup.client();
  auto range = client->list();
  client.reset();
  CHECK(fake::run(setup.context, range.collect()).size() == 1);
}

TEST_CASE("client: retries throttled and transient failures, and signs every attempt again") {
  bench setup([](const roster::http::request&, std::size_t n) -> roster::http::response {
    if (n == 1)
      return fake::json(429, R"({"code":"Throttling.User","message":"slow"})",
                        {{"x-acs-retry-after", "1500"}});
    if (n == 2) throw roster::failure(errc::connection, "reset");
    if (n == 3) return fake::json(200, R"({"data":[{"id":"a"})");  // truncated
    return fake::json(200, last_model);
  });
  auto range = setup.client().list();
  CHECK(fake::run(setup.context, range.collect()).size() == 1);
  CHECK(range.report().requests == 4);
  CHECK(range.report().retries == 3);
  REQUIRE(setup.world.sleeps.size() == 3);
  CHECK(setup.world.sleeps[0] >= 1500ms);
  CHECK(setup.world.nonces == 4);
}

TEST_CASE("client: fails after the last attempt and reports where, what and how often") {
  bench setup([](const roster::http::request&, std::size_t) {
    return fake::json(503, R"({"code":"ServiceUnavailable","message":"later","requestId":"r7"})");
  });
  const auto failed = failure_of(setup, {.retry = {.max_retries = 2}});
  CHECK(failed.condition() == errc::unavailable);
  CHECK(failed.details().attempts == 3);
  CHECK(failed.details().page == 1);
  CHECK(failed.what() ==
        "service unavailable: the service rejected the request; HTTP 503; code ServiceUnavailable; service "
        "message: later; request id r7; "
        "endpoint http://models.example:8080; request GET /base/v1/models; attempts 3"s);
}

TEST_CASE("client: does not retry permanent errors, and names the missing permission") {
  bench setup([](const roster::http::request&, std::size_t) {
    return fake::json(403, R"({"code":"Forbidden","message":"no"})");
  });
  const auto failed = failure_of(setup);
  CHECK(failed.condition() == errc::forbidden);
  CHECK(failed.details().missing_permission == "models:list");
  CHECK(setup.transport->requests.size() == 1);
}

TEST_CASE("client: an error object with status 200 is a failure, not an empty list") {
  bench setup([](const roster::http::request&, std::size_t) {
    return fake::json(200, R"({"error_code":"ExpiredToken","error_msg":"Access token invalid","log_id":1})");
  });
  const auto failed = failure_of(setup);
  CHECK(failed.condition() == errc::unauthenticated);
  CHECK(failed.details().vendor_code == "ExpiredToken");
}

TEST_CASE("client: a malformed response is described by the path, what was expected and what was found") {
  bench setup([](const roster::http::request&, std::size_t) {
    return fake::json(200, R"({"data":[{"id":"a"},{"id":"b","created":"soon"}]})");
  });
  const auto failed = failure_of(setup);
  CHECK(failed.condition() == errc::malformed_response);
  CHECK(std::string(failed.what()).find("data[1].created") != std::string::npos);
  CHECK(setup.transport->requests.size() == 1);
}

TEST_CASE("client: after a failure the range stays at its position") {
  bench setup([](const roster::http::request&, std::size_t n) -> roster::http::response {
    if (n == 2) return fake::json(400, R"({"code":"Bad","message":"no"})");
    return fake::json(200, n == 1 ? two_models : last_model);
  });
  auto range = setup.client().list();
  std::vector<std::string> seen;
  for (int i = 0; i < 2; ++i) seen.push_back(fake::run(setup.context, range.next())->id);
  CHECK_THROWS_AS((void)fake::run(setup.context, range.next()), roster::failure);
  seen.push_back(fake::run(setup.context, range.next())->id);
  CHECK(seen == std::vector<std::string>{"a", "b", "c"});
  CHECK_FALSE(fake::run(setup.context, range.next()));
}

TEST_CASE("client: an attempt has its timeout and a listing its deadline, whichever is earlier") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(503, "{}"); });
  const auto start = setup.world.steady;
  const auto failed = failure_of(setup, {.timeout = 60s, .retry = {.max_retries = 100, .base_delay = 400ms}},
                                 {.deadline = 1s});
  CHECK(failed.condition() == errc::unavailable);
  CHECK(std::string(failed.what()).find("not retried: no time left before the deadline") !=
        std::string::npos);
  for (const auto deadline : setup.transport->deadlines) CHECK(deadline == start + 1s);
  bench without([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  auto range = without.client({.timeout = 7s}).list();
  (void)fake::run(without.context, range.collect());
  CHECK(without.transport->deadlines.at(0) == without.world.steady + 7s);
}

TEST_CASE("client: a deadline that passes while credentials are obtained is a timeout") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  setup.with_sign = true;
  const auto slow = std::make_shared<fake::provider>([&](int) -> roster::credentials {
    setup.world.steady += 2s;
    throw roster::failure(errc::no_credentials, "no vault");
  });
  const auto config = [&] { return roster::client_config{.sign = roster::bearer{}, .credentials = slow}; };
  const auto late = failure_of(setup, config(), {.deadline = 1s});
  CHECK(late.condition() == errc::timed_out);
  CHECK(std::string(late.what()).find("listing deadline exceeded; ") != std::string::npos);
  CHECK(std::string(late.what()).find("no vault") != std::string::npos);
  CHECK(failure_of(setup, config(), {.deadline = 9s}).condition() == errc::no_credentials);
  CHECK(setup.transport->requests.empty());
}

TEST_CASE("client: a deadline that passes in a provider does not show the provider's secret") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(503, "{}"); });
  setup.with_sign = true;
  const auto provider = std::make_shared<fake::provider>([&](int number) {
    if (number == 1) return roster::credentials{.security_token = roster::secret("planted-token-5678")};
    setup.world.steady += 20s;
    throw roster::failure(errc::no_credentials, "no vault for planted-token-5678");
  });
  const auto late = failure_of(setup, {.sign = roster::bearer{}, .credentials = provider}, {.deadline = 10s});
  CHECK(late.condition() == errc::timed_out);
  CHECK(std::string(late.what()).find("no vault for ***") != std::string::npos);
  CHECK(std::string(late.what()).find("5678") == std::string::npos);
}

TEST_CASE("client: a listing whose deadline has passed sends nothing more") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, two_models); });
  auto range = setup.client().list({}, {.deadline = 1s});
  (void)fake::run(setup.context, range.next());
  (void)fake::run(setup.context, range.next());
  setup.world.steady += 2s;
  try {
    (void)fake::run(setup.context, range.next());
    FAIL("no failure");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::timed_out);
    CHECK(f.details().page == 2);
  }
  CHECK(setup.transport->requests.size() == 1);
}

TEST_CASE("client: an echoed secret does not reach the failure") {
  bench setup([](const roster::http::request& request, std::size_t) {
    return fake::json(401, R"({"code":"invalid","message":"you sent )" +
                               std::string(request.headers.get("authorization")) + R"("})");
  });
  const auto failed = failure_of(setup);
  CHECK(std::string(failed.what()).find("token-1234") == std::string::npos);
  CHECK(std::string(failed.what()).find("you sent Bearer ***") != std::string::npos);
}

TEST_CASE("client: sends extra parameters that the schema does not have") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  auto range = setup.client().list({}, {.extra_query = {{"new param", "a&b"}}});
  (void)fake::run(setup.context, range.collect());
  CHECK(setup.transport->requests.at(0).query == "limit=100&new%20param=a%26b");
}

TEST_CASE("client: prepares a signed request without sending it") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  auto prepared = fake::run(setup.context, setup.client().prepare({}, {}, 5));
  CHECK(prepared.target() == "/base/v1/models?limit=5");
  CHECK(prepared.headers.get("authorization") == "Bearer token-1234");
  CHECK(setup.transport->requests.empty());
}

namespace {

struct sealed_query {
  roster::secret passphrase{};
  std::string note{};
};
struct list_sealed {
  using request = sealed_query;
  using response = model_list_response;
  static constexpr auto target = roster::post("/v1/sealed");
  static constexpr auto items = roster::path<&model_list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&model::id>;
};

}  // namespace

TEST_CASE("client: a request body contains secrets in plain text, and no empty parameter") {
  bench setup({});
  roster::client_config config{.endpoint = "http://models.example", .sign = roster::bearer{"token-1234"s}};
  config.transport = setup.transport;
  const roster::client<list_sealed> client(setup.context.get_executor(), std::move(config));
  const auto request =
      fake::run(setup.context, client.prepare({.passphrase = roster::secret("open sesame")}));
  CHECK(request.body == R"({"passphrase":"open sesame"})");
}

TEST_CASE("client: rejects an endpoint or a timeout that cannot be used") {
  boost::asio::io_context context;
  CHECK_THROWS_AS(roster::client<list_models>(context.get_executor(), {.endpoint = "ftp://x"}),
                  roster::failure);
  CHECK_THROWS_AS(
      roster::client<list_models>(context.get_executor(), {.endpoint = "http://x", .timeout = 0ms}),
      roster::failure);
}

TEST_CASE("client: every attempt waits for the rate limiter, retries too") {
  bench setup([](const roster::http::request&, std::size_t n) {
    if (n == 2) return fake::json(503, "{}");
    return fake::json(200, n == 1 ? two_models : last_model);
  });
  const auto limit = roster::make_rate_limiter({.per_second = 0.5});
  auto range = setup.client({.rate = limit}).list();
  CHECK(fake::run(setup.context, range.collect()).size() == 3);
  CHECK(setup.transport->requests.size() == 3);
  // two seconds, then the backoff before the retry, then the rest of two more
  CHECK(setup.world.sleeps == std::vector{2000ms, 25ms, 1975ms});
  // the wait is not part of the attempt
  CHECK(setup.transport->deadlines.back() - setup.world.steady == 60s);
}

TEST_CASE("client: a rate limiter is shared by clients, and waiters are served in the order of arrival") {
  bench one([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  bench two([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  const auto limit = roster::make_rate_limiter({.per_second = 1, .burst = 2});
  const auto list = [&](bench& setup) {
    auto range = setup.client({.rate = limit}).list();
    (void)fake::run(setup.context, range.collect());
  };
  list(one);
  list(two);
  CHECK(one.world.sleeps.empty());
  CHECK(two.world.sleeps.empty());
  list(one);
  CHECK(one.world.sleeps == std::vector{1000ms});
}

TEST_CASE("client: a prefetched page takes one slot of the rate limiter") {
  bench setup([](const roster::http::request&, std::size_t n) {
    return fake::json(200, n == 1 ? two_models : last_model);
  });
  auto range = setup.client({.rate = roster::make_rate_limiter({.per_second = 1})}).list({}, {.prefetch = 1});
  CHECK(fake::run(setup.context, range.collect()).size() == 3);
  CHECK(setup.transport->requests.size() == 2);
  CHECK(setup.world.sleeps == std::vector{1000ms});
}

TEST_CASE("client: does not wait for the rate limiter past the deadline") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, two_models); });
  const auto limit = roster::make_rate_limiter({.per_second = 0.1});
  const auto failed = failure_of(setup, {.rate = limit}, {.deadline = 9s});
  CHECK(failed.condition() == errc::timed_out);
  CHECK(
      failed.what() ==
      "timed out: the rate limiter has no slot before the deadline; endpoint http://models.example:8080; request GET /base/v1/models; page 2"s);
  CHECK(setup.world.sleeps.empty());
  CHECK(limit->reserve(setup.world.steady)->at == setup.world.steady + 10s);  // no slot was taken
}

TEST_CASE("client: a listing that is cancelled while it waits for the rate limiter releases its slot") {
  bench setup([](const roster::http::request&, std::size_t) { return fake::json(200, last_model); });
  const auto limit = roster::make_rate_limiter({.per_second = 1});
  (void)limit->reserve(setup.world.steady);
  roster::client_config config{.rate = limit};
  config.endpoint = "http://models.example";
  config.transport = setup.transport;
  config.runtime = setup.world.runtime();
  config.runtime.sleep = [](std::chrono::milliseconds) -> boost::asio::awaitable<void> {
    throw boost::system::system_error(boost::asio::error::operation_aborted);
    co_return;
  };
  auto range = roster::client<list_models>(setup.context.get_executor(), config).list();
  CHECK_THROWS_AS((void)fake::run(setup.context, range.collect()), boost::system::system_error);
  CHECK(setup.transport->requests.empty());
  CHECK(limit->reserve(setup.world.steady)->at == setup.world.steady + 1s);
}
