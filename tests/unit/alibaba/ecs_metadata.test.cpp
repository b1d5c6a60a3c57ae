// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/alibaba/detail/network_sources.hpp>
#include <string>
#include <vector>

#include <support/fake_key_services.hpp>

using namespace std::chrono_literals;

namespace {

/// Returns the requests sent: "PUT /latest/api/token", "GET …; token".
std::vector<std::string> asked(const fake::key_services& services) {
  std::vector<std::string> out;
  for (const auto& request : services.carrier->requests) {
    CHECK(request.to.origin() == "http://100.100.100.200:80");
    CHECK(request.headers.get("host") == "100.100.100.200");
    const std::string token(request.headers.get("x-aliyun-ecs-metadata-token"));
    out.push_back(request.method + ' ' + request.target() + (token.empty() ? "" : " with token"));
    if (!token.empty()) CHECK(token == "metadata-token");
  }
  return out;
}

const std::string list = "GET /latest/meta-data/ram/security-credentials/";

fake::key_services::service answers(unsigned status, const std::string& body = {}) {
  return [status, body](const auto&) { return fake::key_services::text(body, status); };
}

fake::key_services::service fails(roster::errc condition) {
  return [condition](const auto&) -> roster::http::response {
    throw roster::failure(condition, "cannot connect to http://100.100.100.200:80: No route to host");
  };
}

}  // namespace

TEST_CASE("ecs_metadata: requests a token, the role's name and its credentials") {
  fake::key_services services;
  services.version_1 = false;
  const auto began = services.world.steady;
  const auto key = services.key(roster::alibaba::detail::fetch_instance_credentials(services.network(), {}));
  CHECK(key.access_key_id == "STS.ecs");
  CHECK(key.security_token.reveal() == "ecs-token");
  CHECK(key.expires == services.world.wall + 1h);
  CHECK(asked(services) ==
        std::vector<std::string>{"PUT /latest/api/token", list + " with token", list + "my-role with token"});
  CHECK(services.carrier->requests[0].headers.get("x-aliyun-ecs-metadata-token-ttl-seconds") == "21600");
  for (const auto until : services.carrier->deadlines) CHECK(until == began + 1s);
}

TEST_CASE("ecs_metadata: does not request the role's name if it is configured") {
  fake::key_services services;
  services.role_name = "my role";
  services.metadata = [&](const roster::http::request& request) {
    return request.path.ends_with("/my%20role") ? fake::key_services::text(services.metadata_key)
                                                : fake::key_services::text("", 404);
  };
  CHECK(services
            .key(roster::alibaba::detail::fetch_instance_credentials(services.network(), {.name = "my role"}))
            .access_key_id == "STS.ecs");
  CHECK(services.carrier->requests.size() == 2);
}

TEST_CASE("ecs_metadata: without a token falls back to version 1") {
  for (const auto& without : {answers(404), answers(200, " \n"), fails(roster::errc::timed_out)}) {
    fake::key_services services;
    services.metadata_token = without;
    CHECK(services.key(roster::alibaba::detail::fetch_instance_credentials(services.network(), {}))
              .access_key_id == "STS.ecs");
    CHECK(asked(services) == std::vector<std::string>{"PUT /latest/api/token", list, list + "my-role"});
  }
}

TEST_CASE("ecs_metadata: a rejected token is not sent again") {
  fake::key_services services;
  const auto metadata = services.metadata;
  services.metadata = [&](const roster::http::request& request) {
    if (request.headers.contains("x-aliyun-ecs-metadata-token")) return fake::key_services::text("", 403);
    return metadata(request);
  };
  CHECK(services.key(roster::alibaba::detail::fetch_instance_credentials(services.network(), {}))
            .access_key_id == "STS.ecs");
  CHECK(asked(services) ==
        std::vector<std::string>{"PUT /latest/api/token", list + " with token", list, list + "my-role"});
}

TEST_CASE("ecs_metadata: does not fall back to version 1 if that is disabled") {
  fake::key_services services;
  services.metadata_token = answers(405);
  CHECK(services.why(roster::alibaba::detail::fetch_instance_credentials(services.network(),
                                                                         {.imds_v2_only = true})) ==
        "no credentials: the request for a token failed: HTTP 405");
  services.metadata_token = fails(roster::errc::connection);
  CHECK(services.why(roster::alibaba::detail::fetch_instance_credentials(services.network(),
                                                                         {.imds_v2_only = true})) ==
        "connection failed: cannot connect to http://100.100.100.200:80: No route to host");
  CHECK(services.carrier->requests.size() == 2);
  services.metadata_token = answers(200, "metadata-token");
  services.metadata = answers(403);
  CHECK(services.why(roster::alibaba::detail::fetch_instance_credentials(services.network(),
                                                                         {.imds_v2_only = true})) ==
        "no credentials: the request for the role name failed: HTTP 403");
  CHECK(services.carrier->requests.size() == 4);
}

TEST_CASE("ecs_metadata: reports why there are no credentials, without the content of a response") {
  fake::key_services services;
  const auto why = [&](roster::alibaba::detail::ecs_role role = {}) {
    auto said = services.why(
        roster::alibaba::detail::fetch_instance_credentials(services.network(), std::move(role)));
    CHECK(said.find("planted") == said.npos);
    return said;
  };
  services.metadata = answers(404, "planted");
  CHECK(why() == "no credentials: the instance has no RAM role");
  for (const std::string name : {"..", ".", "../planted", "a/../planted"})
    CHECK(why({.name = name}) == "no credentials: invalid role name: it cannot be part of a path");
  CHECK(why({.name = "gone"}) ==
        "no credentials: the request for the credentials of the role failed: HTTP 404");
  services.metadata = answers(500, "planted");
  CHECK(why() == "no credentials: the request for the role name failed: HTTP 500");
  services.metadata = answers(200, "");
  CHECK(why() == "no credentials: malformed response: expected a role name");
  services.metadata = answers(200, std::string(300, 'p'));
  CHECK(why() == "no credentials: malformed response: expected a role name");
  services.metadata = answers(200, "planted");
  CHECK(why() == "malformed response: line 1, column 1: not JSON: expected a value");
  services.metadata = answers(200, R"({"Code":"Failed","Message":"planted"})");
  CHECK(why({.name = "r"}) == "malformed response: Code is not Success");
  services.metadata_token = fails(roster::errc::connection);
  services.metadata = fails(roster::errc::connection);
  CHECK(why() == "connection failed: cannot connect to http://100.100.100.200:80: No route to host");
}

TEST_CASE("ecs_metadata: an echoed token is redacted, even after it was discarded (fault 189)") {
  fake::key_services services;
  services.metadata_token = answers(200, "planted-metadata-token");
  services.metadata = [](const auto&) -> roster::http::response {
    throw roster::failure(roster::errc::protocol,
                          "has the unsupported Transfer-Encoding \"planted-metadata-token\"");
  };
  for (const bool imds_v2_only : {false, true})
    CHECK(services.why(roster::alibaba::detail::fetch_instance_credentials(services.network(),
                                                                           {.imds_v2_only = imds_v2_only})) ==
          "protocol error: has the unsupported Transfer-Encoding \"***\"");
}

TEST_CASE("ecs_metadata: if neither version returns credentials, both reasons are reported") {
  fake::key_services services;
  services.metadata_token = answers(405, "planted");
  services.metadata = answers(403, "planted");
  CHECK(services.why(roster::alibaba::detail::fetch_instance_credentials(services.network(), {})) ==
        "no credentials: the request for a token failed: HTTP 405; without a token: the request for the role "
        "name failed: HTTP 403");
  CHECK(services.carrier->requests.size() == 2);
}
