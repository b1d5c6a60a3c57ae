// SPDX-License-Identifier: BSL-1.0
#include <roster/emulator/detail/emulator_state.hpp>
#include <roster/emulator/faults/detail/apply_fault.hpp>
#include <support/emulator_requests.hpp>

using namespace roster_test;
using roster::emulator::fault;
using roster::emulator::fault_kind;
using namespace std::chrono_literals;

namespace {

roster::emulator::detail::cloud_response good() {
  return {
      .response = {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = "0123456789"}};
}

roster::emulator::detail::emulated_response apply(const fault& what, std::string_view vendor = "eas",
                                                  std::string_view needed = "eas:ListServices") {
  auto reply = good();
  reply.needed = needed;
  const roster::emulator::detail::request_context context{noon, "request-1"};
  auto out = roster::emulator::detail::apply_fault(
      what, reply, roster::emulator::detail::errors_of_vendor(vendor, "emulator.test", context, needed));
  CHECK(out.response.body == reply.response.body);
  return out;
}

struct denied_detail {
  std::string auth_action{};
  std::string no_permission_type{};
};
struct denied_error {
  std::string code{};
  std::string message{};
  std::optional<denied_detail> access_denied_detail{};
};
struct first_error {
  std::string log_id{};
  std::int64_t error_code{};
  std::string error_msg{};
};

}  // namespace

TEST_CASE("apply_fault: a delay does not change the response") {
  const auto out = apply({.kind = fault_kind::delay, .wait = 30ms});
  CHECK(out.wait == 30ms);
  CHECK(out.response.status == 200);
  CHECK(out.response.body == "0123456789");
  CHECK_FALSE(out.broken);
}

TEST_CASE("apply_fault: every kind of fault can wait first") {
  CHECK(apply({.kind = fault_kind::status, .wait = 30ms}).wait == 30ms);
  CHECK(apply({.kind = fault_kind::reset, .wait = 30ms}).wait == 30ms);
}

TEST_CASE("apply_fault: a status fault has the vendor's error format and is InternalError 500 by default") {
  const auto plain = apply({.kind = fault_kind::status});
  CHECK(plain.response.status == 500);
  CHECK(eas_error(plain.response).code == "InternalError");
  CHECK(eas_error(plain.response).host_id == "emulator.test");
  const auto other =
      apply({.kind = fault_kind::status, .status = 503, .code = "Busy", .message = "later"}, "qianfan");
  CHECK(other.response.status == 503);
  CHECK(qianfan_error(other.response).code == "Busy");
  CHECK(qianfan_error(other.response).message == "later");
}

TEST_CASE("apply_fault: the default code of a status fault follows the status") {
  const auto codes = [](unsigned status) {
    const fault what{.kind = fault_kind::status, .status = status};
    const auto qianfan = apply(what, "qianfan").response;
    CHECK(qianfan.status == status);
    if (status == 429) return eas_error(apply(what).response).code + ' ' + qianfan.body.substr(0, 30);
    return eas_error(apply(what).response).code + ' ' + qianfan_error(qianfan).code;
  };
  CHECK(codes(400) == "InvalidParameter InappropriateJSON");
  CHECK(codes(401) == "InvalidAccessKeyId.NotFound IamSignatureInvalid");
  CHECK(codes(403) == "NoPermission AccessDenied");
  CHECK(codes(404) == "InvalidService.NotFound ResourceNotFound");
  CHECK(codes(408) == "InternalError InternalError");
  CHECK(codes(409) == "InvalidParameter InappropriateJSON");
  CHECK(codes(429).starts_with("Throttling.User {"));
  CHECK(codes(503) == "InternalError InternalError");
  const auto headers = apply(
      {.kind = fault_kind::status, .status = 404, .body = roster::emulator::fault_body::headers}, "qianfan");
  CHECK(headers.response.headers.get("x-bce-error-code") == "ResourceNotFound");
  CHECK(headers.response.headers.get("x-bce-error-message") == "The requested resource was not found.");
}

TEST_CASE("apply_fault: an error can have the status 200") {
  for (const char* vendor : {"eas", "qianfan"}) {
    const auto out = apply({.kind = fault_kind::status, .status = 200, .code = "InternalError"}, vendor);
    CHECK(out.response.status == 200);
    CHECK(out.response.body.find("\"InternalError\"") != std::string::npos);
  }
  const auto numeric = apply({.kind = fault_kind::status, .status = 200, .code = "336100"}, "qianfan");
  first_error read;
  REQUIRE_FALSE(roster::decode(numeric.response.body, read));
  CHECK(read.error_code == 336100);
  CHECK(read.log_id == "request-1");
}

TEST_CASE("apply_fault: the body of a status fault can be HTML, empty, or empty with error headers") {
  const auto page =
      apply({.kind = fault_kind::status, .status = 502, .body = roster::emulator::fault_body::html});
  CHECK(page.response.status == 502);
  CHECK(page.response.headers.get("content-type") == "text/html");
  CHECK(page.response.body.starts_with("<html>"));
  const auto empty = apply({.kind = fault_kind::status, .body = roster::emulator::fault_body::empty});
  CHECK(empty.response.body.empty());
  CHECK_FALSE(empty.response.headers.contains("content-type"));
  CHECK_FALSE(empty.response.headers.contains("x-bce-error-code"));
  const auto headers = apply({.kind = fault_kind::status,
                              .status = 403,
                              .code = "AccessDenied",
                              .message = "no",
                              .body = roster::emulator::fault_body::headers},
                             "qianfan");
  CHECK(headers.response.body.empty());
  CHECK(headers.response.headers.get("x-bce-error-code") == "AccessDenied");
  CHECK(headers.response.headers.get("x-bce-error-message") == "no");
  CHECK(headers.response.headers.get("x-bce-request-id") == "request-1");
}

TEST_CASE("apply_fault: throttling has the vendor's error code") {
  const auto eas = apply({.kind = fault_kind::throttle});
  CHECK(eas.response.status == 429);
  CHECK(eas_error(eas.response).code == "Throttling.User");
  CHECK_FALSE(eas.response.headers.contains("x-acs-retry-after"));
  CHECK_FALSE(eas.response.headers.contains("retry-after"));
  const auto qianfan = apply({.kind = fault_kind::throttle}, "qianfan");
  CHECK(qianfan.response.status == 429);
  first_error read;
  REQUIRE_FALSE(roster::decode(qianfan.response.body, read));
  CHECK(read.error_code == 18);
  const auto own = apply({.kind = fault_kind::throttle, .status = 503, .code = "Throttling.Api"});
  CHECK(own.response.status == 503);
  CHECK(eas_error(own.response).code == "Throttling.Api");
}

TEST_CASE("apply_fault: throttling sends the configured retry hints") {
  const auto out =
      apply({.kind = fault_kind::throttle, .retry_after_ms = 50ms, .retry_after = 2s, .ratelimit_ms = 700ms});
  CHECK(out.response.headers.get("x-acs-retry-after") == "50");
  CHECK(out.response.headers.get("Retry-After") == "2");
  CHECK(out.response.headers.get("x-ratelimit-user-api") == "Limit:1,Remain:0,TimeLeft:700,Reset:700");
}

TEST_CASE("apply_fault: a missing permission has the vendor's error code") {
  const auto out = apply({.kind = fault_kind::denied});
  CHECK(out.response.status == 403);
  denied_error read;
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(out.response.body, read));
  CHECK(read.code == "NoPermission");
  REQUIRE(read.access_denied_detail);
  CHECK(read.access_denied_detail->auth_action == "eas:ListServices");
  const auto describe = apply({.kind = fault_kind::denied}, "eas", "eas:DescribeService");
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(describe.response.body, read));
  CHECK(read.message == "You are not authorized to perform this action. (eas:DescribeService)");
  CHECK(read.access_denied_detail->auth_action == "eas:DescribeService");
  const auto qianfan = apply({.kind = fault_kind::denied}, "qianfan");
  CHECK(qianfan.response.status == 403);
  CHECK(qianfan_error(qianfan.response).code == "AccessDenied");
}

TEST_CASE("apply_fault: an expired token has the vendor's error code") {
  const auto eas = apply({.kind = fault_kind::expired_token});
  CHECK(eas.response.status == 400);
  CHECK(eas_error(eas.response).code == "InvalidSecurityToken.Expired");
  const auto qianfan = apply({.kind = fault_kind::expired_token, .message = "over"}, "qianfan");
  CHECK(qianfan.response.status == 403);
  CHECK(qianfan_error(qianfan.response).code == "IamSignatureInvalid");
  CHECK(qianfan_error(qianfan.response).message == "over");
}

TEST_CASE("apply_fault: broken connections define how many bytes are sent") {
  const auto before = apply({.kind = fault_kind::reset}).broken.value();
  CHECK(before.how == roster::emulator::detail::broken_by::reset);
  CHECK_FALSE(before.anything);
  const auto header =
      apply({.kind = fault_kind::reset, .where = roster::emulator::reset_place::header}).broken.value();
  CHECK(header.anything);
  CHECK_FALSE(header.header);
  const auto body =
      apply({.kind = fault_kind::reset, .where = roster::emulator::reset_place::body}).broken.value();
  CHECK(body.header);
  CHECK(body.body == 5);
  const auto cut = apply({.kind = fault_kind::cut}).broken.value();
  CHECK(cut.how == roster::emulator::detail::broken_by::close);
  CHECK(cut.body == 5);
  CHECK(apply({.kind = fault_kind::cut, .bytes = 3}).broken->body == 3);
  CHECK(apply({.kind = fault_kind::cut, .bytes = 10}).broken->body == 9);
  const auto truncated = apply({.kind = fault_kind::truncate}).broken.value();
  CHECK(truncated.body == 10);
  CHECK(truncated.overstated == 100);
  CHECK(apply({.kind = fault_kind::truncate, .bytes = 1}).broken->overstated == 1);
}

TEST_CASE("apply_fault: a JSON fault corrupts the body and keeps Content-Length correct") {
  const auto body = [](const char* spec, std::string was = R"({"a":[1]})") {
    roster::emulator::detail::cloud_response reply{.response = {.status = 200, .body = std::move(was)}};
    const roster::emulator::detail::request_context context{noon, "r"};
    return roster::emulator::detail::apply_fault(
               roster::emulator::parse_fault(spec), reply,
               roster::emulator::detail::errors_of_vendor("eas", "h", context, ""))
        .response.body;
  };
  CHECK(body("json") == R"({"a")");
  CHECK(body("json:how=trailing") == R"({"a":[1]}})");
  CHECK(body("json:how=nan") == R"({"unexpected":NaN,"a":[1]})");
  CHECK(body("json:how=nan", "{}") == R"({"unexpected":NaN})");
  CHECK(body("json:how=utf8") == "{\"unexpected\":\"\xC3\x28\",\"a\":[1]}");
  CHECK(body("json:how=deep").starts_with(R"({"unexpected":[[[[)"));
  CHECK(body("json:how=deep").size() == 200'000 + 23);
  CHECK(body("json:how=list") == R"([{"a":[1]}])");
  CHECK(body("json:how=null") == "null");
}

TEST_CASE("apply_fault: faults that corrupt bytes leave the response to the sender") {
  for (const char* spec : {"stall", "drip", "flood", "malformed", "garble", "interim", "surplus"}) {
    const auto out = apply(roster::emulator::parse_fault(spec));
    REQUIRE(out.spoilt);
    CHECK(roster::emulator::name_of(out.spoilt->kind) == spec);
    CHECK_FALSE(out.broken);
    CHECK(out.response.body == "0123456789");
  }
  CHECK(apply(roster::emulator::parse_fault("cut:no-length=yes")).broken->no_length);
}
