// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <string>

using roster::errc;
using roster::detail::check_response;
using namespace std::string_literals;

namespace {
constexpr const auto& of_eas = roster::detail::declared_errors_of<roster::eas::list_services>;
constexpr const auto& of_qianfan = roster::detail::declared_errors_of<roster::qianfan::describe_services>;
}  // namespace

TEST_CASE("response_check: a JSON object with status 200 is to be decoded") {
  CHECK_FALSE(check_response(
      {.status = 200, .headers = {{"content-type", "application/json"}}, .body = R"({"Services":[]})"}));
  CHECK_FALSE(check_response(
      {.status = 200, .headers = {{"Content-Type", "application/json; charset=UTF-8"}}, .body = " {}"}));
  CHECK_FALSE(check_response({.status = 200, .body = "{}"}));
}

TEST_CASE("response_check: an error status becomes a failure with all details of the service") {
  const auto failed = check_response(
      {.status = 400,
       .body = R"({"Code":"InvalidParameter","Message":"bad","RequestId":"r","Recommend":"https://x"})"});
  REQUIRE(failed);
  CHECK(failed->condition() == errc::bad_request);
  CHECK(failed->details().http_status == 400);
  CHECK(failed->details().vendor_code == "InvalidParameter");
  CHECK(failed->details().vendor_message == "bad");
  CHECK(failed->details().request_id == "r");
  CHECK(failed->details().recommendation == "https://x");
  CHECK(
      failed->what() ==
      "bad request: the service rejected the request; HTTP 400; code InvalidParameter; service message: bad; request id r; see https://x"s);
}

TEST_CASE("response_check: an empty body with error headers is still a named error") {
  const auto failed = check_response(
      {.status = 403, .headers = {{"X-Bce-Error-Code", "AccessDenied"}, {"X-Bce-Error-Message", "no"}}},
      false, of_qianfan);
  REQUIRE(failed);
  CHECK(failed->condition() == errc::forbidden);
  CHECK(failed->details().vendor_code == "AccessDenied");
  const auto with_200 =
      check_response({.status = 200, .headers = {{"X-Bce-Error-Code", "AccessDenied"}}}, false, of_qianfan);
  REQUIRE(with_200);
  CHECK(with_200->details().vendor_code == "AccessDenied");
}

TEST_CASE("response_check: an error without code and message keeps status and request id") {
  const auto failed = check_response({.status = 502, .headers = {{"x-acs-request-id", "r9"}}}, false, of_eas);
  REQUIRE(failed);
  CHECK(failed->condition() == errc::unavailable);
  CHECK(failed->what() ==
        "service unavailable: the service rejected the request (empty body); HTTP 502; request id r9"s);
}

TEST_CASE("response_check: HTML is reported as HTML with any status") {
  const auto ok = check_response(
      {.status = 200, .headers = {{"content-type", "text/html"}}, .body = "<html>\nLogin</html>"});
  REQUIRE(ok);
  CHECK(ok->condition() == errc::protocol);
  CHECK(std::string(ok->what()).find("text/html, body begins with \"<html>\\nLogin</html>\"") !=
        std::string::npos);
  const auto bad = check_response(
      {.status = 503, .headers = {{"content-type", "text/html"}}, .body = "<html>busy</html>"});
  REQUIRE(bad);
  CHECK(bad->condition() == errc::unavailable);
  CHECK(std::string(bad->what()).find("<html>busy</html>") != std::string::npos);
}

TEST_CASE("response_check: a redirect is not followed, and only its host is reported") {
  const auto failed =
      check_response({.status = 302, .headers = {{"location", "https://evil.example/login?token=abc"}}});
  REQUIRE(failed);
  CHECK(failed->condition() == errc::protocol);
  const std::string text = failed->what();
  CHECK(text.find("host evil.example;") != std::string::npos);
  CHECK(text.find("abc") == std::string::npos);
}

TEST_CASE("response_check: an empty body is not an empty page") {
  for (const std::string body : {"", "  \n"}) {
    const auto failed = check_response({.status = 200, .body = body});
    REQUIRE(failed);
    CHECK(failed->condition() == errc::protocol);
  }
  CHECK(check_response({.status = 204}));
}

TEST_CASE("response_check: only status 200 is a page, with any body; a call accepts other 2xx") {
  for (const unsigned status : {201U, 204U, 206U, 304U, 999U}) {
    const auto failed = check_response({.status = status, .body = R"({"Services":[]})"});
    REQUIRE(failed);
    CHECK(failed->details().http_status == status);
    CHECK(failed->condition() == (status == 999 ? errc::unavailable : errc::protocol));
  }
  CHECK_FALSE(check_response({.status = 201, .body = "{}"}, true));
  CHECK_FALSE(check_response({.status = 204}, true));
  CHECK(check_response({.status = 206, .body = "{}"}, true));
}

TEST_CASE("response_check: 407 is reported as an error of the proxy") {
  const auto failed = check_response({.status = 407, .body = "who?"});
  REQUIRE(failed);
  CHECK(failed->condition() == errc::proxy);
  CHECK(std::string(failed->what()).starts_with("proxy authentication required"));
}

TEST_CASE("response_check: a 407 names the proxy if it is known (fault 197)") {
  const auto failed = check_response({.status = 407, .body = "planted", .proxy = "http://p:3128"});
  REQUIRE(failed);
  CHECK(failed->condition() == errc::proxy);
  CHECK(failed->details().message ==
        "proxy authentication required by http://p:3128: the user name and password are missing or wrong");
}

TEST_CASE(
    "response_check: a 403 that a forwarding proxy may have sent is not a missing permission (fault 197)") {
  const std::string note =
      "; the response may be the proxy's (http://p:3128): it has no error code and no request id of the "
      "service";
  for (const std::string body : {"", "Access denied", "<html>blocked</html>", R"({"message":"blocked"})"}) {
    CAPTURE(body);
    const auto failed = check_response({.status = 403, .body = body, .proxy = "http://p:3128"});
    REQUIRE(failed);
    CHECK(failed->condition() == errc::proxy);
    CHECK(failed->details().message.ends_with(note));
    const auto direct = check_response({.status = 403, .body = body});
    REQUIRE(direct);
    CHECK(direct->condition() == errc::forbidden);
    CHECK(direct->details().message.find("proxy") == std::string::npos);
  }
  for (const unsigned status : {400U, 401U, 404U, 429U, 502U, 503U}) {
    const auto failed = check_response({.status = status, .proxy = "http://p:3128"});
    const auto direct = check_response({.status = status});
    REQUIRE(failed);
    CHECK(failed->condition() == direct->condition());
    CHECK(failed->details().message.ends_with(note));
  }
}

TEST_CASE("response_check: the service's own 403 through a forwarding proxy stays forbidden (fault 197)") {
  for (const auto& response :
       {roster::http::response{.status = 403, .body = R"({"Code":"Forbidden.RAM","Message":"m"})"},
        roster::http::response{.status = 403, .body = R"({"Message":"m","RequestId":"r"})"},
        roster::http::response{.status = 403, .headers = {{"x-bce-error-code", "AccessDenied"}}},
        roster::http::response{.status = 403, .headers = {{"x-acs-request-id", "r"}}, .body = "no"}}) {
    auto forwarded = response;
    forwarded.proxy = "http://p:3128";
    const bool of_baidu = response.headers.contains("x-bce-error-code");
    const auto failed = check_response(forwarded, false, of_baidu ? of_qianfan : of_eas);
    REQUIRE(failed);
    CHECK(failed->condition() == errc::forbidden);
    CHECK(failed->details().message.find("proxy") == std::string::npos);
  }
}

TEST_CASE("response_check: an error object in a response with status 200 is the service's error") {
  const auto failed = roster::detail::decode_failure(
      {.status = 200, .body = R"({"Code":"Throttling.User","Message":"slow down"})"}, "no list");
  CHECK(failed.condition() == errc::throttled);
  CHECK(failed.details().vendor_code == "Throttling.User");
  const auto plain = roster::detail::decode_failure({.status = 200, .body = R"({"a":1})"}, "missing list");
  CHECK(plain.condition() == errc::malformed_response);
  CHECK(plain.what() == "malformed response: missing list; HTTP 200"s);
}

TEST_CASE("response_check: an error's text is escaped and capped, and the signed text is removed") {
  const auto failed = check_response(
      {.status = 400,
       .body =
           R"({"Code":"SignatureDoesNotMatch","Message":"Specified signature is not matched with our calculation. server string to sign is:GET\n/api x-acs-security-token:abc"})"});
  REQUIRE(failed);
  const std::string text = failed->what();
  CHECK(text.find("not matched with our calculation. server") != std::string::npos);
  CHECK(text.find("abc") == std::string::npos);
  for (const std::string name : {"StringToSign", "canonicalRequest", "Canonical Request"}) {
    const auto signed_text =
        check_response({.status = 400, .body = R"({"Code":"X","Message":"no: )" + name + R"( is [abc]"})"});
    REQUIRE(signed_text);
    CHECK(signed_text->details().vendor_message == "no: ");
  }
  const auto odd = check_response(
      {.status = 500,
       .body = "{\"Code\":\"X\",\"Message\":\"\\u001b[31m" + std::string(100'000, 'a') + "\"}"});
  REQUIRE(odd);
  CHECK(std::string(odd->what()).find("\\x1b[31maaa") != std::string::npos);
  CHECK(std::string(odd->what()).size() < 2000);
}
