// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <roster/client.hpp>
#include <roster/range/await_blocking.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <support/gated_transport.hpp>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using roster::errc;

namespace {

struct thing {
  std::string id{};
  std::optional<std::string> address{};
  std::optional<int> size{};
};
struct thing_query {
  std::string id{};
  std::optional<std::string> view{};
  std::optional<std::string> language{};
};
struct describe_thing {
  using request = thing_query;
  using response = thing;
  static constexpr auto target = roster::get("/v1/things/{id}");
  static constexpr auto headers = roster::fixed{{"X-Version", "7"}};
  static constexpr auto in_headers = roster::in_header{&thing_query::language, "X-Language"};
  static constexpr auto key = roster::path<&thing::id>;
  static constexpr roster::permission permission{.needed = "things:describe"};
};

/// The same call as a POST, which is not idempotent.
struct measure_thing {
  using request = thing_query;
  using response = thing;
  static constexpr auto target = roster::post("/v1/measurements");
  static constexpr auto errors = roster::errors{.code = roster::header{"x-code"}, .throttled = {"Slow"}};
};
struct measure_thing_again : measure_thing {
  static constexpr bool idempotent = true;
};
struct describe_thing_once : describe_thing {
  static constexpr bool idempotent = false;
};

struct nothing {};
struct delete_thing {
  using request = thing_query;
  using response = nothing;
  static constexpr auto target = roster::post("/v1/things/{id}/delete");
};

struct result_of_a_call {
  std::optional<thing> result{};
  std::optional<std::string> code{};
};
struct describe_result {
  using request = thing_query;
  using response = result_of_a_call;
  static constexpr auto target = roster::get("/v1/result");
  static constexpr auto key = roster::path<&result_of_a_call::result, &thing::id>;
};
struct list_ids {
  using request = thing_query;
  using response = std::vector<std::string>;
  static constexpr auto target = roster::get("/v1/ids");
};

template <class Op>
struct bench {
  explicit bench(fake::transport::script script)
      : transport(std::make_shared<fake::transport>(std::move(script))) {}
  explicit bench(std::string body)
      : bench([body](const roster::http::request&, std::size_t) { return fake::json(200, body); }) {}

  roster::client<Op> client(roster::client_config config = {}) {
    config.endpoint = "https://things.example/base";
    config.transport = transport;
    config.runtime = world.runtime();
    config.sign = roster::bearer{"token-1234"};
    return {context.get_executor(), std::move(config)};
  }

  typename Op::response call(thing_query what = {.id = "a"}, roster::call_options options = {}) {
    return fake::run(context, client().call(std::move(what), std::move(options)));
  }

  roster::failure failure_of(thing_query what = {.id = "a"}, roster::call_options options = {}) {
    try {
      (void)call(std::move(what), std::move(options));
    } catch (const roster::failure& f) {
      return f;
    }
    FAIL("the call did not fail");
    return {errc::busy, ""};
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport;
};

/// Responds with an error status as often as said, then with a thing.
fake::transport::script failing(std::size_t times, unsigned status, roster::http::headers headers = {}) {
  return [=](const roster::http::request&, std::size_t n) {
    return n <= times ? fake::json(status, "{}", headers) : fake::json(200, R"({"id":"a"})");
  };
}

}  // namespace

TEST_CASE("client: calls an operation without paging") {
  bench<describe_thing> setup(R"({"id":"a b","address":"10.0.0.1","extra":[1]})");
  const auto found = setup.call({.id = "a b", .view = "full", .language = "de"});
  CHECK(found.id == "a b");
  CHECK(found.address == "10.0.0.1");
  CHECK_FALSE(found.size);
  REQUIRE(setup.transport->requests.size() == 1);
  const auto& sent = setup.transport->requests.front();
  CHECK(sent.method == "GET");
  CHECK(sent.target() == "/base/v1/things/a%20b?view=full");
  CHECK(sent.headers.get("x-version") == "7");
  CHECK(sent.headers.get("x-language") == "de");
  CHECK(sent.headers.get("authorization") == "Bearer token-1234");
}

TEST_CASE("client: await_blocking runs a call, which outlives its client") {
  bench<measure_thing> setup(R"({"id":"a","size":3})");
  std::optional<roster::client<measure_thing>> client = setup.client();
  auto calling = client->call({.id = "a"});
  client.reset();
  CHECK(roster::await_blocking(setup.context.get_executor(), std::move(calling)).size == 3);
  CHECK(setup.transport->requests.front().body == R"({"id":"a"})");
}

TEST_CASE("client: prepares a call without sending it") {
  bench<describe_thing> setup("{}");
  const auto prepared = fake::run(setup.context, setup.client().prepare({.id = "a"}));
  CHECK(prepared.target() == "/base/v1/things/a");
  CHECK(prepared.headers.get("authorization") == "Bearer token-1234");
  CHECK(setup.transport->requests.empty());
}

TEST_CASE("typed_call: retries a GET and what is declared to be idempotent") {
  bench<describe_thing> get(failing(2, 503));
  CHECK(get.call().id == "a");
  CHECK(get.transport->requests.size() == 3);
  CHECK(get.transport->requests.front().idempotent);
  bench<measure_thing_again> declared(failing(1, 503));
  CHECK(declared.call().id == "a");
  CHECK(declared.transport->requests.size() == 2);
}

TEST_CASE("typed_call: sends any other call once, unless its options say that it is a read") {
  bench<measure_thing> post(failing(1, 503));
  const auto failed = post.failure_of();
  CHECK(failed.condition() == errc::unavailable);
  CHECK(std::string(failed.what()).find("not retried: the call is not marked as idempotent") !=
        std::string::npos);
  CHECK(post.transport->requests.size() == 1);
  CHECK_FALSE(post.transport->requests.front().idempotent);
  bench<describe_thing_once> once(failing(1, 503));
  CHECK(once.failure_of().condition() == errc::unavailable);
  bench<measure_thing> read(failing(1, 503));
  CHECK(read.call({.id = "a"}, {.read = true}).id == "a");
}

TEST_CASE("typed_call: an error says which request failed and what is missing") {
  bench<describe_thing> setup([](const roster::http::request&, std::size_t) {
    return fake::json(403, R"({"code":"Denied","message":"not yours","requestId":"r-1"})");
  });
  const auto failed = setup.failure_of();
  CHECK(failed.condition() == errc::forbidden);
  CHECK(failed.details().request == "GET /base/v1/things/a");
  CHECK(failed.details().endpoint == "https://things.example:443");
  CHECK(failed.details().missing_permission == "things:describe");
  CHECK(failed.details().request_id == "r-1");
  CHECK(failed.details().page == 0);
  CHECK(failed.details().attempts == 1);
}

TEST_CASE("typed_call: recognizes a declared error in a response with status 200") {
  bench<measure_thing_again> setup([](const roster::http::request&, std::size_t n) {
    if (n == 1) return fake::json(200, R"({"id":"a"})", {{"x-code", "Slow"}});
    return fake::json(200, R"({"id":"b"})");
  });
  CHECK(setup.call().id == "b");
  CHECK(setup.world.sleeps.size() == 1);
}

TEST_CASE("typed_call: a response without its key is an error, or the error of the service") {
  for (const char* const body : {"{}", R"({"id":""})", R"({"id":null,"size":1})"}) {
    bench<describe_thing> setup{std::string(body)};
    CAPTURE(body);
    const auto failed = setup.failure_of();
    CHECK(failed.condition() == errc::malformed_response);
    CHECK(std::string(failed.what()).find("missing key: id is absent or empty") != std::string::npos);
  }
  CHECK(bench<describe_thing>(std::string("null")).failure_of().condition() == errc::malformed_response);
  bench<describe_result> inside(R"({"result":{"address":"x"}})");
  CHECK(std::string(inside.failure_of().what()).find("missing key: result.id") != std::string::npos);
  bench<describe_result> error(R"({"code":"NoSuchThing","message":"no"})");
  CHECK(error.failure_of().details().vendor_code == "NoSuchThing");
  bench<describe_result> present(R"({"result":{"id":"a"},"code":"OK"})");
  CHECK(present.call().result->id == "a");
}

TEST_CASE("typed_call: a member without a key may be absent") {
  bench<measure_thing> setup("{}");
  CHECK(setup.call().id.empty());
}

TEST_CASE("typed_call: a member of another type fails, or is skipped and counted if lenient") {
  const std::string body = R"({"id":"a","size":"many"})";
  bench<describe_thing> strict(body);
  const auto failed = strict.failure_of();
  CHECK(failed.condition() == errc::malformed_response);
  CHECK(std::string(failed.what()).find("size") != std::string::npos);
  bench<describe_thing> lenient(body);
  const auto report = std::make_shared<roster::report>();
  const auto found = lenient.call({.id = "a"}, {.lenient = true, .report = report});
  CHECK(found.id == "a");
  CHECK_FALSE(found.size);
  CHECK(report->skipped_fields.members == 1);
  CHECK(report->skipped_fields.first == "size");
  bench<describe_thing> keyless(R"({"size":1})");
  CHECK(keyless.call({.id = "a"}, {.lenient = true}).size == 1);
  bench<describe_thing> list("[]");
  CHECK(list.failure_of({.id = "a"}, {.lenient = true}).condition() == errc::malformed_response);
}

TEST_CASE("typed_call: adds its counters to a report, also those of a failed call") {
  const auto report = std::make_shared<roster::report>();
  bench<describe_thing> setup(failing(1, 503));
  (void)setup.call({.id = "a"}, {.report = report});
  CHECK(report->requests == 2);
  CHECK(report->retries == 1);
  CHECK(report->bytes == 200);
  bench<describe_thing> failed(failing(1, 404));
  (void)failed.failure_of({.id = "a"}, {.report = report});
  CHECK(report->requests == 3);
}

TEST_CASE("typed_call: accepts an empty body if the response has no members") {
  bench<delete_thing> empty(
      [](const roster::http::request&, std::size_t) { return roster::http::response{.status = 204}; });
  (void)empty.call();
  CHECK(empty.transport->requests.front().target() == "/base/v1/things/a/delete");
  bench<delete_thing> object(R"({"ignored":1})");
  (void)object.call();
  bench<measure_thing> blank(" \n");
  const auto failed = blank.failure_of();
  CHECK(failed.condition() == errc::protocol);
  CHECK(std::string(failed.what()).find("empty body, expected a JSON object") != std::string::npos);
}

TEST_CASE("typed_call: a response may be a list") {
  bench<list_ids> setup(R"(["a","b"])");
  CHECK(setup.call() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("typed_call: an invalid member of the path sends nothing") {
  bench<describe_thing> setup("{}");
  const auto failed = setup.failure_of({.id = ""});
  CHECK(failed.condition() == errc::invalid_argument);
  CHECK(std::string(failed.what()).find("invalid path parameter \"id\": empty") != std::string::npos);
  CHECK(setup.failure_of({.id = ".."}).condition() == errc::invalid_argument);
  CHECK(setup.transport->requests.empty());
}

TEST_CASE("typed_call: the deadline includes retries") {
  bench<describe_thing> setup(failing(100, 503));
  const auto failed = setup.failure_of({.id = "a"}, {.deadline = 50ms});
  CHECK(failed.condition() == errc::unavailable);
  CHECK(setup.world.steady.time_since_epoch() <= 50ms);
  bench<describe_thing> expired(R"({"id":"a"})");
  const auto late = expired.failure_of({.id = "a"}, {.deadline = 0ms});
  CHECK(late.condition() == errc::timed_out);
  CHECK(std::string(late.what()).find("call deadline exceeded") != std::string::npos);
  CHECK(expired.transport->requests.empty());
  bench<describe_thing> slow([&](const roster::http::request&, std::size_t) {
    slow.world.steady += 60ms;
    return fake::json(200, R"({"id":"a"})");
  });
  CHECK(slow.failure_of({.id = "a"}, {.deadline = 50ms}).condition() == errc::timed_out);
}

TEST_CASE("typed_call: a cancelled call completes with operation_aborted") {
  boost::asio::io_context context;
  const auto network = std::make_shared<fake::gated_transport>(
      [](const roster::http::request&) { return fake::json(200, R"({"id":"a"})"); });
  const roster::client<describe_thing> client(context.get_executor(),
                                              {.endpoint = "https://things.example", .transport = network});
  boost::asio::cancellation_signal stop;
  std::exception_ptr error;
  boost::asio::co_spawn(context, client.call({.id = "a"}),
                        boost::asio::bind_cancellation_slot(
                            stop.slot(), [&](std::exception_ptr e, const thing&) { error = e; }));
  context.poll();
  REQUIRE(network->in_flight() == 1);
  stop.emit(boost::asio::cancellation_type::terminal);
  context.run();
  CHECK(network->in_flight() == 0);
  REQUIRE(error);
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& e) {
    CHECK(e.code() == boost::asio::error::operation_aborted);
  }
}

namespace {

/// Writes down the events of a call.
struct event_log final : roster::observer {
  void on_request(const roster::observer::request_event& e) override {
    text += "request " + e.context.operation + ' ' + std::to_string(e.context.listing) + '\n';
  }
  void on_response(const roster::observer::response_event& e) override {
    text += "response " + std::to_string(e.status) + '\n';
  }
  void on_retry(const roster::observer::retry_event&) override { text += "retry\n"; }
  void on_page(const roster::observer::page_event&) override { text += "page\n"; }
  std::string text{};
};

}  // namespace

TEST_CASE("typed_call: an observer is notified of requests and retries, and of no page") {
  bench<describe_thing> setup(failing(1, 503));
  const auto seen = std::make_shared<event_log>();
  const auto client = setup.client({.observer = seen});
  (void)fake::run(setup.context, client.call({.id = "a"}));
  (void)fake::run(setup.context, client.call({.id = "a"}));
  CHECK(seen->text ==
        "request describe_thing 1\nresponse 503\nretry\nrequest describe_thing 1\nresponse 200\n"
        "request describe_thing 2\nresponse 200\n");
}
