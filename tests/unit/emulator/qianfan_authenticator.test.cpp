// SPDX-License-Identifier: BSL-1.0
#include <roster/emulator/baidu/detail/qianfan_cloud.hpp>
#include <roster/http/detail/date.hpp>
#include <support/emulator_requests.hpp>
#include <support/signature_vectors.hpp>

using namespace roster_test;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

roster::emulator::detail::qianfan_cloud strict_cloud(roster::credentials key = emulator_key()) {
  return roster::emulator::detail::qianfan_cloud({}, {.key = std::move(key)});
}

/// Returns code and status of an error response, "" if there is none, after checking its format.
std::string ask(const roster::emulator::detail::qianfan_cloud& cloud, const http::request& request,
                std::chrono::sys_seconds now = noon) {
  const auto reply = cloud.handle(request, {now, "request-1"});
  if (reply.code.empty()) {
    CHECK(reply.response.status == 200);
    return "";
  }
  const auto error = qianfan_error(reply.response);
  CHECK(error.code == reply.code);
  CHECK(error.request_id == "request-1");
  CHECK(reply.response.headers.get("x-bce-request-id") == "request-1");
  CHECK_FALSE(error.message.empty());
  return error.code + ' ' + std::to_string(reply.response.status);
}

std::string message(const roster::emulator::detail::qianfan_cloud& cloud, const http::request& request) {
  return qianfan_error(cloud.handle(request, {noon, "request-1"}).response).message;
}

}  // namespace

TEST_CASE("qianfan_authenticator: accepts a signed request, and the same one again") {
  const auto cloud = strict_cloud();
  const auto request = signed_qianfan(qianfan_request());
  CHECK(ask(cloud, request) == "");
  CHECK(ask(cloud, request) == "");
}

TEST_CASE("qianfan_authenticator: no signature is SignatureEmpty, a malformed one InvalidHTTPAuthHeader") {
  const auto cloud = strict_cloud();
  CHECK(ask(cloud, qianfan_request()) == "SignatureEmpty 400");
  CHECK(message(cloud, qianfan_request()) == "Signature is invalid: Signature is empty.");
  for (const char* odd :
       {"Bearer token", "bce-auth-v1/emulator", "bce-auth-v1/emulator/today/1800/host/abc"}) {
    auto request = signed_qianfan(qianfan_request());
    request.headers.set("Authorization", odd);
    CHECK(ask(cloud, request) == "InvalidHTTPAuthHeader 400");
  }
}

TEST_CASE(
    "qianfan_authenticator: a signed header that is missing is IamSignatureInvalid, and the message names "
    "it") {
  auto request = signed_qianfan(qianfan_request());
  request.headers.erase("x-bce-date");
  CHECK(ask(strict_cloud(), request) == "IamSignatureInvalid 403");
  CHECK(message(strict_cloud(), request) ==
        "IamSignatureInvalid, cause: Fail to authn user: Missing headers required by signing: x-bce-date");
}

TEST_CASE("qianfan_authenticator: an unknown key is IamSignatureInvalid: could not find credential") {
  auto key = emulator_key();
  key.access_key_id = "somebody";
  const auto request = signed_qianfan(qianfan_request(), noon, key);
  CHECK(ask(strict_cloud(), request) == "IamSignatureInvalid 403");
  CHECK(message(strict_cloud(), request) == "IamSignatureInvalid, cause: Could not find credential.");
}

TEST_CASE(
    "qianfan_authenticator: a wrong secret or a changed request is IamSignatureInvalid: does not match") {
  auto key = emulator_key();
  key.access_key_secret = roster::secret("wrong");
  const std::string expected = "IamSignatureInvalid, cause: Fail to authn user: Signature does not match";
  const auto request = signed_qianfan(qianfan_request(), noon, key);
  CHECK(ask(strict_cloud(), request) == "IamSignatureInvalid 403");
  CHECK(message(strict_cloud(), request) == expected);
  auto changed = signed_qianfan(qianfan_request());
  changed.query += "&extra=1";
  CHECK(message(strict_cloud(), changed) == expected);
}

TEST_CASE("qianfan_authenticator: a signature is valid until the expiration that the client has set") {
  const auto cloud = strict_cloud();
  auto request = qianfan_request();
  roster::bce_v1({.expiration = seconds(300)}).sign(request, emulator_key(), {.now = noon, .nonce = {}});
  CHECK(ask(cloud, request, noon + seconds(300)) == "");
  CHECK(ask(cloud, request, noon + seconds(301)) == "RequestExpired 400");
}

TEST_CASE(
    "qianfan_authenticator: a date may differ from the clock by at most 30 minutes, in both directions") {
  const auto cloud = strict_cloud();
  auto request = qianfan_request();
  roster::bce_v1({.expiration = seconds(180'000)}).sign(request, emulator_key(), {.now = noon, .nonce = {}});
  CHECK(ask(cloud, request, noon + minutes(30)) == "");
  CHECK(ask(cloud, request, noon - minutes(30)) == "");
  CHECK(ask(cloud, request, noon + minutes(30) + seconds(1)) == "RequestExpired 400");
  CHECK(ask(cloud, request, noon - minutes(30) - seconds(1)) == "RequestExpired 400");
}

TEST_CASE("qianfan_authenticator: the message says which date has expired") {
  const auto reply =
      strict_cloud().handle(signed_qianfan(qianfan_request()), {noon + minutes(31), "request-1"});
  CHECK(qianfan_error(reply.response).message ==
        "Request has expired. Timestamp date is 2026-07-01T12:00:00Z.");
}

TEST_CASE(
    "qianfan_authenticator: temporary credentials need their token, and permanent ones must have none") {
  auto temporary = emulator_key();
  temporary.security_token = roster::secret("token");
  CHECK(ask(strict_cloud(temporary), signed_qianfan(qianfan_request(), noon, temporary)) == "");
  CHECK(ask(strict_cloud(temporary), signed_qianfan(qianfan_request())) == "IamSignatureInvalid 403");
  CHECK(ask(strict_cloud(), signed_qianfan(qianfan_request(), noon, temporary)) == "IamSignatureInvalid 403");
}

TEST_CASE("qianfan_authenticator: an unknown path is ResourceNotFound, another version InvalidVersion") {
  auto request = signed_qianfan(qianfan_request());
  request.path = "/v2/zzz_bogus";
  CHECK(ask(strict_cloud(), request) == "ResourceNotFound 404");
  request.path = "/v3/service";
  CHECK(ask(strict_cloud(), request) == "InvalidVersion 404");
}

TEST_CASE("qianfan_authenticator: another method is InvalidHTTPRequest, another or no action InvalidURI") {
  auto request = signed_qianfan(qianfan_request());
  request.method = "GET";
  CHECK(ask(strict_cloud(), request) == "InvalidHTTPRequest 400");
  for (const char* query : {"", "Action=DescribeServicesNow", "action=DescribeServices", "Action=%ZZ"}) {
    request = signed_qianfan(qianfan_request());
    request.query = query;
    CHECK(ask(strict_cloud(), request) == "InvalidURI 400");
  }
}

TEST_CASE("qianfan_authenticator: a bad body is reported after authentication") {
  CHECK(ask(strict_cloud(), signed_qianfan(qianfan_request("{"))) == "MalformedJSON 400");
  CHECK(ask(strict_cloud(), signed_qianfan(qianfan_request(R"({"maxKeys":0})"))) == "InappropriateJSON 400");
}

TEST_CASE("qianfan_authenticator: a response that cannot be written is InternalError") {
  const roster::emulator::detail::qianfan_cloud cloud({{.service_id = "\xff"}}, {.verify_signatures = false});
  CHECK(ask(cloud, qianfan_request()) == "InternalError 500");
}

TEST_CASE(
    "qianfan_authenticator: accepts the recorded requests of the vendor's clients, with the host signed "
    "without its port") {
  using namespace signature_vectors;
  int taken = 0;
  for (const json::value& vector : signature_vectors::qianfan().at("vectors").as_array()) {
    if (text(vector.at("kind")) != "live") continue;
    const json::value& in = vector.at("input");
    auto request = wire_request(vector);
    if (request.path != "/v2/service" || request.method != "POST" ||
        request.query != "Action=DescribeServices")
      continue;
    CAPTURE(text(vector.at("id")));
    const roster::credentials key{.access_key_id = text(in.at("ak")),
                                  .access_key_secret = roster::secret(text(in.at("sk"))),
                                  .security_token = roster::secret(text(in.at("session_token")))};
    const auto date = http::detail::parse_utc_date(text(in.at("timestamp")));
    REQUIRE(date);
    const auto reply =
        roster::emulator::detail::qianfan_cloud({}, {.key = key}).handle(request, {*date, "request-1"});
    CAPTURE(reply.response.body);
    CHECK((reply.code.empty() || reply.code == "InappropriateJSON"));  // some have invalid parameters
    ++taken;
  }
  CHECK(taken == 18);
}
