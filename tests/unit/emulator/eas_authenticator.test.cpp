// SPDX-License-Identifier: BSL-1.0
#include <roster/auth/acs3.hpp>
#include <roster/auth/detail/verify.hpp>
#include <roster/emulator/alibaba/detail/eas_cloud.hpp>
#include <roster/http/detail/date.hpp>
#include <support/emulator_requests.hpp>
#include <support/signature_vectors.hpp>

using namespace roster_test;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

roster::emulator::detail::eas_cloud strict_cloud(roster::credentials key = emulator_key()) {
  return roster::emulator::detail::eas_cloud({}, {.key = std::move(key)});
}

/// Returns code and status of an error response, "" if there is none, after checking its format.
std::string verdict(const roster::emulator::detail::cloud_response& reply) {
  if (reply.code.empty()) {
    CHECK(reply.response.status == 200);
    return "";
  }
  const auto error = eas_error(reply.response);
  CHECK(error.code == reply.code);
  CHECK(error.request_id == "request-1");
  CHECK(reply.response.headers.get("x-acs-request-id") == "request-1");
  CHECK(error.host_id == "emulator.test");
  CHECK(error.recommend.starts_with("https://api.aliyun.com/troubleshoot?q=" + error.code + "&"));
  CHECK_FALSE(error.message.empty());
  return error.code + ' ' + std::to_string(reply.response.status);
}

std::string ask(roster::emulator::detail::eas_cloud& cloud, const http::request& request,
                std::chrono::sys_seconds now = noon) {
  return verdict(cloud.handle(request, {now, "request-1"}));
}

}  // namespace

TEST_CASE("eas_authenticator: accepts a signed request") {
  auto cloud = strict_cloud();
  CHECK(ask(cloud, signed_eas(eas_request({{"Filter", "a b*~'!()"}, {"Label", R"({"团队":null})"}}), "n1")) ==
        "");
}

TEST_CASE(
    "eas_authenticator: a request without a signature or with an incomplete one is IncompleteSignature") {
  auto cloud = strict_cloud();
  CHECK(ask(cloud, eas_request()) == "IncompleteSignature 400");
  for (const char* odd :
       {"acs id:signature", "ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 Credential=emulator", "Bearer x"}) {
    auto request = signed_eas(eas_request(), "n1");
    request.headers.set("Authorization", odd);
    CHECK(ask(cloud, request) == "IncompleteSignature 400");
  }
}

TEST_CASE("eas_authenticator: a mandatory header that is missing or not signed is IncompleteSignature") {
  auto cloud = strict_cloud();
  for (const char* name :
       {"x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256", "x-acs-version", "x-acs-action"}) {
    CAPTURE(name);
    auto request = signed_eas(eas_request(), "n1");
    request.headers.erase(name);
    CHECK(ask(cloud, request) == "IncompleteSignature 400");
  }
  auto request = signed_eas(eas_request(), "n1");
  request.headers.set("x-acs-new", "not signed");
  CHECK(ask(cloud, request) == "IncompleteSignature 400");
}

TEST_CASE("eas_authenticator: an unknown key is InvalidAccessKeyId.NotFound") {
  auto cloud = strict_cloud();
  auto key = emulator_key();
  key.access_key_id = "somebody";
  CHECK(ask(cloud, signed_eas(eas_request(), "n1", noon, key)) == "InvalidAccessKeyId.NotFound 404");
}

TEST_CASE(
    "eas_authenticator: a wrong secret or a changed request is SignatureDoesNotMatch, with the string that "
    "the server signed") {
  auto cloud = strict_cloud();
  auto key = emulator_key();
  key.access_key_secret = roster::secret("wrong-secret");
  const auto reply = cloud.handle(signed_eas(eas_request(), "n1", noon, key), {noon, "request-1"});
  CHECK(verdict(reply) == "SignatureDoesNotMatch 400");
  CHECK(eas_error(reply.response).message.find("server StringToSign is [ACS3-HMAC-SHA256\n") !=
        std::string::npos);
  CHECK(reply.response.body.find("secret") == std::string::npos);

  auto changed = signed_eas(eas_request({{"PageNumber", "1"}}), "n2");
  changed.query = "PageNumber=2";
  CHECK(ask(cloud, changed) == "SignatureDoesNotMatch 400");
  auto body = signed_eas(eas_request(), "n3");
  body.body = "{}";
  CHECK(ask(cloud, body) == "SignatureDoesNotMatch 400");
}

TEST_CASE("eas_authenticator: a date may differ from the clock by at most 15 minutes, in both directions") {
  auto cloud = strict_cloud();
  CHECK(ask(cloud, signed_eas(eas_request(), "n1"), noon + minutes(15)) == "");
  CHECK(ask(cloud, signed_eas(eas_request(), "n2"), noon - minutes(15)) == "");
  CHECK(ask(cloud, signed_eas(eas_request(), "n3"), noon + minutes(15) + seconds(1)) ==
        "InvalidTimeStamp.Expired 400");
  CHECK(ask(cloud, signed_eas(eas_request(), "n4"), noon - minutes(15) - seconds(1)) ==
        "InvalidTimeStamp.Expired 400");
}

TEST_CASE("eas_authenticator: a signed date that cannot be parsed is InvalidTimeStamp.Format") {
  auto cloud = strict_cloud();
  // The signer writes dates itself; a signature over another text is built from the canonical request.
  auto request = signed_eas(eas_request(), "n1");
  request.headers.set("x-acs-date", "yesterday");
  const auto found =
      roster::detail::verify_acs3(request, [](auto) { return roster::secret("emulator-secret"); });
  const std::string signature = roster::detail::acs3_signature("emulator-secret", found.canonical_request);
  std::string authorization(request.headers.get("authorization"));
  authorization.replace(authorization.rfind('=') + 1, std::string::npos, signature);
  request.headers.set("Authorization", authorization);
  CHECK(ask(cloud, request) == "InvalidTimeStamp.Format 400");
}

TEST_CASE("eas_authenticator: a nonce can be used once while its request could be accepted") {
  auto cloud = strict_cloud();
  const auto request = signed_eas(eas_request(), "n1");
  CHECK(ask(cloud, request) == "");
  CHECK(ask(cloud, request) == "SignatureNonceUsed 400");
  CHECK(ask(cloud, signed_eas(eas_request({{"PageNumber", "2"}}), "n1")) == "SignatureNonceUsed 400");
  CHECK(ask(cloud, signed_eas(eas_request(), "n2")) == "");
  // The latest time at which this request is accepted is 30 minutes after the earliest one.
  const auto early = signed_eas(eas_request(), "n3", noon + minutes(15));
  CHECK(ask(cloud, early) == "");
  CHECK(ask(cloud, early, noon + minutes(30)) == "SignatureNonceUsed 400");
}

TEST_CASE("eas_authenticator: a rejected request does not use up its nonce") {
  auto cloud = strict_cloud();
  auto key = emulator_key();
  key.access_key_secret = roster::secret("wrong");
  CHECK(ask(cloud, signed_eas(eas_request(), "n1", noon, key)) == "SignatureDoesNotMatch 400");
  CHECK(ask(cloud, signed_eas(eas_request(), "n1")) == "");
}

TEST_CASE("eas_authenticator: temporary credentials need their token, and permanent ones must have none") {
  auto temporary = emulator_key();
  temporary.security_token = roster::secret("token");
  auto cloud = strict_cloud(temporary);
  CHECK(ask(cloud, signed_eas(eas_request(), "n1", noon, temporary)) == "");
  CHECK(ask(cloud, signed_eas(eas_request(), "n2")) == "MissingSecurityToken 400");
  auto other = temporary;
  other.security_token = roster::secret("another");
  CHECK(ask(cloud, signed_eas(eas_request(), "n3", noon, other)) ==
        "InvalidSecurityToken.MismatchWithAccessKey 400");
  auto lasting = strict_cloud();
  CHECK(ask(lasting, signed_eas(eas_request(), "n4", noon, temporary)) ==
        "InvalidSecurityToken.MismatchWithAccessKey 400");
}

TEST_CASE(
    "eas_authenticator: an unknown path, method or action is InvalidAction.NotFound, another version "
    "InvalidVersion") {
  auto cloud = strict_cloud();
  auto request = signed_eas(eas_request(), "n1");
  request.path = "/api/v2/resources";
  CHECK(ask(cloud, request) == "InvalidAction.NotFound 404");
  request = signed_eas(eas_request(), "n1");
  request.method = "POST";
  CHECK(ask(cloud, request) == "InvalidAction.NotFound 404");
  request = signed_eas(eas_request(), "n1");
  request.headers.set("x-acs-action", "ListResources");
  CHECK(ask(cloud, request) == "InvalidAction.NotFound 404");
  request = signed_eas(eas_request(), "n1");
  request.headers.set("x-acs-version", "2018-01-01");
  CHECK(ask(cloud, request) == "InvalidVersion 400");
}

TEST_CASE("eas_authenticator: a bad parameter of an authenticated request is InvalidParameter") {
  auto cloud = strict_cloud();
  CHECK(ask(cloud, signed_eas(eas_request({{"PageSize", "0"}}), "n1")) == "InvalidParameter 400");
}

TEST_CASE("eas_authenticator: a response that cannot be written is InternalError") {
  roster::emulator::detail::eas_record broken;
  broken.service.service_id = "\xff";  // not UTF-8: it cannot be written as JSON
  roster::emulator::detail::eas_cloud cloud({broken}, {.verify_signatures = false});
  CHECK(ask(cloud, eas_request()) == "InternalError 500");
}

TEST_CASE("eas_authenticator: accepts every request if signatures are not verified") {
  roster::emulator::detail::eas_cloud cloud({}, {.verify_signatures = false});
  CHECK(ask(cloud, eas_request()) == "");
  auto request = signed_eas(eas_request(), "n1", noon - minutes(500));
  CHECK(ask(cloud, request) == "");
  CHECK(ask(cloud, request) == "");
}

TEST_CASE("eas_authenticator: accepts the recorded requests of the vendor's client") {
  using namespace signature_vectors;
  int taken = 0;
  for (const json::value& vector : signature_vectors::eas().at("vectors").as_array()) {
    const json::value& in = vector.at("input");
    const auto request = wire_request(vector);
    if (text(in.at("auth_type")) != "AK") continue;
    CAPTURE(text(vector.at("name")));
    const roster::credentials key{.access_key_id = text(in.at("access_key_id")),
                                  .access_key_secret = roster::secret(text(in.at("access_key_secret"))),
                                  .security_token = roster::secret(text(in.at("security_token")))};
    roster::emulator::detail::eas_cloud cloud({}, {.key = key});
    const auto date = http::detail::parse_utc_date(text(in.at("date")));
    REQUIRE(date);
    const auto reply = cloud.handle(request, {*date, "request-1"});
    CAPTURE(reply.response.body);
    CHECK(reply.code == "");
    taken += reply.code.empty();
    CHECK(cloud.handle(request, {*date, "request-1"}).code == "SignatureNonceUsed");
  }
  CHECK(taken == 42);
}
