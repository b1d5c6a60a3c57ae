// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <functional>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>

#include <support/fake_key_services.hpp>

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1'767'748'290)};  // 2026-01-07T01:11:30Z

std::string why(const std::string& body) {
  try {
    (void)roster::alibaba::detail::read_credentials_response({.status = 200, .body = body}, now);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::malformed_response);
    CHECK(std::string(f.what()).find("planted") == std::string::npos);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("credentials_response: decodes temporary credentials and their expiration") {
  const auto key = roster::alibaba::detail::read_credentials_response(
      {.status = 200, .body = '{' + fake::key_members("a") + '}'}, now);
  CHECK(key.access_key_id == "STS.a");
  CHECK(key.access_key_secret.reveal() == "a-secret");
  CHECK(key.security_token.reveal() == "a-token");
  CHECK(key.expires == now + std::chrono::hours(1));
  const auto sts = roster::alibaba::detail::read_sts_response(
      {.status = 200,
       .body = R"({"RequestId":"1","AssumedRoleUser":{},"Credentials":{)" + fake::key_members("b") + "}}"},
      now);
  CHECK(sts.access_key_id == "STS.b");
}

TEST_CASE(
    "credentials_response: expiration is relative to the response's Date, so that a wrong clock has no "
    "effect") {
  const roster::http::response answer{.status = 200,
                                      .headers = {{"date", "Wed, 07 Jan 2026 01:41:30 GMT"}},
                                      .body = '{' + fake::key_members("a") + '}'};
  const auto far_ahead = now + std::chrono::days(3);
  CHECK(roster::alibaba::detail::read_credentials_response(answer, far_ahead).expires ==
        far_ahead + std::chrono::minutes(30));
  CHECK(roster::alibaba::detail::read_credentials_response(answer, now).expires ==
        now + std::chrono::minutes(30));
}

TEST_CASE(
    "credentials_response: parses expirations in every format, and credentials without one are short-lived "
    "(fault 140)") {
  const auto expires = [](const std::string& end) {
    return roster::alibaba::detail::read_credentials_response(
               {.status = 200, .body = '{' + fake::key_members("a", end) + '}'}, now)
        .expires;
  };
  const auto end = roster::utc_time("2030-01-01T00:00:00Z").seconds().value();
  for (const std::string text :
       {"2030-01-01T00:00:00Z", "2030-01-01T00:00:00.000Z", "2030-01-01T08:00:00+08:00", "20300101T000000Z"})
    CHECK(expires(text) == end);
  for (const std::string text : {"", "soon", "1893456000"})
    CHECK(expires(text) == now + std::chrono::minutes(5));
}

TEST_CASE("credentials_response: a malformed response is reported without its content") {
  CHECK(why("") == "malformed response: line 1, column 1: not JSON: expected a value");
  CHECK(why("<html>planted") == "malformed response: line 1, column 1: not JSON: expected a value");
  CHECK(why(R"({"AccessKeyId":["planted"]})") ==
        "malformed response: line 1, column 16: AccessKeyId: expected a string");
  CHECK(why(R"({"Code":"planted",)" + fake::key_members("planted") + '}') ==
        "malformed response: Code is not Success");
  CHECK(why("{}") == "malformed response: missing AccessKeyId");
  CHECK(why(R"({"AccessKeyId":"planted"})") == "malformed response: missing AccessKeySecret");
  CHECK(why(R"({"AccessKeyId":"planted","AccessKeySecret":"planted","SecurityToken":null})") ==
        "malformed response: missing SecurityToken");
  try {
    (void)roster::alibaba::detail::read_sts_response(
        {.status = 200, .body = '{' + fake::key_members("planted") + '}'}, now);
    FAIL("taken");
  } catch (const roster::failure& f) {
    CHECK(f.what() == std::string("malformed response: missing Credentials"));
  }
}
