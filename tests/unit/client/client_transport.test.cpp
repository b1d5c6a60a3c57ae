// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <cstddef>
#include <memory>
#include <optional>
#include <roster/client/detail/client_core.hpp>
#include <roster/eas.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan.hpp>
#include <string>
#include <string_view>
#include <support/run_awaitable.hpp>
#include <utility>
#include <vector>

using namespace roster_test;

namespace {

/// Counts the requests that another transport sends.
class counting final : public roster::transport {
 public:
  counting(std::shared_ptr<roster::transport> inner, std::vector<std::string>& sent)
      : inner_(std::move(inner)), sent_(sent) {}

  boost::asio::awaitable<roster::http::response> send(const roster::http::request& request,
                                                      time_point until) override {
    sent_.push_back(request.to.host + request.path);
    auto response = co_await inner_->send(request, until);
    co_return response;
  }

 private:
  std::shared_ptr<roster::transport> inner_;
  std::vector<std::string>& sent_;
};

/// An emulator as the proxy that the environment names; hosts have no addresses, so that only the proxy is reached.
struct proxied {
  template <class Config>
  Config config(std::string endpoint) {
    Config out{.endpoint = std::move(endpoint)};
    out.credentials = clouds.credentials();
    out.http.resolve = [](const std::string&, roster::detail::address_handler done) {
      done(boost::asio::error::host_not_found, {});
    };
    out.adapt = [this](std::shared_ptr<roster::transport> inner) {
      ++adapted;
      return std::make_shared<counting>(std::move(inner), sent);
    };
    out.variables = [this](std::string_view name) -> std::optional<std::string> {
      if (name == "http_proxy") return at;
      return std::nullopt;
    };
    return out;
  }

  template <class Range>
  std::size_t count(Range range) {
    auto reading = range.collect();
    return run(io, std::move(reading)).size();
  }

  boost::asio::io_context io{};
  roster::emulator::cloud clouds{{.services = 25}};
  roster::emulator::server proxy{io.get_executor(), clouds};
  std::string at{proxy.start()};
  std::vector<std::string> sent{};
  int adapted{};
};

/// Compares the spare memory of each request with the body of the previous response.
class watching_memory final : public roster::transport {
 public:
  explicit watching_memory(std::shared_ptr<roster::transport> inner) : inner_(std::move(inner)) {}

  boost::asio::awaitable<roster::http::response> send(const roster::http::request& request,
                                                      time_point until) override {
    REQUIRE(request.spare);
    reused += request.spare->data() == last_ ? 1 : 0;
    auto response = co_await inner_->send(request, until);
    last_ = response.body.data();
    co_return response;
  }

  int reused{};

 private:
  std::shared_ptr<roster::transport> inner_;
  const char* last_{};
};

}  // namespace

TEST_CASE("client transport: uses the proxy of the environment variables, unless the options have one") {
  boost::asio::io_context io;
  const roster::emulator::cloud clouds({.verify_signatures = false});
  roster::emulator::server proxy(io.get_executor(), clouds);
  const std::string at = proxy.start();
  const roster::environment variables = [&](std::string_view name) -> std::optional<std::string> {
    if (name == "http_proxy") return at;
    return std::nullopt;
  };
  roster::http_client_options options{
      .resolve = [](const std::string&, roster::detail::address_handler done) {
        done(boost::asio::error::host_not_found, {});
      }};
  roster::http::request request{.path = "/api/v2/services", .headers = {{"host", "pai-eas.example"}}};
  request.to = roster::http::detail::parse_endpoint("http://pai-eas.example");
  CHECK(send(io, *roster::detail::make_client_transport(io.get_executor(), options, variables), request)
            .status == 200);
  CHECK(clouds.log().size() == 1);

  options.proxy = roster::proxy_options{};
  const auto direct = roster::detail::make_client_transport(io.get_executor(), options, variables);
  CHECK_THROWS_AS(send(io, *direct, request), roster::failure);
  CHECK(clouds.log().size() == 1);
}

TEST_CASE("client transport: a decorator is called with every request, and the proxy is still used") {
  proxied test;
  const roster::eas::client eas(test.io.get_executor(),
                                test.config<roster::eas::client_config>("http://pai-eas.example"));
  CHECK(test.count(eas.list_services({.page_size = 10})) == 25);
  CHECK(test.sent == std::vector<std::string>(3, "pai-eas.example/api/v2/services"));
  CHECK(test.clouds.log().size() == 3);
  const roster::qianfan::client qianfan(
      test.io.get_executor(), test.config<roster::qianfan::client_config>("http://qianfan.example"));
  CHECK(test.count(qianfan.describe_services({.max_keys = 25, .protocol_version = 1})) > 0);
  CHECK(test.sent.back() == "qianfan.example/v2/service");
  CHECK(test.adapted == 2);
}

TEST_CASE("client transport: a fleet adapts one transport for all of its clients") {
  proxied test;
  const roster::eas::fleet fleet(test.io.get_executor(),
                                 {.endpoints = {"http://a.example", "http://b.example"},
                                  .client = test.config<roster::eas::client_config>("")});
  CHECK(test.count(fleet.list_services({.page_size = 25})) == 50);
  CHECK(test.adapted == 1);
  CHECK(test.sent.size() == 2);
}

TEST_CASE("client transport: adapt also wraps a transport of the caller, and has to return one") {
  proxied test;
  auto config = test.config<roster::eas::client_config>("http://pai-eas.example");
  config.transport = test.clouds.transport(test.io.get_executor());
  CHECK(test.count(roster::eas::client(test.io.get_executor(), config).list_services({.page_size = 25})) ==
        25);
  CHECK(test.sent.size() == 1);
  config.adapt = [](std::shared_ptr<roster::transport>) { return std::shared_ptr<roster::transport>(); };
  CHECK_THROWS_WITH_AS(roster::eas::client(test.io.get_executor(), config),
                       "invalid option adapt: it returned no transport", roster::failure);
}

TEST_CASE("client transport: the memory of a decoded page is that of the body of a later response") {
  boost::asio::io_context io;
  roster::emulator::cloud clouds{{.services = 30}};
  for (const bool over_http : {false, true}) {
    roster::emulator::server server(io.get_executor(), clouds);
    roster::eas::client_config config{.endpoint = server.start(), .credentials = clouds.credentials()};
    if (!over_http) config.transport = clouds.transport(io.get_executor());
    std::shared_ptr<watching_memory> watching;
    config.adapt = [&](std::shared_ptr<roster::transport> inner) {
      return watching = std::make_shared<watching_memory>(std::move(inner));
    };
    const roster::eas::client client(io.get_executor(), config);
    auto services = client.list_services({.page_size = 10});
    auto reading = services.collect();
    CHECK(run(io, std::move(reading)).size() == 30);
    CHECK(watching->reused >= 1);
    server.stop();
  }
}
