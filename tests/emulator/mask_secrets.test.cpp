// SPDX-License-Identifier: BSL-1.0
#include <emulator/emulator_requests.hpp>
#include <roster/auth/bearer.hpp>
#include <roster/emulator/mask_secrets.hpp>

using namespace roster_test;
using roster::mask_query;
using roster::mask_secrets;

TEST_CASE("mask_secrets: hides texts by the names of their members") {
  CHECK(mask_secrets(R"({"AccessToken" : "abc","accessToken":"","access_token":["a", {"x":"y"}] ,"n":1})",
                     {}) ==
        R"({"AccessToken" : "***","accessToken":"","access_token":["***", {"x":"y"}] ,"n":1})");
  for (const char* name :
       {"AccessToken", "security-token", "serviceAccessToken", "Session_Token", "refresh_token",
        "AccessKeyId", "AccessKeySecret", "secretKey", "SecretAccessKey", "client_secret", "Password",
        "api_key", "x-api-key", "privateKey", "Authorization", "Signature", "Set-Cookie"}) {
    CAPTURE(name);
    CHECK(roster::is_secret_name(name));
  }
  for (const char* name : {"marker", "nextMarker", "NextToken", "page_token", "token", "next_page_token",
                           "secretary", "name", "", "continuationToken"}) {
    CAPTURE(name);
    CHECK_FALSE(roster::is_secret_name(name));
  }
}

TEST_CASE("mask_secrets: looks into JSON that is carried as text, where token is a secret too") {
  CHECK(mask_secrets(R"({"token":"t","ServiceConfig":"{\"token\":\"t\",\"name\":\"灰\"}"})", {}) ==
        R"({"token":"t","ServiceConfig":"{\"token\":\"***\",\"name\":\"灰\"}"})");
  CHECK(mask_secrets(R"({"a":"{not json","b":"[1"})", {}) == R"({"a":"{not json","b":"[1"})");
}

TEST_CASE("mask_secrets: hides texts by their names in JSON that is cut or broken, too (fault 69)") {
  const std::string whole =
      R"({"AccessToken" : "ab\"cd\\","n":1,"ServiceConfig":"{\"token\":\"e\\\"f\",\"x\":1}","SecretKey":"gh"})";
  const std::string shown =
      R"({"AccessToken" : "***","n":1,"ServiceConfig":"{\"token\":\"***\",\"x\":1}","SecretKey":"***"})";
  CHECK(mask_secrets(whole, {}) == shown);
  CHECK(mask_secrets(whole + '}', {}) == shown + '}');
  CHECK(mask_secrets("\xff" + whole, {}) == "\xff" + shown);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto cut = mask_secrets(whole.substr(0, size), {});
    CAPTURE(cut);
    for (const char* part : {"ab", "cd", "f\\", "gh", "\"g"}) CHECK(cut.find(part) == std::string::npos);
  }
}

TEST_CASE("mask_secrets: hides known secrets wherever they are, escaped or not") {
  const std::vector<std::string> secrets{"ab/cd\"ef"};
  CHECK(mask_secrets(R"({"Message":"sent ab\/cd\u0022ef, twice ab/cd\"ef"})", secrets) ==
        R"({"Message":"sent ***, twice ***"})");
  CHECK(mask_secrets("<p>ab/cd\"ef</p>", secrets) == "<p>***</p>");
  CHECK(mask_secrets("", secrets) == "");
}

TEST_CASE("mask_secrets: leaves what holds no secret byte for byte as it was") {
  for (const std::string text : {R"( { "a" : [ 1.50 , "\u0041\/" , null ] } )", "{broken", "plain \xff text"})
    CHECK(mask_secrets(text, {}) == text);
}

TEST_CASE("mask_query: hides the values of parameters with a secret name") {
  CHECK(mask_query("Action=X&access_token=24.abc&PageSize=1&Signature=") ==
        "Action=X&access_token=***&PageSize=1&Signature=");
  CHECK(mask_query("") == "");
  CHECK(mask_query("NextToken=a&b") == "NextToken=a&b");
}

TEST_CASE("secrets_of: finds what a service might echo") {
  const roster::credentials key{.access_key_id = "LTAI5tExampleKeyId",
                                .access_key_secret = roster::secret("never-sent"),
                                .security_token = roster::secret("the-token")};
  const auto has = [](const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  const auto eas = signed_eas(eas_request(), "n", noon, key);
  const auto found = roster::secrets_of(eas);
  CHECK(has(found, "the-token"));
  CHECK(has(found, "LTAI5tExampleKeyId"));
  CHECK(has(found, eas.headers.get("authorization")));
  CHECK(has(found, eas.headers.get("authorization").substr(eas.headers.get("authorization").size() - 64)));
  const auto qianfan = signed_qianfan(qianfan_request(), noon, key);
  const auto others = roster::secrets_of(qianfan);
  CHECK(has(others, "LTAI5tExampleKeyId"));
  CHECK(has(others,
            qianfan.headers.get("authorization").substr(qianfan.headers.get("authorization").size() - 64)));
  http::request bearer = eas_request();
  bearer.headers.set("Authorization", "Bearer sk-0123456789");
  CHECK(has(roster::secrets_of(bearer), "sk-0123456789"));
  CHECK(roster::secrets_of(eas_request()).empty());
}
