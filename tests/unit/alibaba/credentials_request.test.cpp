// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/detail/proxy.hpp>
#include <string>

using namespace std::chrono_literals;

TEST_CASE("credentials_request: certificates are verified regardless of the client's options") {
  const roster::http_client_options given{.ca_file = "authorities",
                                          .client_certificate_file = "own",
                                          .client_key_file = "key",
                                          .insecure_accept_any_server = true,
                                          .allow_legacy_ciphers = true,
                                          .proxy = roster::proxy_options{.https = roster::secret("proxy")},
                                          .accept_gzip = true};
  const auto used = roster::alibaba::detail::credentials_client_options(given, 5s);
  CHECK(!used.insecure_accept_any_server);
  CHECK(!used.allow_legacy_ciphers);
  CHECK(!used.accept_gzip);
  CHECK(used.client_certificate_file.empty());
  CHECK(used.client_key_file.empty());
  CHECK(used.ca_file == "authorities");
  REQUIRE(used.proxy);
  CHECK(used.proxy->https == roster::secret("proxy"));
}

TEST_CASE(
    "credentials_request: loopback and link-local hosts are not accessed through a proxy, even a configured "
    "one "
    "(fault 178)") {
  const roster::http_client_options given{
      .proxy = roster::proxy_options{.http = roster::secret("proxy"), .no_proxy = "mine"}};
  const auto used = roster::alibaba::detail::credentials_client_options(given, 5s).proxy;
  for (const std::string url : {"http://127.0.0.1:8080", "http://localhost", "http://169.254.169.254",
                                "http://100.100.100.200", "http://[fe80::1]", "http://mine"})
    CHECK_FALSE_MESSAGE(roster::detail::choose_proxy(*used, roster::http::detail::parse_endpoint(url)), url);
  CHECK(roster::detail::choose_proxy(*used, roster::http::detail::parse_endpoint("http://keys.example")));
}

TEST_CASE("credentials_request: the connect timeout is the shorter of the source's and the client's") {
  CHECK(roster::alibaba::detail::credentials_client_options({}, 5s).connect_timeout == 5s);
  CHECK(roster::alibaba::detail::credentials_client_options({}, 5s).handshake_timeout == 5s);
  CHECK(roster::alibaba::detail::credentials_client_options({.connect_timeout = 2s}, 5s).connect_timeout ==
        2s);
}
