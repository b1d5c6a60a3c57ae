// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <roster/client/oauth2.hpp>
#include <roster/detail/base64.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/http/url.hpp>
#include <string>

#include <support/ask_provider.hpp>
#include <support/fake_transport.hpp>

using namespace std::chrono_literals;

namespace {

const std::string client_secret = "Planted/Secret+of:a client";

struct bench {
  std::shared_ptr<roster::credentials_provider> provider() {
    options.transport = service;
    options.runtime = world.runtime();
    options.refresh.random = [] { return 0.0; };
    return roster::oauth2_client_credentials(options);
  }
  roster::credentials ask() { return fake::ask(*provider()); }
  std::string why() {
    const auto source = provider();
    return fake::why_no_credentials(*source);
  }

  fake::world world{};
  roster::http::response response{
      fake::json(200, R"({"access_token":"token-1","token_type":"Bearer","expires_in":3600})")};
  std::shared_ptr<fake::transport> service{std::make_shared<fake::transport>(
      [this](const roster::http::request&, std::size_t) { return response; })};
  roster::oauth2_options options{.token_url = "https://login.test/tenant/token",
                                 .client_id = "id:1",
                                 .client_secret = roster::secret(client_secret),
                                 .scope = "a b"};
};

}  // namespace

TEST_CASE("oauth2_client_credentials: requests a token with a form, and caches it") {
  bench setup;
  setup.options.parameters = {{"audience", "https://api.test/"}};
  const auto provider = setup.provider();
  const auto start = setup.world.wall;
  const auto token = fake::ask(*provider);
  CHECK(token.security_token.reveal() == "token-1");
  CHECK(token.access_key_id.empty());
  CHECK(token.expires == start + 3600s);
  CHECK(fake::ask(*provider).security_token == token.security_token);
  REQUIRE(setup.service->requests.size() == 1);
  const auto& sent = setup.service->requests.front();
  CHECK_NOTHROW(roster::http::detail::check_request(sent));
  CHECK(sent.method == "POST");
  CHECK(sent.to.origin() == "https://login.test:443");
  CHECK(sent.target() == "/tenant/token");
  CHECK(sent.headers.get("content-type") == "application/x-www-form-urlencoded");
  CHECK(!sent.headers.contains("authorization"));
  CHECK(
      sent.body ==
      "audience=https%3A%2F%2Fapi.test%2F&client_id=id%3A1&client_secret=Planted%2FSecret%2Bof%3Aa%20client&"
      "grant_type=client_credentials&scope=a%20b");

  setup.world.wall += 2701s;  // 15 minutes before the expiration
  setup.response = fake::json(200, R"({"access_token":"token-2","token_type":"bearer","expires_in":"60"})");
  const auto second = fake::ask(*provider);
  CHECK(second.security_token.reveal() == "token-2");
  CHECK(second.expires == setup.world.wall + 60s);
  provider->invalidate(token);  // has been refreshed since
  CHECK(fake::ask(*provider).security_token.reveal() == "token-2");
  provider->invalidate(second);
  CHECK(fake::ask(*provider).security_token.reveal() == "token-2");
  CHECK(setup.service->requests.size() == 3);
}

TEST_CASE("oauth2_client_credentials: sends id and secret with Basic authentication if wanted") {
  bench setup;
  setup.options.basic = true;
  setup.options.scope.clear();
  setup.options.token_url = "https://login.test";
  CHECK(setup.ask().security_token.reveal() == "token-1");
  const auto& sent = setup.service->requests.front();
  CHECK(sent.headers.get("authorization") ==
        "Basic " + roster::detail::base64_encode("id%3A1:Planted%2FSecret%2Bof%3Aa%20client"));
  CHECK(sent.body == "grant_type=client_credentials");
  CHECK(sent.target() == "/");
}

TEST_CASE("oauth2_client_credentials: an error shows status and code, and no secret") {
  for (const bool basic : {false, true}) {
    bench setup;
    setup.options.basic = basic;
    setup.response =
        fake::json(401, R"({"error":"invalid_client","error_description":"not )" + client_secret + "\"}");
    const auto said = setup.why();
    CHECK(said.find("no access token from https://login.test:443: ") != said.npos);
    CHECK(said.find("HTTP 401, code invalid_client") != said.npos);
    CHECK(said.find("Planted") == said.npos);
    CHECK(setup.service->requests.size() == 1);
    setup.response = fake::json(400, R"({"error":")" + client_secret + "\"}");
    CHECK(setup.why().find("Planted") == std::string::npos);
  }
  bench unavailable;
  unavailable.response = fake::json(503, "");
  CHECK(unavailable.why().find("HTTP 503") != std::string::npos);
  CHECK(unavailable.service->requests.size() == 3);
}

TEST_CASE("oauth2_client_credentials: rejects malformed responses without showing them") {
  for (const std::string body :
       {"", "<html>planted", R"({"token_type":"Bearer"})", R"({"access_token":"","expires_in":1})",
        R"({"access_token":"planted","token_type":"mac"})", R"({"access_token":"planted","expires_in":0})",
        R"({"access_token":"planted","expires_in":-1})", R"({"access_token":"planted","expires_in":"soon"})",
        R"({"access_token":["planted"]})"}) {
    CAPTURE(body);
    bench setup;
    setup.response = fake::json(200, body);
    const auto said = setup.why();
    CHECK(said.find(body.starts_with("<") ? "protocol error, HTTP 200" : "malformed response") != said.npos);
    CHECK(said.find("planted") == said.npos);
  }
  bench large;
  large.response = fake::json(200, R"({"access_token":")" + std::string(70'000, 'p') + "\"}");
  CHECK(large.why().find("response too large") != std::string::npos);
}

TEST_CASE(
    "oauth2_client_credentials: a lifetime that is absent is short, and one that is absurd is bounded") {
  bench setup;
  setup.response = fake::json(200, R"({"access_token":"token-1"})");
  CHECK(setup.ask().expires == setup.world.wall + 300s);
  setup.response = fake::json(200, R"({"access_token":"token-1","expires_in":9223372036854775807})");
  CHECK(setup.ask().expires == setup.world.wall + 366 * 24h);
}

TEST_CASE("oauth2_client_credentials: rejects clear text, URLs that cannot be used, and a missing id") {
  bench setup;
  setup.options.token_url = "http://login.test/token";
  try {
    (void)setup.ask();
    FAIL("sent in clear text");
  } catch (const roster::failure&) {
    CHECK(setup.service->requests.empty());
  }
  setup.options.token_url = "http://127.0.0.1:1/token";
  CHECK(setup.ask().security_token.reveal() == "token-1");
  for (const char* url : {"", "https://user:planted@h/token", "https://h/token?a=b", "ftp://h/"}) {
    CAPTURE(url);
    setup.options.token_url = url;
    CHECK_THROWS_AS((void)setup.provider(), roster::failure);
  }
  setup.options.token_url = "https://login.test/token";
  setup.options.client_id.clear();
  CHECK_THROWS_AS((void)setup.provider(), roster::failure);
}
