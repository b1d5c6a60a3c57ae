// SPDX-License-Identifier: BSL-1.0
// Several declared APIs on one server, over HTTP and HTTPS.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <optional>
#include <roster/client.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/failure.hpp>
#include <roster/transport/http_client.hpp>
#include <string>
#include <support/fake_certificates.hpp>
#include <support/run.hpp>
#include <vector>

using roster::emulator::parse_fault;
using roster::emulator::serve;

namespace {

struct thing {
  std::string id{};
};
struct things_request {
  std::optional<std::string> project{};
};
struct things_response {
  std::vector<thing> data{};
  std::optional<std::string> next{};
};
struct base {
  using request = things_request;
  using response = things_response;
  static constexpr auto items = roster::path<&response::data>;
  static constexpr auto paging = roster::by_next_url{.next = roster::path<&response::next>};
};
struct by_path : base {
  static constexpr auto target = roster::get("/v1/{project}/things");
};
struct by_query : base {
  static constexpr auto target = roster::get("/?Action=ListQueues");
};
struct other_query : base {
  static constexpr auto target = roster::get("/?Action=ListTopics");
};
struct unknown : base {
  static constexpr auto target = roster::get("/unknown");
};
struct by_header : base {
  static constexpr auto target = roster::post("/");
  static constexpr auto headers = roster::fixed{{"X-Amz-Target", "Api.ListA"}};
};
struct other_header : base {
  static constexpr auto target = roster::post("/");
  static constexpr auto headers = roster::fixed{{"X-Amz-Target", "Api.ListB"}};
};

/// Runs `work` with a server on the same context, and stops the server after it.
template <class Work>
void with_server(boost::asio::io_context& io, roster::emulator::server& server, Work work) {
  const auto all = [&]() -> boost::asio::awaitable<void> {
    co_await work();
    server.stop();
  };
  fake::run(io, all());
}

template <class Op>
boost::asio::awaitable<std::string> read_ids(boost::asio::any_io_executor executor,
                                             roster::client_config config) {
  const roster::client<Op> client(std::move(executor), std::move(config));
  auto range = client.list({.project = "p"});
  std::string out;
  auto reading = range.for_each([&](const thing& one) { out += one.id; });
  co_await std::move(reading);
  co_return out;
}

}  // namespace

TEST_CASE("serve over HTTP: a request belongs to the API that it fits best") {
  boost::asio::io_context io;
  const auto first = serve<by_path>({{"a"}, {"b"}, {"c"}}, {.page_size = 2});
  const auto second = serve<by_query>({{"d"}, {"e"}, {"f"}}, {.page_size = 2});
  const auto third = serve<other_query>({{"g"}, {"h"}});
  const auto fourth = serve<by_header>({{"i"}});
  const auto fifth = serve<other_header>({{"j"}, {"k"}}, {.page_size = 1});
  roster::emulator::server server(io.get_executor(), {first, second, third, fourth, fifth});
  const roster::client_config config{.endpoint = server.start()};
  std::string found;
  with_server(io, server, [&]() -> boost::asio::awaitable<void> {
    const auto executor = io.get_executor();
    auto ids = read_ids<by_path>(executor, config);
    found += co_await std::move(ids);
    auto more = read_ids<by_query>(executor, config);
    found += co_await std::move(more);
    auto others = read_ids<other_query>(executor, config);
    found += co_await std::move(others);
    auto headers = read_ids<by_header>(executor, config);
    found += co_await std::move(headers);
    auto last = read_ids<other_header>(executor, config);
    found += co_await std::move(last);
  });
  CHECK(found == "abcdefghijk");
  CHECK(first.log().size() == 2);
  CHECK(second.log().size() == 2);
  CHECK(third.log().size() == 1);
  CHECK(fourth.log().size() == 1);
  CHECK(fifth.log().size() == 2);
}

TEST_CASE("serve over HTTPS: URLs of next pages have the scheme and the host of the request") {
  boost::asio::io_context io;
  const auto api = serve<by_path>({{"a"}, {"b"}, {"c"}}, {.page_size = 1});
  roster::emulator::server server(io.get_executor(), {api}, {.make_certificate = true});
  const std::string endpoint = server.start();
  const roster_test::temporary_file authority(server.ca_certificate_pem());
  roster::client_config config{.endpoint = endpoint};
  config.http.ca_file = authority.path();
  std::string found;
  with_server(io, server, [&]() -> boost::asio::awaitable<void> {
    auto ids = read_ids<by_path>(io.get_executor(), config);
    found = co_await std::move(ids);
  });
  CHECK(found == "abc");
}

TEST_CASE("serve over HTTP: what fits no API is rejected and logged by the first one") {
  boost::asio::io_context io;
  const auto first = serve<by_path>({{"a"}}, {.faults = {parse_fault("connection:how=reset")}});
  const auto second = serve<by_query>({{"b"}});
  roster::emulator::server server(io.get_executor(), {first, second});
  const roster::client_config config{.endpoint = server.start()};
  std::optional<roster::errc> condition;
  with_server(io, server, [&]() -> boost::asio::awaitable<void> {
    auto ids = read_ids<unknown>(io.get_executor(), config);
    try {
      const auto none = co_await std::move(ids);
      CHECK(none.empty());
    } catch (const roster::failure& failed) {
      condition = failed.condition();
      CHECK(std::string(failed.what())
                .find(R"(unknown path "/unknown"; expected "/v1/{project}/things" or "/")") !=
            std::string::npos);
    }
  });
  CHECK(condition == roster::errc::bad_request);
  REQUIRE(first.log().size() == 1);
  CHECK(first.log()[0].status == 404);
  CHECK(first.fault_hits(0) == 1);
  CHECK(second.log().empty());
}

TEST_CASE("serve over HTTP: two APIs of a server cannot have the same requests") {
  boost::asio::io_context io;
  CHECK_THROWS_WITH(roster::emulator::server(io.get_executor(),
                                             {serve<by_query>({}), serve<by_path>({}), serve<by_query>({})}),
                    "invalid argument: the emulator's server has two APIs with the same requests: GET "
                    "\"/?Action=ListQueues\"");
  CHECK_NOTHROW(roster::emulator::server(io.get_executor(), {serve<by_header>({}), serve<other_header>({})}));
}

TEST_CASE("serve over HTTP: a server needs an API") {
  boost::asio::io_context io;
  CHECK_THROWS_AS(roster::emulator::server(io.get_executor(), std::vector<roster::emulator::served_api>{}),
                  roster::failure);
}
