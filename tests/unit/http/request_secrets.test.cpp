// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/detail/base64.hpp>
#include <roster/http/detail/redact.hpp>
#include <string>

namespace http = roster::http;

namespace {

/// Returns the text, redacted with the secrets of a request.
std::string redacted(const http::request& sent, const std::string& text) {
  roster::detail::redactor known;
  http::detail::add_secrets(known, sent);
  return known.redact(text);
}

http::request with(std::string name, std::string value) {
  http::request out;
  out.headers.add(std::move(name), std::move(value));
  return out;
}

std::string after_authorization(const std::string& value, const std::string& text) {
  return redacted(with("Authorization", value), text);
}

}  // namespace

TEST_CASE("add_secrets: the secret part of Authorization depends on its scheme (fault 190)") {
  const std::string signature = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  CHECK(after_authorization(
            "ACS3-HMAC-SHA256 Credential=LTAI-key-id,SignedHeaders=host;x-acs-date,Signature=" + signature,
            "LTAI-key-id signed host;x-acs-date as " + signature) ==
        "LTAI-key-id signed host;x-acs-date as ***");
  CHECK(after_authorization("bce-auth-v1/bce-key-id/2026-01-07T01:11:30Z/1800/host;x-bce-date/" + signature,
                            "bce-key-id signed host;x-bce-date as " + signature) ==
        "bce-key-id signed host;x-bce-date as ***");
  for (const std::string token :
       {"sk-planted,with;odd/signs=", "sk;planted", "a/b=planted,c", "Signature=planted-x,y", "planted"}) {
    CHECK(after_authorization("Bearer " + token, "key " + token + " is bad") == "key *** is bad");
    CHECK(after_authorization("bearer  " + token, "key " + token + " is bad") == "key *** is bad");
    CHECK(after_authorization("Token " + token, "key " + token + " is bad") == "key *** is bad");
    CHECK(after_authorization(token, "key " + token + " is bad") == "key *** is bad");
    CHECK(redacted(with("X-Auth", "Bearer " + token), "key " + token + " is bad") == "key *** is bad");
  }
}

TEST_CASE("add_secrets: of a canonical-request signature, only the signature is secret") {
  const std::string signature = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  for (const std::string begin :
       {"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE01/20260107/eu-west-1/sagemaker/aws4_request, ",
        "HMAC-SHA256 Credential=AKIDEXAMPLE01/20260107/cn-beijing/ark/request, ",
        "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE01/2026-01-07/tione/tc3_request, ",
        "SDK-HMAC-SHA256 Access=AKIDEXAMPLE01, "}) {
    CAPTURE(begin);
    const std::string said = "AKIDEXAMPLE01 signed content-type;host;x-amz-date of aws4_request as ";
    CHECK(after_authorization(begin + "SignedHeaders=content-type;host;x-amz-date, Signature=" + signature,
                              said + signature) == said + "***");
    CHECK(after_authorization(begin + "planted-value", "got:planted-value") == "got:***");
  }
  CHECK(after_authorization("X-HMAC-SHA256 id=planted-id, Signature=" + signature, "got planted-id") ==
        "got ***");
}

TEST_CASE("add_secrets: a header that is marked as secret is redacted, whatever its name is") {
  http::request sent;
  sent.headers.add("x-acs-version", "2021-07-01");
  sent.headers.set_secret("X-Tenant", "planted/value");
  CHECK(redacted(sent, "2021-07-01 of planted/value and planted%2Fvalue") == "2021-07-01 of *** and ***");
  sent.headers.set_secret("authorization", "Key planted-1234");
  CHECK(redacted(sent, "got planted-1234") == "got ***");
  const http::headers copy = sent.headers;
  sent.headers.set("x-tenant", "planted/value");  // replaced by one that is not secret
  CHECK(redacted(sent, "planted/value") == "planted/value");
  http::request other;
  other.headers = copy;
  CHECK(redacted(other, "planted/value") == "***");
}

TEST_CASE("add_secrets: redacts the password of Basic, also in base64 (fault 190)") {
  const auto basic = "Basic " + roster::detail::base64_encode("bob:planted-password");
  CHECK(after_authorization(basic, "bob:planted-password") == "***");
  CHECK(after_authorization(basic, "bob and Planted-Password") == "bob and ***");
  CHECK(after_authorization(basic, "got Ym9iOnBsYW50ZWQtcGFzc3dvcmQ=") == "got ***");
  CHECK(after_authorization(basic, "got Ym9iOnBsYW50ZWQ") == "got ***");
  CHECK(redacted(with("Proxy-Authorization", basic), "no planted-password") == "no ***");
  CHECK(after_authorization("Basic not base64, but planted", "not base64, but planted") == "***");
  CHECK(after_authorization("Basic " + roster::detail::base64_encode("planted-token:"), "planted-token") ==
        "***");
  CHECK(after_authorization("Basic " + roster::detail::base64_encode("bob:pw"), "bob:pw has a pw") ==
        "*** has a pw");
}

TEST_CASE("add_secrets: redacts the values of other headers with a secret name") {
  CHECK(redacted(with("Cookie", "session=planted-session; lang=en; sid_token=abc12"),
                 "you sent session=planted-session; lang=en; sid_token=abc12, abc12 and en") ==
        "you sent ***, *** and en");
  CHECK(redacted(with("X-Api-Key", "planted first, planted second"),
                 "no key: planted first, planted second") == "no key: ***");
  CHECK(redacted(with("X-Password", "planted password"), "planted password is wrong") == "*** is wrong");
  CHECK(redacted(with("x-acs-version", "2021-07-01"), "2021-07-01") == "2021-07-01");
}

TEST_CASE("add_secrets: finds secrets by the names of headers and query parameters (fault 187)") {
  for (const char* name :
       {"x-auth", "x-jwt", "x-session", "X-Credential", "X-Passwd", "X-Signature", "x-api-keys"}) {
    CAPTURE(name);
    CHECK(redacted(with(name, "planted-value"), "got planted-value") == "got ***");
  }
  http::request sent;
  sent.query = "a=not-a-secret&security%5Ftoken=planted%2Fvalue&OIDCToken=another-one&sig=abc";
  CHECK(redacted(sent, "got planted/value, planted%2Fvalue and another-one, not-a-secret, abc") ==
        "got ***, *** and ***, not-a-secret, abc");
  sent.query = "token=planted%zzvalue";  // not a valid escape
  CHECK(redacted(sent, "got planted%zzvalue") == "got ***");
}

TEST_CASE("add_secrets: finds values with secret names in forms and JSON bodies") {
  http::request form;
  form.headers.set("content-type", "application/x-www-form-urlencoded");
  form.body = "RoleArn=acs%3Aram&OIDCToken=head.body%2Bsign";
  CHECK(redacted(form, "acs:ram, head.body+sign") == "acs:ram, ***");
  http::request json;
  json.body =
      R"({"name":"planted-name","list":[{"access_token" : "planted\/\u0074oken"}],"Password":"planted-pw",
                  "n":1,"api-key":null,"x":"token","y":"planted-y","secret":"planted-\"quoted\"","token":)";
  CHECK(redacted(json, "planted-name, planted/token, planted-pw, planted-y, planted-\"quoted\"") ==
        "planted-name, ***, ***, planted-y, ***");
  for (const std::string odd :
       {"{\"token\":\"", "{\"token\":\"planted", "[\"", "{\"a\\", "{", "[\"token\"", "{\"token\":"}) {
    json.body = odd;
    CHECK(redacted(json, "nothing") == "nothing");
  }
}

TEST_CASE("add_all_parameters: treats all values of a query as secrets") {
  roster::detail::redactor known;
  http::detail::add_all_parameters(known, "a=planted-1&b=planted%2F2&flag&c=");
  CHECK(known.redact("planted-1, planted/2, flag") == "***, ***, flag");
}
