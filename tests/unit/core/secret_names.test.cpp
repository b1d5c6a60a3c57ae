// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <fstream>
#include <roster/detail/redactor.hpp>
#include <string>
#include <string_view>

using roster::detail::names_secret;

namespace {

/// Returns the members of a vendor's API that are classified as secrets; each line of the file ends with a name and a
/// type.
std::string secret_members(const std::string& file) {
  std::ifstream in(std::string(ROSTER_TEST_DATA) + '/' + file);
  REQUIRE(in.good());
  std::string found;
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    const auto type = line.rfind(' ');
    if (line.starts_with('#') || type == line.npos) continue;
    const std::string before = line.substr(0, type);
    const std::string name = before.substr(before.rfind(' ') + 1);
    ++count;
    if (names_secret(name)) found += name + ' ';
  }
  CHECK(count > 5);
  return found;
}

}  // namespace

TEST_CASE("names_secret: is true for names of secrets in every spelling (fault 185)") {
  for (const char* name : {"token",
                           "Token",
                           "TOKEN",
                           "tokens",
                           "auth_token",
                           "AccessToken",
                           "access-token",
                           "accesstoken",
                           "ServiceToken",
                           "OIDCToken",
                           "HF_TOKEN",
                           "HFTOKEN",
                           "hfToken2",
                           "token_value",
                           "TokenValue",
                           "TOKENvalue",
                           "X-Acs-Security-Token",
                           "x.auth.token",
                           "bearer_token",
                           "api_tokens",
                           "github token",
                           "secret",
                           "clientSecret",
                           "secret_name",
                           "AccessKeySecret",
                           "SecretKey",
                           "secretkey",
                           "secret_key_id",
                           "password",
                           "passWord",
                           "Pass-Word",
                           "PASSWORD",
                           "PGPASSWORD",
                           "mysql_root_password",
                           "passwords",
                           "passwd",
                           "userPasswd",
                           "passphrase",
                           "pass_phrase",
                           "passcode",
                           "pwd",
                           "DB_PASS",
                           "credential",
                           "credentials",
                           "Credentials",
                           "x-credential",
                           "awsCredentials",
                           "creds",
                           "auth",
                           "x-auth",
                           "dockerAuth",
                           "dockerauth",
                           "DOCKER_AUTH",
                           "auths",
                           "Authorization",
                           "Proxy-Authorization",
                           "jwt",
                           "x-jwt",
                           "JWTs",
                           "session",
                           "x-session",
                           "sessionId",
                           "JSESSIONID",
                           "sessionid",
                           "signature",
                           "X-Signature",
                           "sig",
                           "SIG",
                           "x-ms-sig",
                           "cookie",
                           "Set-Cookie",
                           "Cookies",
                           "apikey",
                           "api_key",
                           "api-key",
                           "ApiKey",
                           "APIKey",
                           "APIKEY",
                           "apiKeys",
                           "api_keys",
                           "x-api-key",
                           "openaiApiKey",
                           "accesskey",
                           "AccessKey",
                           "access_keys",
                           "privateKey",
                           "private_key",
                           "private-key",
                           "secretAccessKey",
                           "ocp-apim-subscription-key",
                           "signing_key",
                           "api key"}) {
    CAPTURE(name);
    CHECK(names_secret(name));
  }
}

TEST_CASE("names_secret: is false for all other names (fault 185)") {
  for (const char* name : {"",
                           "_",
                           "-",
                           "name",
                           "key",
                           "keys",
                           "LabelKey",
                           "label_key",
                           "publicKey",
                           "public_key",
                           "PUBLICKEY",
                           "AccessKeyId",
                           "access_key_id",
                           "ACCESS_KEY_ID",
                           "AccessKeyID",
                           "accessKeyIds",
                           "accesskeyid",
                           "marker",
                           "nextMarker",
                           "NextToken",
                           "nextToken",
                           "next_token",
                           "page_token",
                           "next_page_token",
                           "nextPageToken",
                           "continuationToken",
                           "PageToken",
                           "max_tokens",
                           "maxTokens",
                           "MAX_TOTAL_TOKENS",
                           "max-num-batched-tokens",
                           "total_tokens",
                           "completion_tokens",
                           "token_count",
                           "tokenLimit",
                           "token_type",
                           "TokenType",
                           "tokens_per_second",
                           "SignatureMethod",
                           "SignatureVersion",
                           "x-acs-signature-nonce",
                           "signature_type",
                           "auth_type",
                           "tokenizer",
                           "Tokenizer",
                           "TOKENIZER",
                           "TOKENIZER_PATH",
                           "secretary",
                           "Secretary",
                           "SECRETARY",
                           "author",
                           "Author",
                           "AUTHOR",
                           "authority",
                           "Authority",
                           "authors",
                           "WWW-Authenticate",
                           "config",
                           "design",
                           "compass",
                           "bypass",
                           "keyboard",
                           "monkey",
                           "sigma",
                           "signal",
                           "Sign",
                           "passthrough",
                           "\xE4\xBB\xA4"}) {
    CAPTURE(name);
    CHECK_FALSE(names_secret(name));
  }
}

TEST_CASE("names_secret: of the vendors' documented members only AccessToken is a secret") {
  CHECK(secret_members("eas-service-members.txt") == "AccessToken ");
  CHECK(secret_members("eas-request-members.txt") == "");
  CHECK(secret_members("qianfan-members.txt") == "");
}

TEST_CASE("names_secret: is true for text that mentions the name of a secret") {
  CHECK(names_secret(R"({"a":1,"env":{"HF_TOKEN":"x)"));
  CHECK(names_secret("a: b\ntoken: c"));
  CHECK(names_secret(R"(\nsig=1)"));
  CHECK_FALSE(names_secret(R"({"a":1,"NextToken":"x","max_tokens":7,"LabelKey":"author"})"));
  CHECK_FALSE(names_secret(std::string(100'000, 'x')));
}
