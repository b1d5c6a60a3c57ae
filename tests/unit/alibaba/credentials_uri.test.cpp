// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/alibaba/detail/network_sources.hpp>
#include <string>

#include <support/fake_key_services.hpp>

namespace {

std::string why(fake::key_services& services, const std::string& uri) {
  auto said = services.why(roster::alibaba::detail::fetch_credentials_uri(services.network(), {uri}));
  CHECK(said.find("planted") == said.npos);
  return said;
}

}  // namespace

TEST_CASE("credentials_uri: sends GET with path and query unchanged") {
  fake::key_services services;
  const auto sent = [&](const std::string& uri) {
    CHECK(services.key(roster::alibaba::detail::fetch_credentials_uri(services.network(), {uri}))
              .access_key_id == "STS.uri");
    const auto& request = services.carrier->requests.back();
    CHECK(request.method == "GET");
    CHECK(!request.headers.contains("authorization"));
    return request.to.origin() + ' ' + request.target();
  };
  CHECK(sent("http://127.0.0.1:7002/") == "http://127.0.0.1:7002 /");
  CHECK(sent("http://127.0.0.1:7002") == "http://127.0.0.1:7002 /");
  CHECK(sent("http://[::1]:7002/a/b%20c?z=1&a=2") == "http://[::1]:7002 /a/b%20c?z=1&a=2");
  CHECK(sent("https://keys.example?x=/y") == "https://keys.example:443 /?x=/y");
}

TEST_CASE("credentials_uri: a string that is not a URI is rejected before anything is sent, and not shown") {
  fake::key_services services;
  for (const std::string uri : {"ftp://planted/", "http://user:planted@host/", "http://:80/planted",
                                "http://host:planted/", "http://pl anted/", "planted\n"})
    CHECK(why(services, uri) == "invalid URI: expected http or https");
  CHECK(services.carrier->requests.empty());
}

TEST_CASE("credentials_uri: reports why there are no credentials, without the URI or the response") {
  fake::key_services services;
  services.server = [](const auto&) { return fake::key_services::text("planted", 404); };
  CHECK(why(services, "http://h/?t=planted") == "bad request, HTTP 404");
  services.server = [](const auto&) { return fake::json(403, R"({"Code":"planted"})"); };
  CHECK(why(services, "http://h/?t=planted") == "permission denied, HTTP 403");
  services.server = [](const auto&) { return fake::json(200, R"({"Code":"Failed"})"); };
  CHECK(why(services, "http://h/planted").find("planted") == std::string::npos);
  services.server = [](const auto&) { return fake::json(302, "", {{"location", "http://planted/"}}); };
  CHECK(why(services, "http://h/") == "protocol error, HTTP 302");
}

TEST_CASE("credentials_uri: a token of the URI within a code or request id is redacted (fault 189)") {
  fake::key_services services;
  services.server = [](const auto&) {
    return fake::json(403,
                      R"({"Code":"Bad:planted-tok/en","RequestId":"R-planted-tok%2Fen, PLANTED-TOK/EN"})");
  };
  for (const std::string uri : {"http://h/?token=planted-tok/en", "http://h/a?x=1&t=planted-tok%2Fen"})
    CHECK(why(services, uri) == "permission denied, HTTP 403, code Bad:***, request id R-***, ***");
  services.server = [](const auto&) {
    return fake::json(403, R"({"Code":"Bad:planted-segment-of-a-path","RequestId":"planted"})");
  };
  CHECK(why(services, "http://h/keys/planted-segment-of-a-path/1") ==
        "permission denied, HTTP 403, code Bad:***");
}
