// SPDX-License-Identifier: BSL-1.0
// Credentials from files, variables and services, and that reading them leaves no secrets in freed memory.
#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <roster/alibaba/detail/cli_config.hpp>
#include <roster/alibaba/detail/network_sources.hpp>
#include <roster/alibaba/detail/sources.hpp>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/auth/detail/config_file.hpp>
#include <roster/auth/detail/environment_credentials.hpp>
#include <roster/auth/header_key.hpp>
#include <roster/auth/signer.hpp>
#include <roster/auth/token_file.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/oauth2.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/qianfan/credentials.hpp>
#include <roster/transport/detail/proxy.hpp>
#include <roster/transport/detail/tls.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <secrets/freed_memory.hpp>
#include <support/ask_provider.hpp>
#include <support/canary_secret.hpp>
#include <support/fake_certificates.hpp>
#include <support/fake_key_services.hpp>
#include <support/temporary_folder.hpp>

using roster_test::freed_memory;

namespace {

constexpr std::string_view planted = "PlantedSecretOfTheCredentials0123456789";
const std::string text(planted);

/// Runs `read`, and checks that it frees no memory that contains the secret.
void check_freed(const std::function<void()>& read, std::string_view other = planted) {
  const freed_memory memory({planted, other});
  read();
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}

/// Sends the same body to every request, and keeps neither.
class answering final : public roster::transport {
 public:
  explicit answering(std::string body) : body_(std::move(body)) {}
  roster::asio::awaitable<roster::http::response> send(const roster::http::request&, time_point) override {
    co_return fake::json(200, body_);
  }

 private:
  std::string body_;
};

}  // namespace

TEST_CASE("credentials files: no freed memory holds their content (fault 207)") {
  fake::temporary_folder folder;
  const std::string padding(20'000, '#');  // the text grows while it is read
  const fake::variables home{{"HOME", folder.path()},
                             {"QIANFAN_DOT_ENV_CONFIG_FILE", folder.path("env")},
                             {"ALIBABA_CLOUD_CREDENTIALS_FILE", folder.path("ini")}};
  const auto variables = fake::environment_of(home);
  folder.write(".aliyun/config.json",
               R"({"current":"a","profiles":[{"name":"a","mode":"StsToken","access_key_id":"id",)"
               R"("access_key_secret":")" +
                   text + R"(","sts_token":"\u0041)" + text + "\"}]}" + std::string(20'000, ' '));
  folder.write("ini", "[default]\ntype = sts\naccess_key_id = id\naccess_key_secret = " + text +
                          "\nsecurity_token = '" + text + "'\n" + padding);
  folder.write("env",
               "QIANFAN_ACCESS_KEY=id\nQIANFAN_SECRET_KEY=\"" + text + "\"\nOTHER=" + text + "\n" + padding);
  check_freed([&] {
    const auto found = roster::alibaba::detail::search_cli_config({}, variables);
    REQUIRE(found.source);
    CHECK(std::get<roster::credentials>(found.source->first).security_token.reveal().ends_with(text));
  });
  check_freed([&] {
    const auto found = roster::alibaba::detail::search_credentials_file({}, variables);
    REQUIRE(found.source);
    CHECK(!std::get<roster::credentials>(found.source->first).access_key_secret.empty());
  });
  check_freed([&] {
    const auto key = fake::ask(*roster::qianfan::default_credentials(variables));
    CHECK(key.access_key_secret.reveal().size() == planted.size());
  });
  folder.write("env", "QIANFAN_SECRET_KEY=" + text + "\n" +
                          padding);  // incomplete credentials, which the message names
  check_freed([&] {
    CHECK_THROWS_AS((void)fake::ask(*roster::qianfan::default_credentials(variables)), roster::failure);
  });
  folder.write("env", text + '\0' + padding);
  check_freed([&] { CHECK(!roster::detail::read_text_file(folder.path("env")).problem.empty()); });
}

TEST_CASE("bearer tokens of files and OAuth 2.0: no freed memory holds a token or the client's secret") {
  fake::temporary_folder folder;
  const std::string token_file = folder.write("token", text + "\n" + std::string(20'000, ' '));
  const auto use = [](roster::credentials_provider& provider) {
    const auto key = fake::ask(provider);
    roster::http::request request{.to = roster::http::detail::parse_endpoint("https://h")};
    roster::bearer().sign(request, key, {});
    CHECK(request.headers.get("authorization").ends_with(text));
  };
  check_freed([&] { use(*roster::token_file(token_file)); });
  const auto service = std::make_shared<answering>(R"({"access_token":")" + text + R"(","expires_in":60})");
  const std::string client_secret = "PlantedClientSecret/0123456789";
  const std::string encoded = roster::http::detail::percent_encode(client_secret);
  for (const bool basic : {false, true}) {
    CAPTURE(basic);
    check_freed(
        [&] {
          use(*roster::oauth2_client_credentials({.token_url = "https://h/token",
                                                  .client_id = "id",
                                                  .client_secret = roster::secret(client_secret),
                                                  .basic = basic,
                                                  .transport = service}));
        },
        basic ? fake::base64_of("id:" + encoded) : encoded);
  }
}

TEST_CASE("header_key: no freed memory holds its value") {
  check_freed([] {
    roster::http::request request{.to = roster::http::detail::parse_endpoint("https://h")};
    const roster::header_key signer("x-tenant", roster::secret(planted));
    for (int i = 0; i < 2; ++i) signer.sign(request, {}, {});
  });
}

TEST_CASE("environment credentials and proxies: no freed memory holds their secrets") {
  const fake::variables set{
      {"ID", "id"}, {"SECRET", text}, {"TOKEN", text}, {"all_proxy", "http://u:" + text + "@h"}};
  const auto variables = fake::environment_of(set);
  check_freed([&] {
    const auto key = roster::detail::read_credentials({"ID", "SECRET", "TOKEN"}, variables);
    CHECK(key.security_token.reveal().size() == planted.size());
  });
  const std::string encoded = fake::base64_of("u:" + text);
  check_freed(
      [&] {
        const auto proxies = roster::detail::environment_proxies(variables);
        const auto proxy = roster::detail::parse_proxy(proxies.https.reveal());
        std::string head =
            roster::detail::connect_header(proxy, roster::http::detail::parse_endpoint("https://h"), "agent");
        CHECK(head.find(encoded) != head.npos);
        roster::detail::wipe(head);
      },
      encoded);
}

TEST_CASE("client key passphrase: no freed memory holds it (fault 207)") {
  using namespace roster_test;
  const identity me = make_identity({.common_name = "me"});
  const temporary_file certificate(me.certificate_pem());
  const temporary_file locked(encrypted_key_pem(me, text));
  check_freed([&] {
    roster::http_client_options options;
    options.client_certificate_file = certificate.path();
    options.client_key_file = locked.path();
    options.client_key_passphrase = roster::secret(planted);
    (void)roster::detail::make_tls_context(options);
  });
}

TEST_CASE("credentials of services: no freed memory holds received or sent credentials (fault 207)") {
  fake::temporary_folder folder;
  fake::key_services services;
  const std::string token_file = folder.write("token", text + "\n");
  const auto members = R"("AccessKeyId":"id","AccessKeySecret":")" + text + R"(","SecurityToken":")" + text +
                       R"(","Expiration":"2026-01-07T02:11:30Z")";
  const std::string key = "{\"Code\":\"Success\"," + members + "}";
  const std::string sts = "{\"RequestId\":\"1\",\"Credentials\":{" + members + "}}";
  services.server = [&](const auto&) { return fake::json(200, key); };
  services.sts = [&](const auto&) { return fake::json(200, sts); };
  services.metadata_key = key;
  services.metadata_token = [](const auto&) { return fake::key_services::text(text); };
  services.version_1 = true;
  check_freed([&] {
    (void)services.key(roster::alibaba::detail::fetch_credentials_uri(services.network(), {"http://h/"}));
  });
  check_freed([&] {
    (void)services.key(roster::alibaba::detail::fetch_instance_credentials(services.network(), {}));
  });
  check_freed([&] {
    (void)services.key(roster::alibaba::detail::assume_role_with_oidc(
        services.network(), {.provider_arn = "acs:provider",
                             .token_file = token_file,
                             .role = {.arn = "acs:role", .sts = "https://sts.test"}}));
    CHECK(services.carrier->requests.back().body.find(text) != text.npos);
    for (auto& request : services.carrier->requests)
      roster::detail::wipe(request.body);  // the copies of the fake server
  });
}
