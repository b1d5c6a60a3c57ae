// SPDX-License-Identifier: BSL-1.0
#include <roster/auth/signer.hpp>
#include <roster/recording/detail/redact_request.hpp>
#include <support/emulator_requests.hpp>
#include <support/grows_linearly.hpp>

using namespace roster_test;
using roster::detail::redact_query;
using roster::detail::redact_secrets;

TEST_CASE("redact_secrets: redacts the values of members with secret names") {
  CHECK(redact_secrets(R"({"AccessToken" : "abc","accessToken":"","access_token":["a", {"x":"y"}] ,"n":1})",
                       {}) == R"({"AccessToken" : "***","accessToken":"","access_token":"***" ,"n":1})");
  CHECK(redact_secrets(R"({"NextToken":"a","marker":"b","AccessKeyId":"c"})", {}) ==
        R"({"NextToken":"a","marker":"b","AccessKeyId":"c"})");
}

TEST_CASE("redact_secrets: redacts JSON inside of JSON text") {
  CHECK(redact_secrets(R"({"ServiceConfig":"{\"token\":\"t\",\"name\":\"灰\"}"})", {}) ==
        R"({"ServiceConfig":"{\"token\":\"***\",\"name\":\"灰\"}"})");
  CHECK(redact_secrets(R"({"a":"{not json","b":"[1"})", {}) == R"({"a":"{not json","b":"[1"})");
}

TEST_CASE(
    "redact_secrets: redacts members with secret names in truncated or malformed JSON, too (fault 69)") {
  const std::string whole =
      R"({"AccessToken" : "ab\"cd\\","n":1,"ServiceConfig":"{\"token\":\"e\\\"f\",\"x\":1}","SecretKey":"gh"})";
  CHECK(redact_secrets(whole, {}) ==
        R"({"AccessToken" : "***","n":1,"ServiceConfig":"{\"token\":\"***\",\"x\":1}","SecretKey":"***"})");
  CHECK(redact_secrets(whole + '}', {}) == "***");
  CHECK(redact_secrets("\xff" + whole, {}) == "***");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto cut = redact_secrets(whole.substr(0, size), {});
    CAPTURE(cut);
    for (const char* part : {"ab", "cd", "f\\", "gh", "\"g"}) CHECK(cut.find(part) == std::string::npos);
  }
}

TEST_CASE("redact_secrets: takes linear time (fault 182)") {
  const auto members = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += R"("secret":"x",)";
    return text;
  };
  for (const std::string begin : {"", "{"}) {
    for (const std::string end : {"", R"("a":1})"}) {
      CHECK(grows_linearly([&](std::size_t times) {
        const std::string text = begin + members(times * 16'000) + end;
        return [text] { redact_secrets(text, {}); };
      }));
    }
  }
}

TEST_CASE("redact_secrets: redacts known secrets anywhere, escaped or not") {
  roster::detail::redactor secrets;
  secrets.add("ab/cd\"ef");
  CHECK(redact_secrets(R"({"Message":"sent ab\/cd\u0022ef, twice ab/cd\"ef"})", secrets) ==
        R"({"Message":"sent ***, twice ***"})");
  CHECK(redact_secrets("<p>ab/cd\"ef</p>", secrets) == "<p>***</p>");
  CHECK(redact_secrets("", secrets) == "");
}

TEST_CASE("redact_secrets: leaves text without secrets unchanged") {
  for (const std::string text : {R"( { "a" : [ 1.50 , "\u0041\/" , null ] } )", "{broken", "plain \xff text"})
    CHECK(redact_secrets(text, {}) == text);
}

TEST_CASE("redact_query: redacts the values of parameters with secret names (fault 186)") {
  for (const char* name : {"access_token", "token", "Token", "OIDCToken", "sig", "Signature",
                           "security%5Ftoken", "security%5ftoken", "%74oken", "api+key", "api%20key",
                           "x-api-key", "auth", "jwt", "session", "credential", "passwd"}) {
    CAPTURE(name);
    CHECK(redact_query("Action=X&" + std::string(name) + "=24.abc&PageSize=1") ==
          "Action=X&" + std::string(name) + "=***&PageSize=1");
  }
  for (const char* query : {"", "NextToken=a&b", "a&&token&=x&", "token=&Signature=", "AccessKeyId=LTAI",
                            "SignatureMethod=HMAC-SHA1&SignatureNonce=1", "%zz=1", "marker=token"}) {
    CAPTURE(query);
    CHECK(redact_query(query) == query);
  }
  CHECK(redact_query("Filter=%7B%22token%22%3A%22S%22%7D&u=https%3A%2F%2Fh%2F%3Fsig%3DS") ==
        "Filter=***&u=***");
}

TEST_CASE("redact_query: redacts a secret whose '=' is encoded (fault 222)") {
  CHECK(redact_query("a=1&token%3DS&b&token%3D&%7B%22token%22%3A%22S%22%7D") == "a=1&***&b&token%3D&***");
}

TEST_CASE("redact_query: redacts a bearer token in any parameter (fault 225)") {
  CHECK(redact_query("a=1&note=Bearer%20xyz&h=bearer+abc&Bearer%20xyz&n=Bearer") ==
        "a=1&note=***&h=***&***&n=Bearer");
}

TEST_CASE("redact_secrets: a numeric secret is redacted, even if the JSON becomes invalid") {
  roster::detail::redactor secrets;
  secrets.add("1234567890123");
  CHECK(redact_secrets(R"({"n":1234567890123,"m":1})", secrets) == R"({"n":***,"m":1})");
}

TEST_CASE("secrets_of: returns the secrets that a service might echo") {
  const roster::credentials key{.access_key_id = "LTAI5tExampleKeyId",
                                .access_key_secret = roster::secret("never-sent"),
                                .security_token = roster::secret("the-token")};
  const auto redacted = [](const http::request& sent, const std::string& text) {
    return roster::detail::secrets_of(sent).redact(text);
  };
  const auto signature_of = [](const http::request& sent) {
    const std::string_view authorization = sent.headers.get("authorization");
    return std::string(authorization.substr(authorization.size() - 64));
  };
  const auto eas = signed_eas(eas_request(), "n", noon, key);
  CHECK(redacted(eas, "the-token, LTAI5tExampleKeyId, " + signature_of(eas)) == "***, ***, ***");
  const auto qianfan = signed_qianfan(qianfan_request(), noon, key);
  CHECK(redacted(qianfan, "LTAI5tExampleKeyId, " + signature_of(qianfan)) == "***, ***");
  http::request bearer = eas_request();
  bearer.headers.set("Authorization", "Bearer sk-0123456789,;x");
  CHECK(redacted(bearer, "got sk-0123456789,;x") == "got ***");
  CHECK(roster::detail::secrets_of(eas_request()).empty());
  for (const char* name : {"x-auth", "x-jwt", "x-session", "x-credential", "X-Api-Key", "Cookie", "passwd"}) {
    CAPTURE(name);
    http::request sent = eas_request();
    sent.headers.set(name, "planted");
    CHECK(redacted(sent, "got planted") == "got ***");
  }
  http::request query = eas_request();
  query.query = "a=other&security%5Ftoken=pl%2Fanted&sig=abc";
  CHECK(redacted(query, "pl%2Fanted, pl/anted, other, abc") == "***, ***, other, abc");
}

TEST_CASE("secrets_of: the access key id of every signature is redacted, and not its scope") {
  for (const std::string value :
       {"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE01/20260107/eu-west-1/sagemaker/aws4_request, Signature=a",
        "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE01/2026-01-07/tione/tc3_request, Signature=a",
        "SDK-HMAC-SHA256 Access=AKIDEXAMPLE01, Signature=a",
        "ACS3-HMAC-SHA256 Credential=AKIDEXAMPLE01,Signature=a",
        "bce-auth-v1/AKIDEXAMPLE01/2026-01-07T01:11:30Z/1800/host/a"}) {
    CAPTURE(value);
    roster::http::request sent;
    sent.headers.set("authorization", value);
    CHECK(roster::detail::secrets_of(sent).redact("AKIDEXAMPLE01 of eu-west-1/sagemaker, 2026-01-07") ==
          "*** of eu-west-1/sagemaker, 2026-01-07");
  }
}
