// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/redact_text.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <support/grows_linearly.hpp>
#include <utility>
#include <vector>

using roster::detail::redact_text;
using roster::detail::text_content;

namespace {

constexpr std::string_view planted = "S3CR3T-planted";

struct record {
  std::string name{};
  std::optional<roster::json_text> config{};
  roster::unknown_fields unknown{};
};

std::string redacted(std::string_view text, text_content content = text_content::any) {
  return redact_text(text, content).value_or(std::string(text));
}

std::string redacted_json(std::string_view text) { return redacted(text, text_content::json); }

/// Replaces every '@' by the canary secret.
std::string plant(std::string_view pattern) {
  std::string out;
  for (const char c : pattern) c == '@' ? out += planted : out += c;
  return out;
}

bool shows(std::string_view text) { return text.find(planted) != text.npos; }

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// JSON documents with a canary secret.
const std::vector<std::string> documents{
    R"({"token":"@"})",
    R"({"Token":"@"})",
    R"({"auth_token":"@"})",
    R"({"passwd":"@"})",
    R"({"credentials":"@"})",
    R"({"dockerAuth":"@"})",
    R"({"api_keys":["@","@"]})",
    R"({"credentials":{"user":"u","blob":["@"]}})",
    R"({"token":["a",{"b":"@"}]})",
    R"({"\u0074oken":"@"})",
    R"({"a":[{"b":{"password" : "@"}}]})",
    R"({"env":[{"name":"HF_TOKEN","value":"@"}]})",
    R"({"env":[{"value":"@","name":"HF_TOKEN"}]})",
    R"({"env":[{"Name":"HF_TOKEN","Value":"@"}]})",
    R"({"env":[{"key":"api_key","value":{"from":["@"]}}]})",
    R"({"env":["HF_TOKEN=@"]})",
    R"({"command":["vllm","--api-key","@"]})",
    R"({"script":"vllm serve --api-key @ --port 1"})",
    R"({"script":"export HF_TOKEN='@'; run"})",
    R"({"script":"curl -H \"Authorization: Bearer @\""})",
    R"({"url":"https://h/p?sig=@&x=1"})",
    R"({"file":"a: 1\ntoken: @\n"})",
    R"({"inner":"{\"token\":\"@\"}"})",
    R"({"inner":" \n{\"token\":\"@\"}"})",
    R"({"inner":"{\"token\":\"@\",}"})",
    R"({"inner":"{\"n\":1,\"token\":\"@"})",
    R"({"inner":"{\"inner\":\"{\\\"token\\\":\\\"@\\\"}\"}"})",
    R"({"inner":"\"{\\\"token\\\":\\\"@\\\"}\""})",
    R"({"xml":"<Token>@</Token>"})",
};

/// Contexts of a document, which replaces the '#'.
const std::vector<std::string> wrappings{"#",    " \t\n#", "\xEF\xBB\xBF#", "\xEF\xBB\xBF #\n", "[#,]",
                                         "[1,#", "#x"};

std::string wrap(std::string_view wrapping, std::string_view document) {
  const auto at = wrapping.find('#');
  return std::string(wrapping.substr(0, at)).append(document).append(wrapping.substr(at + 1));
}

}  // namespace

TEST_CASE("redact_text: redacts every spelling of a secret (fault 183)") {
  for (const auto& pattern : documents) {
    const auto json = plant(pattern);
    CAPTURE(json);
    REQUIRE(roster::is_json(json));
    REQUIRE(shows(json));
    for (const auto& wrapping : wrappings) {
      const auto text = wrap(wrapping, json);
      CAPTURE(text);
      CHECK_FALSE(shows(redacted_json(text)));
      CHECK_FALSE(shows(redacted(text)));
      CHECK(redacted(redacted(text)) == redacted(text));
    }
    // As the value of an unknown field, and in a cell.
    const record of{.name = "n", .unknown = {{{"new", json}}}};
    CHECK_FALSE(shows(roster::to_json(of)));
    CHECK(roster::is_json(roster::to_json(of)));
    CHECK(shows(roster::to_json(of, {.reveal_secrets = true})));
    CHECK_FALSE(shows(roster::detail::unknown_column<record>("new")->read(of).text()));
    CHECK(shows(roster::detail::unknown_column<record>("new")->read(of, true).text()));
  }
}

TEST_CASE("redact_text: redacts secrets in JSON and changes nothing else") {
  for (
      const auto& [json, shown] : std::vector<std::pair<std::string_view, std::string_view>>{
          {R"( {"token" : "x" , "n":1.50} )", R"( {"token" : "***" , "n":1.50} )"},
          {R"({"token":12,"secret":-1.5e3,"auth":{"a":1},"jwt":[1],"sig":"***"})",
           R"({"token":"***","secret":"***","auth":"***","jwt":"***","sig":"***"})"},
          {R"({"token":"","secret":null,"auth":true,"jwt":[ ],"sig":{}})",
           R"({"token":"","secret":null,"auth":true,"jwt":[ ],"sig":{}})"},
          {R"([{"value":{"token":"a"},"name":"x"}])", R"([{"value":{"token":"***"},"name":"x"}])"},
          {R"([{"value":{"token":"a"},"name":"token"}])", R"([{"value":"***","name":"token"}])"},
          {R"([{"name":"sig","value":5},{"name":"b","value":5}])",
           R"([{"name":"sig","value":"***"},{"name":"b","value":5}])"},
          {R"([{"name":"sig","value":null,"values":["a"]}])",
           R"([{"name":"sig","value":null,"values":"***"}])"},
          {R"(["--token","a","b"])", R"(["--token","***","b"])"},
          {R"({"inner":"{\"token\":\"a\",\"n\":1}"})", R"({"inner":"{\"token\":\"***\",\"n\":1}"})"},
          {R"({"inner":"{\"token\":\"a\",\"n\":"})", R"({"inner":"***"})"},
          {R"([{"LabelKey":"token","LabelValue":"c"},{"tag_name":"token","tag-value":"c"},{"TagKey":"a","TagValue":"c"}])",
           R"([{"LabelKey":"token","LabelValue":"***"},{"tag_name":"token","tag-value":"***"},{"TagKey":"a","TagValue":"c"}])"},
          {R"({"NextToken":"a","max_tokens":5,"AccessKeyId":"b","ModelName":"token","ModelValue":"c"})",
           R"({"NextToken":"a","max_tokens":5,"AccessKeyId":"b","ModelName":"token","ModelValue":"c"})"}}) {
    CHECK(redacted(json) == shown);
    CHECK(redacted_json(json) == shown);
  }
}

TEST_CASE("redact_text: redacts other text as a whole if it discloses a secret, but not prose (fault 183)") {
  for (const char* text :
       {"token: S\nname: n", "name: n\n  - token: S", "HF_TOKEN=S", "a=1&client_secret=S", "api key = S",
        "--token S", "{token: S}", "<AccessKeySecret>S</AccessKeySecret>", R"(say "token" : "S")",
        R"({"token":"S)", "[\"sig\", ", "password:abcdefg", "n: 1\napikey:abcdefg", "send X-Auth-Token: abc",
        "set HF_TOKEN: abc", "use Authorization: Basic abc", "the password: hunter2secret",
        "a token: 24.f0e1d2c3b4, b"}) {
    CAPTURE(text);
    CHECK(redacted(text) == "***");
    CHECK(redacted_json(text) == "***");
  }
  for (const char* text : {"",
                           "x",
                           "The security token is expired",
                           "failed to fetch oauth token: unexpected status 401",
                           "Specified signature does not match",
                           "SignatureDoesNotMatch",
                           "registry/auth-proxy:1.2",
                           "auth-proxy:1.2",
                           "http://auth.svc:8080/x",
                           "https://h/x?token=***&y=1",
                           "Authorization: ***",
                           "use Authorization: ***",
                           "no token: not found",
                           "invalid password: 3 attempts left",
                           "my-auth:latest",
                           "my-auth:v1.2.3-rc4",
                           "token:8080",
                           "docker run registry/session:stable",
                           "token:",
                           "token: ",
                           "token=",
                           "token==",
                           "token",
                           "<p>token</p>",
                           "<Token></Token>",
                           "--max-tokens 5",
                           "--enable-auth --port",
                           "NextToken=abc",
                           "plain \xff text"}) {
    CAPTURE(text);
    CHECK(redacted(text) == text);
  }
  CHECK(redacted_json("The security token is expired") == "***");
  CHECK(redacted_json("no such word: 1") == "no such word: 1");
}

TEST_CASE("redact_text: redacts known secrets anywhere") {
  roster::detail::redactor known;
  known.add("ab/c\"d");
  CHECK(*redact_text(R"({"ab\/c\"d":"1","m":["x ab\/c\u0022d y"]})", text_content::any, &known) ==
        R"({"***":"1","m":["x *** y"]})");
  CHECK(*redact_text("x ab/c\"d y", text_content::any, &known) == "x *** y");
  CHECK_FALSE(redact_text("nothing", text_content::any, &known));
}

TEST_CASE("redact_text: has no limit on the members of an object (over 10,000) (fault 182)") {
  std::string json = "{";
  for (int i = 0; i < 20'000; ++i) json += "\"m" + std::to_string(i) + "\":1,";
  CHECK(redacted(json + R"("token":"x"})") == json + R"("token":"***"})");
  const std::string list = "[" + repeated("0,", 200'000);
  CHECK(redacted(list + R"({"token":"x"}])") == list + R"({"token":"***"}])");
  const std::string deep = repeated("[", 100) + R"({"token":"x"})" + repeated("]", 100);
  CHECK(redacted(deep) == "***");
}

TEST_CASE("redact_text: takes time linear in the size of the text (fault 182)") {
  struct pattern {
    std::string before, repeated, after;
  };
  for (const pattern& p :
       {pattern{"", R"("secret":"x",)", ""}, pattern{"{", R"("secret":"x",)", R"("a":1})"},
        pattern{"{", R"("secret":"x",)", ""}, pattern{"[", R"({"value":1,"name":"sig"},)", "1]"},
        pattern{"{", R"("value":[1],)", R"("name":"token"})"}, pattern{"", "token = = = ", ""},
        pattern{"", "token \" : ", ""}, pattern{"", "token", ""}, pattern{"", "x-", ""},
        pattern{"", "= ", ""}, pattern{"", "\n   token", ""}, pattern{"\"", "\\\"", "\""},
        pattern{"", "--token=*** ", ""}}) {
    CAPTURE(p.repeated);
    CHECK(roster_test::grows_linearly([&](std::size_t size) {
      const auto text = p.before + repeated(p.repeated, size * 60'000 / p.repeated.size()) + p.after;
      return [text] { redacted(text); };
    }));
  }
}

TEST_CASE(
    "redact_text: encoding redacts JSON texts and unknown fields unless secrets are revealed (fault 183)") {
  const record of{.name = "n",
                  .config = roster::json_text(R"({"a":1,"token":"x"})"),
                  .unknown = {{{"Token", "\"x\""},
                               {"ServiceToken", "[1]"},
                               {"plain", "[1]"},
                               {"key", "\"sig\""},
                               {"value", "7"}}}};
  CHECK(
      roster::to_json(of) ==
      R"({"name":"n","config":"{\"a\":1,\"token\":\"***\"}","Token":"***","ServiceToken":"***","plain":[1],)"
      R"("key":"sig","value":"***"})");
  CHECK(roster::to_json(of, {.reveal_secrets = true}) ==
        R"({"name":"n","config":"{\"a\":1,\"token\":\"x\"}","Token":"x","ServiceToken":[1],"plain":[1],)"
        R"("key":"sig","value":7})");
  for (const char* text : {"{\"token\":\"x\"", "a: 1\ntoken: x", " {\"token\":\"x\",}"}) {
    const record cut{.name = "n", .config = roster::json_text(text)};
    CHECK(roster::to_json(cut) == R"({"name":"n","config":"***"})");
    CHECK(roster::find_column<record>("config")->read(cut).text() == "***");
    CHECK(roster::find_column<record>("config")->read(cut, true).text() == text);
  }
  const auto token = roster::detail::unknown_column<record>("Token");
  CHECK(token->read(of) == roster::cell{.value = std::string("\"***\""), .is_secret = true});
  CHECK(token->read(of, true) == roster::cell{.value = std::string("\"x\""), .is_secret = true});
  CHECK(roster::detail::unknown_column<record>("plain")->read(of) ==
        roster::cell{.value = std::string("[1]")});
  CHECK(roster::detail::unknown_column<record>("value")->read(of).text() == "\"***\"");
}

TEST_CASE("redact_text: redacts a string with a URL that has a password (fault 223)") {
  for (const std::string text :
       {"postgres://u:hunter2@db/x", "DATABASE=redis://:hunter2@db", "curl https://a:b:hunter2@h",
        "https://h/x and ftp://u:hunter2@h", "a://u:hunter@2@h"})
    CHECK(redacted(text) == "***");
  CHECK(redacted(R"({"u":"mysql:\/\/u:hunter2@db","n":1})") == R"({"u":"***","n":1})");
  CHECK(redacted(R"({"u":"mysql://u:hunter2\u0040db","n":1})") == R"({"u":"***","n":1})");
  CHECK(redacted(R"({"config":"{\"u\":\"a://u:hunter2@db\"}"})") == R"({"config":"{\"u\":\"***\"}"})");
  CHECK(redacted(R"({"u":"a://u:hunter2@db")") == "***");
  CHECK(roster::detail::redact_member(R"(["a://u:hunter2@db"])", false) == R"(["***"])");
  for (const std::string text : {"https://h:80/x@y", "ssh://git@h/x", "https://u:@h", "https://u:***@h",
                                 "a@b:c", "mail x@y, see https://h:80 z@h", "://", "://@",
                                 R"({"u":"ssh://git@h","m":"x@y"})", R"({"m":"x@y")", "https://h/?a:b@c"})
    CHECK(redacted(text) == text);
  CHECK(roster_test::grows_linearly([](std::size_t size) {
    const std::string text = repeated("://a:", size * 5'000) + '@';
    return [text] { (void)redacted(text); };
  }));
}

TEST_CASE("redact_text: redacts a curl command line with a password (fault 225)") {
  for (const std::string text :
       {"curl -u user:hunter2 https://h", "curl -uuser:hunter2 h", "curl -sSu user:hunter2 h",
        "/usr/bin/curl h --user user:hunter2", "x; curl --user=user:hunter2 h", "curl -u 'user:hunter 2' h",
        "curl -U user:hunter2 h", "curl --proxy-user \"user:hunter2\" h", "curl -u :hunter2 h",
        "x=$(curl -u user:hunter2 h)", "curl \\\n -u user:hunter2"})
    CHECK(redacted(text) == "***");
  CHECK(redacted(R"({"run":"curl -u user:hunter2 h","n":1})") == R"({"run":"***","n":1})");
  CHECK(redacted(R"({"args":["curl","-u","user:hunter2","h"]})") == R"({"args":["curl","-u","***","h"]})");
  CHECK(redacted(R"(["/bin/curl","-uuser:hunter2","--user=u:hunter2","h:80"])") ==
        R"(["/bin/curl","***","***","h:80"])");
  CHECK(roster::detail::redact_member(R"("curl -u user:hunter2 h")", false) == R"("***")");
  for (const std::string text :
       {"curl https://h:80", "curl -u user h", "curl -u user: h", "curl -u user:*** h",
        "docker run -u 1000:1000 i", "libcurl -u a:b", "curl", "curl -u", "curl --upload-file a:b h",
        R"(["-u","1000:1000"])", R"(["curl","-u","user"])", "curling -u a:b"})
    CHECK(redacted(text) == text);
  CHECK(roster_test::grows_linearly([](std::size_t size) {
    const std::string text = repeated("curl -u a ", size * 5'000);
    return [text] { (void)redacted(text); };
  }));
}

TEST_CASE("redact_text: redacts a string that has a bearer token (fault 225)") {
  for (const std::string text :
       {"Bearer xyz", "bearer  sk-1234", " Bearer abc.def.ghi ", "got Bearer eyJhbGciOi, expected another",
        "the header was 'Bearer 0123456789abcdef'", "BEARER aB3dEfGh"})
    CHECK(redacted(text) == "***");
  CHECK(redacted(R"({"m":"Bearer xyz","n":1})") == R"({"m":"***","n":1})");
  for (const std::string text :
       {"Bearer", "Bearer ***", "Bearer token is missing", "a Bearer authentication.", "use Bearer tokens",
        "the bearer of the message", "forbearer abc"})
    CHECK(redacted(text) == text);
  CHECK(roster_test::grows_linearly([](std::size_t size) {
    const std::string text = repeated("Bearer a ", size * 5'000);
    return [text] { (void)redacted(text); };
  }));
}
