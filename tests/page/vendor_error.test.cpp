// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/page/vendor_error.hpp>
#include <string>
#include <vector>

using roster::condition_of;
using roster::errc;
using roster::read_vendor_error;

TEST_CASE("vendor error: reads Alibaba Cloud's shape with recommendation and missing permission") {
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

TEST_CASE("vendor error: reads the lower-case spelling of the same shape") {
  const auto error = read_vendor_error(
      {.status = 403,
       .body =
           R"({"requestId":"r1","code":"Forbidden","message":"no","accessDeniedDetail":{"AuthAction":"eas:ListServices"}})"});
  REQUIRE(error);
  CHECK(error->code == "Forbidden");
  CHECK(error->request_id == "r1");
  CHECK(error->missing_permission == "eas:ListServices");
}

TEST_CASE("vendor error: reads Baidu's three shapes") {
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
                                                      {"X-Bce-Request-Id", "r3"}}});
  REQUIRE(headers);
  CHECK(headers->code == "AccessDenied");
  CHECK(headers->message == "denied");
  CHECK(headers->request_id == "r3");
}

TEST_CASE("vendor error: reads a nested error object, as OpenAI-compatible services send") {
  const auto error = read_vendor_error(
      {.status = 401,
       .body = R"({"error":{"message":"Incorrect API key","type":"x","code":"invalid_api_key"}})"});
  REQUIRE(error);
  CHECK(error->code == "invalid_api_key");
  CHECK(error->message == "Incorrect API key");
}

TEST_CASE("vendor error: takes the request id from a header where the body has none") {
  const auto error = read_vendor_error(
      {.status = 400, .headers = {{"x-acs-request-id", "h1"}}, .body = R"({"Code":"X","Message":"y"})"});
  REQUIRE(error);
  CHECK(error->request_id == "h1");
}

TEST_CASE("vendor error: what is no error is none") {
  for (const std::string body :
       {"", "null", "[]", "<html></html>", R"({"Services":[]})", R"({"Code":)", "\xff"}) {
    CAPTURE(body);
    CHECK_FALSE(read_vendor_error({.status = 500, .body = body}));
  }
}

TEST_CASE("vendor error: codes and statuses map to portable conditions, row by row") {
  struct row {
    unsigned status;
    std::string code;
    errc condition;
  };
  const std::vector<row> table{
      {400, "Throttling", errc::throttled},
      {400, "Throttling.User", errc::throttled},
      {400, "Rejected.Throttling", errc::throttled},
      {429, "", errc::throttled},
      {200, "18", errc::throttled},
      {200, "336501", errc::throttled},
      {404, "InvalidAccessKeyId.NotFound", errc::unauthenticated},
      {400, "InvalidAccessKeyId.Inactive", errc::unauthenticated},
      {400, "SignatureDoesNotMatch", errc::unauthenticated},
      {400, "SignatureNonceUsed", errc::unauthenticated},
      {400, "InvalidTimeStamp.Expired", errc::unauthenticated},
      {403, "InvalidSecurityToken.Expired", errc::unauthenticated},
      {403, "IamSignatureInvalid", errc::unauthenticated},
      {400, "SignatureEmpty", errc::unauthenticated},
      {400, "RequestExpired", errc::unauthenticated},
      {401, "", errc::unauthenticated},
      {200, "110", errc::unauthenticated},
      {403, "Forbidden.RAM", errc::forbidden},
      {400, "NoPermission", errc::forbidden},
      {403, "AccessDenied", errc::forbidden},
      {403, "", errc::forbidden},
      {500, "InternalError", errc::unavailable},
      {503, "ServiceUnavailable", errc::unavailable},
      {502, "", errc::unavailable},
      {504, "", errc::unavailable},
      {408, "", errc::unavailable},
      {200, "336100", errc::unavailable},
      {407, "", errc::proxy},
      {400, "InvalidParameter", errc::rejected},
      {400, "MissingPageNumber", errc::rejected},
      {404, "InvalidAction.NotFound", errc::rejected},
      {404, "", errc::rejected},
      {501, "", errc::rejected},
      {413, "", errc::rejected},
  };
  for (const auto& [status, code, condition] : table) {
    CAPTURE(status);
    CAPTURE(code);
    CHECK(condition_of(status, code) == condition);
  }
}

TEST_CASE("vendor_error: some codes say that temporary credentials are good no longer") {
  for (const char* code : {"InvalidSecurityToken.Expired", "InvalidSecurityToken.MismatchWithAccessKey",
                           "MissingSecurityToken", "SecurityTokenExpired", "110", "111"}) {
    CHECK(roster::refuses_token(code, false));
    CHECK(roster::condition_of(400, code) == roster::errc::unauthenticated);
  }
  for (const char* code :
       {"", "InvalidAccessKeyId.NotFound", "SignatureDoesNotMatch", "14", "1100", "NoPermission"})
    CHECK(!roster::refuses_token(code, true));
  CHECK(roster::refuses_token("IamSignatureInvalid", true));
  CHECK(!roster::refuses_token("IamSignatureInvalid", false));
}

TEST_CASE("vendor_error: some codes say that the clock is wrong") {
  for (const char* code :
       {"InvalidTimeStamp.Expired", "InvalidTimeStamp.Format", "IllegalTimestamp", "RequestExpired"}) {
    CHECK(roster::refuses_clock(code));
    CHECK(roster::condition_of(400, code) == roster::errc::unauthenticated);
  }
  for (const char* code : {"", "InvalidSecurityToken.Expired", "SignatureDoesNotMatch", "SignatureNonceUsed"})
    CHECK(!roster::refuses_clock(code));
}
