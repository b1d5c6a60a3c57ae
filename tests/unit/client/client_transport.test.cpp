// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <optional>
#include <roster/client/detail/client_core.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/failure.hpp>
#include <string>
#include <support/run_awaitable.hpp>

using namespace roster_test;

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
