// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/auth/detail/verify.hpp>
#include <roster/detail/base64.hpp>
#include <roster/http/url.hpp>
#include <string>

#include <support/fake_key_services.hpp>
#include <support/temporary_folder.hpp>

using namespace std::chrono_literals;

namespace {

const roster::alibaba::detail::ram_role role{.arn = "acs:ram::1:role/lister",
                                             .session_name = "tests",
                                             .policy = R"({"Version":"1"})",
                                             .external_id = "e x",
                                             .duration = std::chrono::seconds(900),
                                             .sts = "https://sts-vpc.cn-shanghai.aliyuncs.com"};
const roster::credentials lasting{.access_key_id = "id",
                                  .access_key_secret = roster::secret("planted-secret")};

roster::alibaba::detail::oidc_role oidc(const std::string& file) {
  return {.provider_arn = "acs:ram::1:oidc-provider/ack", .token_file = file, .role = role};
}

fake::key_services::service refuses(unsigned status, std::string body) {
  return [status, body](const auto&) { return fake::json(status, body); };
}

}  // namespace

TEST_CASE("sts: assumes a role with credentials, in a signed request") {
  fake::key_services services;
  const auto key = services.key(roster::alibaba::detail::assume_role(services.network(), role, lasting));
  CHECK(key.access_key_id == "STS.role");
  CHECK(key.expires == services.world.wall + 1h);
  REQUIRE(services.carrier->requests.size() == 1);
  const auto& sent = services.carrier->requests[0];
  CHECK(sent.method == "POST");
  CHECK(sent.to.origin() == "https://sts-vpc.cn-shanghai.aliyuncs.com:443");
  CHECK(sent.target() ==
        "/?DurationSeconds=900&ExternalId=e%20x&Policy=%7B%22Version%22%3A%221%22%7D&RoleArn=acs%3Aram%3A%"
        "3A1%3Arole"
        "%2Flister&RoleSessionName=tests");
  CHECK(sent.body.empty());
  CHECK(sent.headers.get("x-acs-action") == "AssumeRole");
  CHECK(sent.headers.get("x-acs-version") == "2015-04-01");
  const auto found = roster::detail::verify_acs3(sent, [](std::string_view id) {
    return id == "id" ? std::optional(roster::secret("planted-secret")) : std::nullopt;
  });
  CHECK(found.verdict == roster::detail::signature_verdict::ok);
}

TEST_CASE("sts: assumes a role with an OpenID Connect token, in an unsigned request") {
  const fake::temporary_folder folder;
  fake::key_services services;
  const auto file = folder.write("token", "head.body.sign\n");
  const auto key =
      services.key(roster::alibaba::detail::assume_role_with_oidc(services.network(), oidc(file)));
  CHECK(key.access_key_id == "STS.oidc");
  REQUIRE(services.carrier->requests.size() == 1);
  const auto& sent = services.carrier->requests[0];
  CHECK(sent.method == "POST");
  CHECK(sent.to.secure());
  CHECK(sent.target() ==
        "/?Action=AssumeRoleWithOIDC&Format=JSON&Timestamp=2026-01-07T01%3A11%3A30Z&Version=2015-04-01");
  CHECK(sent.headers.get("content-type") == "application/x-www-form-urlencoded");
  CHECK(!sent.headers.contains("authorization"));
  const auto form = roster::http::detail::parse_query(sent.body);
  REQUIRE(form);
  CHECK(*form == roster::http::detail::query_list{{"DurationSeconds", "900"},
                                                  {"OIDCProviderArn", "acs:ram::1:oidc-provider/ack"},
                                                  {"OIDCToken", "head.body.sign"},
                                                  {"Policy", R"({"Version":"1"})"},
                                                  {"RoleArn", "acs:ram::1:role/lister"},
                                                  {"RoleSessionName", "tests"}});
}

TEST_CASE("sts: reads the token file for each request, since the token is rotated") {
  const fake::temporary_folder folder;
  fake::key_services services;
  const auto file = folder.write("token", "first");
  (void)services.key(roster::alibaba::detail::assume_role_with_oidc(services.network(), oidc(file)));
  folder.write("token", "second");
  (void)services.key(roster::alibaba::detail::assume_role_with_oidc(services.network(), oidc(file)));
  CHECK(services.carrier->requests[0].body.find("OIDCToken=first") != std::string::npos);
  CHECK(services.carrier->requests[1].body.find("OIDCToken=second") != std::string::npos);
  folder.write("token", " \n");
  CHECK(services.why(roster::alibaba::detail::assume_role_with_oidc(services.network(), oidc(file))) ==
        "no credentials: " + file + " is empty");
  CHECK(services.why(roster::alibaba::detail::assume_role_with_oidc(services.network(), oidc(file + "x"))) ==
        "no credentials: " + file + "x does not exist");
  CHECK(services.carrier->requests.size() == 2);
}

TEST_CASE("sts: an error response is reported with status, code and request id only") {
  fake::key_services services;
  services.sts = refuses(
      403,
      R"({"Code":"NoPermission","Message":"planted-secret","RequestId":"R-1","Recommend":"planted-secret"})");
  CHECK(services.why(roster::alibaba::detail::assume_role(services.network(), role, lasting)) ==
        "permission denied, HTTP 403, code NoPermission, request id R-1");
  CHECK(services.carrier->requests.size() == 1);
  services.sts = [](const auto&) { return fake::key_services::text("planted-secret", 400); };
  CHECK(services.why(roster::alibaba::detail::assume_role(services.network(), role, lasting)) ==
        "bad request, HTTP 400");
  services.sts = refuses(400, R"({"Code":"planted-secret","RequestId":"planted"})");
  CHECK(services.why(roster::alibaba::detail::assume_role(services.network(), role, lasting)) ==
        "bad request, HTTP 400, code ***");
}

TEST_CASE("sts: an echoed token is not shown, not even a part of it") {
  const fake::temporary_folder folder;
  fake::key_services services;
  const auto file = folder.write("token", "planted." + std::string(900, 'x'));
  services.sts = refuses(400, R"({"Code":"planted.xxx","Message":"OIDCToken planted.xxx"})");
  CHECK(services.why(roster::alibaba::detail::assume_role_with_oidc(services.network(), oidc(file))) ==
        "bad request, HTTP 400, code ***");
}

TEST_CASE("sts: a token within a code or request id is redacted, in every spelling (fault 189)") {
  const fake::temporary_folder folder;
  fake::key_services services;
  const std::string token = "planted-head.planted-body/+.planted-sign";
  const auto file = folder.write("token", token);
  const auto why = [&](const std::string& code, const std::string& id) {
    services.sts = refuses(400, R"({"Code":")" + code + R"(","RequestId":")" + id + "\"}");
    return services.why(roster::alibaba::detail::assume_role_with_oidc(services.network(), oidc(file)));
  };
  CHECK(why("InvalidToken:" + token, "R-" + token) ==
        "bad request, HTTP 400, code InvalidToken:***, request id R-***");
  for (const std::string& spelling :
       {roster::http::detail::percent_encode(token), roster::detail::base64_encode(token),
        roster::detail::base64_encode("t=" + token).substr(4),
        std::string("PLANTED-HEAD.PLANTED-BODY/+.PLANTED-SIGN"),
        std::string("planted-head.planted-body\\/+.planted-sign")}) {
    const auto said = why("InvalidToken:" + spelling, "R:" + spelling);
    CAPTURE(said);
    CHECK(said.starts_with("bad request, HTTP 400, code InvalidToken:"));
    CHECK(said.find("***") != said.npos);
    CHECK(said.find(spelling.substr(0, 12)) == said.npos);
    CHECK(said.size() < 90);
  }
}

TEST_CASE("sts: a failing or unreachable service is tried three times in total") {
  fake::key_services services;
  services.sts = [&](const auto&) -> roster::http::response {
    const auto number = services.carrier->requests.size();
    if (number == 1) throw roster::failure(roster::errc::connection, "reset");
    if (number == 2) return fake::json(503, R"({"Code":"ServiceUnavailable"})");
    return fake::json(200, R"({"Credentials":{)" + fake::key_members("third") + "}}");
  };
  CHECK(services.key(roster::alibaba::detail::assume_role(services.network(), role, lasting)).access_key_id ==
        "STS.third");
  CHECK(services.world.sleeps.size() == 2);
  CHECK(services.world.nonces == 3);
  services.sts = refuses(500, "{}");
  CHECK(services.why(roster::alibaba::detail::assume_role(services.network(), role, lasting)) ==
        "service unavailable, HTTP 500");
  CHECK(services.carrier->requests.size() == 6);
}

TEST_CASE("sts: the timeout is ten seconds per attempt and twenty in total") {
  fake::key_services services;
  services.sts = [&](const auto&) -> roster::http::response {
    services.world.steady += 10s;
    throw roster::failure(roster::errc::timed_out, "no answer within 10 s");
  };
  const auto began = services.world.steady;
  CHECK(
      services.why(roster::alibaba::detail::assume_role(services.network(), role, lasting)).find("within") !=
      std::string::npos);
  REQUIRE(services.carrier->deadlines.size() == 2);
  CHECK(services.carrier->deadlines[0] == began + 10s);
  CHECK(services.carrier->deadlines[1] == began + 20s);
}

TEST_CASE("sts: a malformed response is reported without its content") {
  fake::key_services services;
  services.sts = [](const auto&) { return fake::key_services::text("<html>planted</html>"); };
  CHECK(services.why(roster::alibaba::detail::assume_role(services.network(), role, lasting)) ==
        "protocol error, HTTP 200");
  services.sts = refuses(200, R"({"Credentials":{"AccessKeyId":7,"AccessKeySecret":["planted"]}})");
  CHECK(services.why(roster::alibaba::detail::assume_role(services.network(), role, lasting)) ==
        "malformed response: line 1, column 51: Credentials.AccessKeySecret: "
        "expected a string");
}
