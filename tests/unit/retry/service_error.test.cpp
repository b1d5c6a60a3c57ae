// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/service_error.hpp>
#include <string>
#include <vector>

using roster::errc;
using roster::detail::condition_of;
using roster::detail::declared_errors;
using roster::detail::no_declared_errors;
using roster::detail::read_vendor_error;

namespace {
constexpr const auto& of_eas = roster::detail::declared_errors_of<roster::eas::list_services>;
constexpr const auto& of_qianfan = roster::detail::declared_errors_of<roster::qianfan::describe_services>;
}  // namespace

TEST_CASE("vendor_error: parses Alibaba Cloud's format with recommendation and missing permission") {
  const auto error = read_vendor_error(
      {.status = 403,
       .body =
           R"({"RequestId":"40325405-579C","HostId":"pai-eas.cn-shanghai.aliyuncs.com","Code":"NoPermission",
       "Message":"You are not authorized.","Recommend":"https://api.aliyun.com/troubleshoot?q=NoPermission",
       "AccessDeniedDetail":{"PolicyType":"AccountLevelIdentityBasedPolicy","AuthAction":"eas:ListServices","NoPermissionType":"ImplicitDeny"}})"});
  REQUIRE(error);
  CHECK(error->code == "NoPermission");
  CHECK(error->message == "You are not authorized.");
  CHECK(error->request_id == "40325405-579C");
  CHECK(error->recommendation == "https://api.aliyun.com/troubleshoot?q=NoPermission");
  CHECK(error->missing_permission == "eas:ListServices");
}

TEST_CASE("vendor_error: parses Alibaba Cloud's format with lower-case names") {
  const auto error = read_vendor_error(
      {.status = 403,
       .body =
           R"({"requestId":"r1","code":"Forbidden","message":"no","accessDeniedDetail":{"AuthAction":"eas:ListServices"}})"});
  REQUIRE(error);
  CHECK(error->code == "Forbidden");
  CHECK(error->request_id == "r1");
  CHECK(error->missing_permission == "eas:ListServices");
}

TEST_CASE("vendor_error: parses Baidu's three formats") {
  const auto v2 = read_vendor_error(
      {.status = 400,
       .body = R"({"requestId":"r2","code":"InappropriateJSON","message":"param[maxKeys] invalid."})"});
  REQUIRE(v2);
  CHECK(v2->code == "InappropriateJSON");
  const auto old = read_vendor_error(
      {.status = 200,
       .body = R"({"log_id":4711,"error_code":18,"error_msg":"Open api qps request limit reached"})"});
  REQUIRE(old);
  CHECK(old->code == "18");
  CHECK(old->message == "Open api qps request limit reached");
  CHECK(old->request_id == "4711");
  const auto headers = read_vendor_error({.status = 403,
                                          .headers = {{"X-Bce-Error-Code", "AccessDenied"},
                                                      {"X-Bce-Error-Message", "denied"},
                                                      {"X-Bce-Request-Id", "r3"}}},
                                         of_qianfan);
  REQUIRE(headers);
  CHECK(headers->code == "AccessDenied");
  CHECK(headers->message == "denied");
  CHECK(headers->request_id == "r3");
}

TEST_CASE("vendor_error: parses a nested error object, as sent by OpenAI-compatible services") {
  const auto error = read_vendor_error(
      {.status = 401,
       .body = R"({"error":{"message":"Incorrect API key","type":"x","code":"invalid_api_key"}})"});
  REQUIRE(error);
  CHECK(error->code == "invalid_api_key");
  CHECK(error->message == "Incorrect API key");
}

TEST_CASE("vendor_error: parses the error formats of other services (fault 142)") {
  struct row {
    const char* body;
    const char* code;
    const char* message;
  };
  for (
      const auto& [body, code, message] : {
          row{R"({"__type":"com.amazon.coral.service#ThrottlingException","message":"Rate exceeded"})",
              "ThrottlingException", "Rate exceeded"},
          {R"({"kind":"Status","status":"Failure","reason":"TooManyRequests","message":"slow down","code":429})",
           "TooManyRequests", "slow down"},
          {R"({"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}})",
           "RESOURCE_EXHAUSTED", "Quota exceeded"},
          {R"({"type":"https://example.com/out-of-credit","title":"No credit","detail":"Your balance is 30"})",
           "https://example.com/out-of-credit", "Your balance is 30"},
          {R"({"error":"invalid_client","error_description":"unknown client"})", "invalid_client",
           "unknown client"},
          {R"({"error":"something went wrong"})", "", "something went wrong"},
          {R"({"errors":[{"code":1001,"message":"token invalid"},{"code":7}]})", "1001", "token invalid"},
          {R"({"errors":["first","second"]})", "", "first"},
          {R"({"Response":{"Error":{"Code":"AuthFailure","Message":"no"},"RequestId":"r"}})", "AuthFailure",
           "no"},
          {R"({"errcode":40001,"errmsg":"invalid credential"})", "40001", "invalid credential"},
          {R"({"ErrorCode":"X","ErrorMessage":"y"})", "X", "y"},
          {R"({"error":{"error":{"error":{"error":{"error":{"error":{"code":"deep"}}}}}}})", "", ""},
      }) {
    CAPTURE(body);
    const auto error =
        read_vendor_error({.status = 400, .body = body}).value_or(roster::detail::vendor_error{});
    CHECK(error.code == code);
    CHECK(error.message == message);
  }
  CHECK(read_vendor_error(
            {.status = 400,
             .headers = {{"x-amzn-ErrorType", "ThrottlingException:http://internal.amazon.com/"}}})
            .value()
            .code == "ThrottlingException");
  for (const auto name : {"x-amzn-requestid", "x-request-id", "x-ms-request-id"})
    CHECK(read_vendor_error({.status = 400, .headers = {{name, "h2"}}, .body = R"({"code":"X"})"})
              .value()
              .request_id == "h2");
}

TEST_CASE("vendor_error: success false is found before and after a list, not in it") {
  const std::string list = R"([{"success":false}])";
  const auto failed = [&](const std::string& before, const std::string& after) {
    const roster::http::response response{.status = 200, .body = before + list + after};
    const auto json = std::string_view(response.body).substr(before.size(), list.size());
    return roster::detail::read_error_in_list_response(response, {.json = json}).has_value();
  };
  CHECK(failed(R"({"success":false,"data":)", "}"));
  CHECK(failed(R"({"data":)", R"(, "success" : false})"));
  CHECK(!failed(R"({"data":)", "}"));
  CHECK(!failed(R"({"success":true,"data":)", R"(,"inner":{"success":false}})"));
}

TEST_CASE("vendor_error: an empty list with an error is not an empty page (fault 132)") {
  const auto read = [](const std::string& body, bool is_empty = true) {
    return roster::detail::read_error_in_list_response({.status = 200, .body = body}, {.is_empty = is_empty});
  };
  const auto listed =
      read(R"({"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"data":[]})");
  REQUIRE(listed);
  CHECK(listed->code == "10000");
  CHECK(listed->message == "Authentication error");
  const auto flat = read(R"({"code":1001,"message":"token invalid","data":[]})");
  REQUIRE(flat);
  CHECK(flat->code == "1001");
  for (const auto body :
       {R"({"error":"no","data":null})", R"({"error":{"message":"no"}})", R"({"Code":"Forbidden"})",
        R"({"data":[],"success": false})", R"({"errors":["no"],"items":[]})"})
    CHECK(read(body));
  for (const auto body : {R"({"data":[]})", R"({"code":0,"message":"ok","data":[]})",
                          R"({"code":"200","data":[]})", R"({"code":"Success","data":[]})",
                          R"({"success":true,"errors":[],"data":[]})", R"({"error":null,"data":[]})",
                          R"({"error":"","error_code":0,"data":[]})", R"({"data":[{"success":false}]})"})
    CHECK(!read(body));
  CHECK(!read(R"({"code":1001,"data":[{}]})", false));
  CHECK(read(R"({"success" : false,"data":[{}]})", false));
  CHECK(!read(R"({"data":[{"success":false}]})", false));
}

TEST_CASE("vendor_error: reads the request id from a header if the body has none") {
  const auto error = read_vendor_error(
      {.status = 400, .headers = {{"x-acs-request-id", "h1"}}, .body = R"({"Code":"X","Message":"y"})"},
      of_eas);
  REQUIRE(error);
  CHECK(error->request_id == "h1");
}

TEST_CASE("vendor_error: a body without an error is not an error") {
  for (const std::string body :
       {"", "null", "[]", "<html></html>", R"({"Services":[]})", R"({"Code":)", "\xff"}) {
    CAPTURE(body);
    CHECK_FALSE(read_vendor_error({.status = 500, .body = body}));
  }
}

TEST_CASE("vendor_error: codes and statuses map to portable conditions, row by row") {
  struct row {
    unsigned status;
    std::string code;
    errc condition;
    const declared_errors* declared = &no_declared_errors;
  };
  const std::vector<row> table{
      {400, "Throttling", errc::throttled},
      {400, "Throttling.User", errc::throttled},
      {400, "Rejected.Throttling", errc::throttled},
      {429, "", errc::throttled},
      {400, "ThrottlingException", errc::throttled},
      {400, "TooManyRequestsException", errc::throttled},
      {400, "RequestLimitExceeded", errc::throttled},
      {400, "ProvisionedThroughputExceededException", errc::throttled},
      {403, "RESOURCE_EXHAUSTED", errc::throttled},
      {400, "rate_limit_exceeded", errc::throttled},
      {400, "UnrecognizedClientException", errc::unauthenticated},
      {400, "ExpiredTokenException", errc::unauthenticated},
      {400, "AccessDeniedException", errc::forbidden},
      {200, "18", errc::throttled, &of_qianfan},
      {200, "336501", errc::throttled, &of_qianfan},
      {404, "InvalidAccessKeyId.NotFound", errc::unauthenticated},
      {400, "InvalidAccessKeyId.Inactive", errc::unauthenticated},
      {400, "SignatureDoesNotMatch", errc::unauthenticated},
      {400, "SignatureNonceUsed", errc::unauthenticated, &of_eas},
      {400, "InvalidTimeStamp.Expired", errc::unauthenticated, &of_eas},
      {403, "InvalidSecurityToken.Expired", errc::unauthenticated, &of_eas},
      {403, "IamSignatureInvalid", errc::unauthenticated, &of_qianfan},
      {400, "SignatureEmpty", errc::unauthenticated, &of_qianfan},
      {400, "RequestExpired", errc::unauthenticated},
      {401, "", errc::unauthenticated},
      {200, "110", errc::unauthenticated, &of_qianfan},
      {403, "Forbidden.RAM", errc::forbidden},
      {400, "NoPermission", errc::forbidden, &of_eas},
      {403, "AccessDenied", errc::forbidden},
      {403, "", errc::forbidden},
      {500, "InternalError", errc::unavailable},
      {503, "ServiceUnavailable", errc::unavailable},
      {502, "", errc::unavailable},
      {504, "", errc::unavailable},
      {408, "", errc::unavailable},
      {200, "336100", errc::unavailable, &of_qianfan},
      {407, "", errc::proxy},
      {400, "InvalidParameter", errc::bad_request},
      {400, "MissingPageNumber", errc::bad_request},
      {404, "InvalidAction.NotFound", errc::bad_request},
      {404, "", errc::bad_request},
      {501, "", errc::bad_request},
      {413, "", errc::bad_request},
  };
  for (const auto& [status, code, condition, declared] : table) {
    CAPTURE(status);
    CAPTURE(code);
    CHECK(condition_of(status, code, *declared) == condition);
  }
}

TEST_CASE("vendor_error: recognizes codes for expired temporary credentials") {
  struct row {
    const char* code;
    const declared_errors* declared;
  };
  for (const auto& [code, declared] : {row{"InvalidSecurityToken.Expired", &of_eas},
                                       {"InvalidSecurityToken.MismatchWithAccessKey", &of_eas},
                                       {"MissingSecurityToken", &of_eas},
                                       {"SecurityTokenExpired", &of_eas},
                                       {"110", &of_qianfan},
                                       {"111", &of_qianfan},
                                       {"ExpiredToken", &no_declared_errors},
                                       {"AuthFailure.TokenFailure", &no_declared_errors},
                                       {"ExpiredTokenException", &of_eas}}) {
    CHECK(roster::detail::is_expired_token(code, false, *declared));
    CHECK(roster::detail::condition_of(400, code, *declared) == roster::errc::unauthenticated);
  }
  for (const auto* const declared : {&no_declared_errors, &of_eas, &of_qianfan})
    for (const char* code :
         {"", "InvalidAccessKeyId.NotFound", "SignatureDoesNotMatch", "14", "1100", "NoPermission"})
      CHECK(!roster::detail::is_expired_token(code, true, *declared));
  CHECK(roster::detail::is_expired_token("IamSignatureInvalid", true, of_qianfan));
  CHECK(!roster::detail::is_expired_token("IamSignatureInvalid", false, of_qianfan));
  CHECK(!roster::detail::is_expired_token("IamSignatureInvalid.Other", true, of_qianfan));
}

TEST_CASE("vendor_error: recognizes the codes of rejected signatures of AWS and Tencent Cloud") {
  for (const char* code : {"InvalidSignatureException", "AuthFailure.SignatureFailure",
                           "AuthFailure.SecretIdNotFound", "AuthFailure.InvalidSecretId", "AuthFailure"})
    CHECK(roster::detail::condition_of(200, code) == roster::errc::unauthenticated);
  CHECK(roster::detail::condition_of(200, "AuthFailure.UnauthorizedOperation") == roster::errc::forbidden);
}

TEST_CASE("vendor_error: recognizes codes for clock skew") {
  for (const char* code :
       {"InvalidTimeStamp.Expired", "InvalidTimeStamp.Format", "IllegalTimestamp", "RequestExpired"}) {
    CHECK(roster::detail::is_clock_skew(code, of_eas));
    CHECK(roster::detail::condition_of(400, code, of_eas) == roster::errc::unauthenticated);
  }
  CHECK(roster::detail::is_clock_skew("RequestExpired"));
  for (const char* code : {"", "InvalidSecurityToken.Expired", "SignatureDoesNotMatch", "SignatureNonceUsed"})
    CHECK(!roster::detail::is_clock_skew(code, of_eas));
}
