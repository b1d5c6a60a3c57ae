// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/client/sent_secrets.hpp>
#include <roster/printable.hpp>
#include <string>

using roster::detail::sent_secrets;

namespace {

const std::string token = "CAIS/planted+token/of==";
const std::string signature = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

sent_secrets of_a_request() {
  roster::http::request sent;
  sent.headers = {
      {"host", "clouds.test"},
      {"authorization", "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=" + signature},
      {"x-acs-security-token", token},
      {"x-acs-version", "2021-07-01"}};
  return {
      sent,
      {.access_key_id = "id", .access_key_secret = roster::secret("the-planted-key"), .security_token = {}}};
}

}  // namespace

TEST_CASE("sent_secrets: are hidden in every spelling, and in part") {
  const auto secrets = of_a_request();
  CHECK(secrets.hide("token " + token + ", again " + token) == "token ***, again ***");
  CHECK(secrets.hide("CAIS%2Fplanted%2Btoken%2Fof%3D%3D") == "***");
  CHECK(secrets.hide(R"({"t":"CAIS\/planted+token\/of=="})") == R"({"t":"***"})");
  CHECK(secrets.hide("signed by the-planted-key as " + signature) == "signed by *** as ***");
  for (std::size_t most = 8 + 10; most < 8 + token.size(); ++most)
    CHECK(secrets.hide('"' + roster::printable("token = " + token, most) + '"') == "\"token = ***...\"");
  CHECK(secrets.hide("CAIS/plan... is too little to know, and 2021-07-01 is none") ==
        "CAIS/plan... is too little to know, and 2021-07-01 is none");
  CHECK(secrets.hide("host ted+token/of, id, host") == "host ***, id, host");
}

TEST_CASE("sent_secrets: the token of a bearer is one without its scheme, too") {
  roster::http::request sent;
  sent.headers = {{"Authorization", "Bearer sk-planted"}};
  CHECK(sent_secrets(sent, {}).hide("Incorrect API key provided: sk-planted.") ==
        "Incorrect API key provided: ***.");
}

TEST_CASE("sent_secrets: other headers that hold one are hidden whole, whatever is in them") {
  roster::http::request sent;
  sent.headers = {{"Cookie", "session=planted-session; lang=en"},
                  {"X-Api-Key", "planted first, planted second"},
                  {"X-Password", "planted password"}};
  const sent_secrets secrets(sent, {});
  CHECK(secrets.hide("you sent session=planted-session; lang=en.") == "you sent ***.");
  CHECK(secrets.hide("no key: planted first, planted second") == "no key: ***");
  CHECK(secrets.hide("planted password is wrong") == "*** is wrong");
}

TEST_CASE("sent_secrets: are found by the names of headers and query parameters (fault 187)") {
  for (const char* name :
       {"x-auth", "x-jwt", "x-session", "X-Credential", "X-Passwd", "X-Signature", "x-api-keys"}) {
    CAPTURE(name);
    roster::http::request sent;
    sent.headers = {{name, "planted-value"}};
    CHECK(sent_secrets(sent, {}).hide("got planted-value") == "got ***");
  }
  roster::http::request sent;
  sent.query = "a=not-a-secret&security%5Ftoken=planted%2Fvalue&OIDCToken=another-one";
  const sent_secrets secrets(sent, {});
  CHECK(secrets.hide("got planted/value, planted%2Fvalue and another-one, not-a-secret") ==
        "got ***, *** and ***, not-a-secret");
}

TEST_CASE("sent_secrets: are hidden in each text of a failure, and all else stays") {
  const roster::failure from(roster::errc::rejected, {.message = "m " + token,
                                                      .http_status = 400,
                                                      .vendor_code = "c " + token,
                                                      .vendor_message = "v " + token,
                                                      .recommendation = "r " + token,
                                                      .request_id = "i " + token,
                                                      .missing_permission = "p " + token,
                                                      .endpoint = "https://clouds.test"});
  const auto hidden = of_a_request().hide(from);
  CHECK(hidden.condition() == roster::errc::rejected);
  CHECK(hidden.details().http_status == 400);
  CHECK(hidden.details().endpoint == "https://clouds.test");
  CHECK(std::string(hidden.what()).find("planted") == std::string::npos);
  CHECK(hidden.details().request_id == "i ***");
}

TEST_CASE("sent_secrets: texts of a few characters are none, since they are everywhere") {
  roster::http::request sent;
  CHECK(sent_secrets(sent,
                     {.access_key_id = "id", .access_key_secret = roster::secret("a"), .security_token = {}})
            .hide("a sentence") == "a sentence");
}
