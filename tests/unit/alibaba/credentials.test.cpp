// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/range/blocking.hpp>
#include <stdexcept>
#include <string>

#include <support/ask_provider.hpp>
#include <support/fake_key_services.hpp>
#include <support/fake_provider.hpp>
#include <support/temporary_folder.hpp>

namespace eas = roster::eas;

namespace {

struct home {
  fake::temporary_folder folder{};
  fake::variables variables{{"HOME", folder.path()}};

  roster::environment environment() const { return fake::environment_of(variables); }
  void write_tool(const std::string& id, const std::string& region = "cn-hangzhou") const {
    folder.write(".aliyun/config.json",
                 R"({"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":")" + id +
                     R"(","access_key_secret":"s","region_id":")" + region + R"("}]})");
  }
  void write_ini(const std::string& id) const {
    folder.write(".alibabacloud/credentials",
                 "[default]\ntype=access_key\naccess_key_id=" + id + "\naccess_key_secret=s\n");
  }
};

std::string why(const std::function<void()>& refused) {
  try {
    refused();
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("alibaba credentials: tries the sources in the vendor's order") {
  home here;
  fake::key_services services;
  const auto metadata = services.metadata;
  services.metadata = [](const auto&) { return fake::key_services::text("", 404); };
  const auto new_provider = [&] {
    return roster::alibaba::default_credentials(here.environment(), services.network());
  };
  const auto id = [&] { return fake::ask(*new_provider()).access_key_id; };
  const auto root = here.folder.path();
  CHECK(fake::why_no_credentials(*new_provider()) ==
        "no credentials: tried the environment variables ALIBABA_CLOUD_ACCESS_KEY_ID (not set) and "
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET (not set); the OIDC role of ALIBABA_CLOUD_ROLE_ARN (not set; "
        "ALIBABA_CLOUD_OIDC_PROVIDER_ARN not set; ALIBABA_CLOUD_OIDC_TOKEN_FILE not set); " +
            root + "/.aliyun/config.json (does not exist); " + root +
            "/.alibabacloud/credentials (does not exist); the metadata service http://100.100.100.200 (the "
            "instance has no RAM role); the server of ALIBABA_CLOUD_CREDENTIALS_URI (not set)");
  here.variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = "http://localhost/";
  CHECK(id() == "STS.uri");
  services.metadata = metadata;
  here.variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
  CHECK(id() == "STS.uri");
  here.variables.erase("ALIBABA_CLOUD_ECS_METADATA_DISABLED");
  CHECK(id() == "STS.ecs");
  here.write_ini("from-ini");
  CHECK(id() == "from-ini");
  here.write_tool("from-tool");
  CHECK(id() == "from-tool");
  here.variables["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"] = "true";
  CHECK(id() == "from-ini");
  here.variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:role";
  here.variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:provider";
  here.variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = here.folder.write("token", "t");
  CHECK(id() == "STS.oidc");
  here.variables["ALIBABACLOUD_ACCESS_KEY_ID"] = "from-tool-variables";
  here.variables["ALIBABACLOUD_ACCESS_KEY_SECRET"] = "s";
  CHECK(id() == "from-tool-variables");
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "from-variables";
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s";
  CHECK(id() == "from-variables");
}

TEST_CASE(
    "alibaba credentials: a changed file takes effect immediately, and temporary credentials are cached") {
  home here;
  fake::key_services services;
  const auto provider = roster::alibaba::default_credentials(here.environment(), services.network());
  here.write_ini("first");
  CHECK(fake::ask(*provider).access_key_id == "first");
  here.write_ini("second");
  CHECK(fake::ask(*provider).access_key_id == "second");
  here.folder.write(".alibabacloud/credentials", "[default]\ntype=ecs_ram_role\n");
  for (int i = 0; i < 10; ++i) CHECK(fake::ask(*provider).access_key_id == "STS.ecs");
  CHECK(services.carrier->requests.size() == 3);
  services.world.wall += std::chrono::minutes(55);
  services.metadata_key = "{\"Code\":\"Success\"," + fake::key_members("next", "2026-01-07T05:11:30Z") + '}';
  CHECK(fake::ask(*provider).access_key_id == "STS.next");
  CHECK(services.carrier->requests.size() == 6);
}

TEST_CASE("alibaba credentials: a configured source that fails stops the search") {
  home here;
  fake::key_services services;
  services.sts = [](const auto&) {
    return fake::json(400, R"({"Code":"AuthenticationFail.OIDCToken.Expired","Message":"planted-token"})");
  };
  here.write_ini("another-account");
  here.variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:role";
  here.variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:provider";
  here.variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = here.folder.write("token", "planted-token");
  const auto said =
      fake::why_no_credentials(*roster::alibaba::default_credentials(here.environment(), services.network()));
  CHECK(said.find("the OIDC role of ALIBABA_CLOUD_ROLE_ARN (bad request, HTTP 400, code "
                  "AuthenticationFail.OIDCToken.Expired); the search stopped there") != said.npos);
  CHECK(said.find("planted") == said.npos);
  CHECK(said.find("another-account") == said.npos);
}

TEST_CASE("alibaba credentials: no message shows the content of files, variables or responses") {
  home here;
  fake::key_services services;
  const auto planted =
      R"({"Code":"planted","Message":"planted","RequestId":"planted","AccessKeySecret":"planted"})";
  here.variables = {{"HOME", here.folder.path()},
                    {"ALIBABA_CLOUD_ROLE_ARN", "planted"},
                    {"ALIBABA_CLOUD_CREDENTIALS_URI", "http://localhost/planted"}};
  int round = 0;
  for (const unsigned status : {200U, 204U, 302U, 400U, 403U, 404U, 429U, 500U}) {
    for (const std::string& body : {std::string(planted), std::string("planted"), std::string()}) {
      services.metadata = services.server = [&](const auto&) { return fake::json(status, body); };
      const auto said = fake::why_no_credentials(
          *roster::alibaba::default_credentials(here.environment(), services.network()));
      CHECK(said.find("the metadata service http://100.100.100.200 (") != said.npos);
      CHECK(said.find("the server of ALIBABA_CLOUD_CREDENTIALS_URI (") != said.npos);
      CHECK_MESSAGE(said.find("planted") == said.npos, said);
      ++round;
    }
  }
  CHECK(round == 24);
}

TEST_CASE(
    "alibaba credentials: a malformed file stops the search before another account's credentials are used") {
  home here;
  here.write_ini("from-ini");
  here.folder.write(".aliyun/config.json", "{\"current\": planted-secret");
  fake::key_services services;
  const auto provider = roster::alibaba::default_credentials(here.environment(), services.network());
  const auto said = fake::why_no_credentials(*provider);
  CHECK(
      said.find(
          ".aliyun/config.json (line 1, column 13: not JSON: expected a value); the search stopped there") !=
      said.npos);
  CHECK(said.find("planted") == said.npos);
}

TEST_CASE(
    "alibaba credentials: incomplete credentials in variables are never completed from another account "
    "(fault 134)") {
  const std::vector<std::vector<std::string>> halves{
      {"ALIBABA_CLOUD_ACCESS_KEY_ID"},
      {"ALIBABA_CLOUD_ACCESS_KEY_SECRET"},
      {"ALIBABA_CLOUD_SECURITY_TOKEN"},
      {"ALIBABACLOUD_ACCESS_KEY_ID"},
      {"ALIBABACLOUD_ACCESS_KEY_SECRET"},
      {"ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN"},
      {"ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"},
      {"ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"}};
  for (const auto& half : halves) {
    CAPTURE(half.front());
    home here;
    here.write_tool("another-account");
    here.write_ini("another-account");
    for (const auto& name : half) here.variables[name] = "set";
    fake::key_services services;
    const auto provider = roster::alibaba::default_credentials(here.environment(), services.network());
    const auto said = fake::why_no_credentials(*provider);
    CHECK(said.find("the search stopped there") != said.npos);
    CHECK(said.find("not set") != said.npos);
  }
}

TEST_CASE(
    "alibaba credentials: line ends around values in files are trimmed, quotes and spaces there are reported "
    "(fault "
    "141)") {
  home here;
  fake::key_services services;
  const auto provider = roster::alibaba::default_credentials(here.environment(), services.network());
  here.write_tool("id\\n");
  CHECK(fake::ask(*provider).access_key_id == "id");
  here.write_tool("'id'");
  CHECK(fake::why_no_credentials(*provider).find("has access_key_id, which begins or ends with a quote") !=
        std::string::npos);
  here.variables["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"] = "true";
  here.write_ini("`id`");
  CHECK(fake::why_no_credentials(*provider).find("has access_key_id, which begins or ends with a quote") !=
        std::string::npos);
}

TEST_CASE("alibaba credentials: a named profile is searched in the files only") {
  home here;
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "from-variables";
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s";
  here.write_tool("from-tool");
  here.write_ini("from-ini");
  CHECK(fake::ask(*roster::alibaba::profile_credentials("p", here.environment())).access_key_id ==
        "from-tool");
  CHECK(fake::ask(*roster::alibaba::profile_credentials("default", here.environment())).access_key_id ==
        "from-ini");
  const auto provider = roster::alibaba::profile_credentials("q", here.environment());
  const auto root = here.folder.path();
  CHECK(fake::why_no_credentials(*provider) == "no credentials: tried " + root +
                                                   "/.aliyun/config.json (has no profile \"q\"); " + root +
                                                   "/.alibabacloud/credentials (has no section [q])");
}

TEST_CASE("alibaba credentials: the region comes from the variables, or from the profile") {
  home here;
  CHECK(roster::alibaba::configured_region({}, here.environment()) == std::nullopt);
  here.write_tool("id");
  CHECK(roster::alibaba::configured_region({}, here.environment()) == "cn-hangzhou");
  here.variables["ALIBABA_CLOUD_REGION"] = "cn-beijing";
  CHECK(roster::alibaba::configured_region({}, here.environment()) == "cn-beijing");
  here.variables["ALIBABA_CLOUD_REGION_ID"] = "cn-shenzhen";
  CHECK(roster::alibaba::configured_region({}, here.environment()) == "cn-shenzhen");
  CHECK(roster::alibaba::configured_region("p", here.environment()) == "cn-hangzhou");
  CHECK(roster::alibaba::configured_region("q", here.environment()) == "cn-shenzhen");
  here.write_tool("id", "");
  CHECK(roster::alibaba::configured_region("p", here.environment()) == "cn-shenzhen");
  here.folder.write(".aliyun/config.json", "planted-secret");
  CHECK(why([&] { (void)roster::alibaba::configured_region("p", here.environment()); }) ==
        "invalid argument: no region: tried " + here.folder.path() +
            "/.aliyun/config.json (line 1, column 1: not JSON: expected a value)");
}

TEST_CASE("alibaba credentials: a client uses region and credentials of a profile") {
  home here;
  here.folder.write(".aliyun/config.json",
                    R"({"profiles":[{"name":"prod","mode":"AK","access_key_id":"emulator",
      "access_key_secret":"emulator-secret","region_id":"eu-central-1"}]})");
  boost::asio::io_context context;
  roster::emulator::cloud clouds({.services = 3});
  const eas::client client(context.get_executor(), {.profile = "prod",
                                                    .transport = clouds.transport(context.get_executor()),
                                                    .variables = here.environment()});
  std::size_t count = 0;
  for (const auto& service : roster::blocking(client.list_services())) count += !service.service_id.empty();
  CHECK(count == 3);
  CHECK(client.operation().endpoint().host == "pai-eas.eu-central-1.aliyuncs.com");
}

TEST_CASE("alibaba credentials: a client rejects a contradictory or missing configuration") {
  const home here;
  CHECK(why([&] { (void)eas::to_client_config({.variables = here.environment()}); })
            .starts_with(
                "invalid argument: missing region: EAS needs a region (such as cn-shanghai) or an endpoint"));
  CHECK(why([&] {
          (void)eas::to_client_config(
              {.region = "cn-shanghai",
               .profile = "p",
               .credentials = roster::alibaba::default_credentials(here.environment())});
        }) == "invalid EAS options: credentials and profile are both set; set only one of them");
}

TEST_CASE(
    "alibaba credentials: a provider that fails or returns nothing is a failure, and nothing is sent (fault "
    "65)") {
  const auto why_listed = [](fake::provider::answer answers) {
    boost::asio::io_context context;
    const roster::emulator::cloud clouds({.services = 3});
    const eas::client client(context.get_executor(),
                             {.endpoint = "http://clouds.test",
                              .credentials = std::make_shared<fake::provider>(std::move(answers)),
                              .transport = clouds.transport(context.get_executor())});
    auto services = client.list_services();
    std::string said;
    try {
      (void)fake::run(context, services.collect());
    } catch (const roster::failure& f) {
      CHECK(f.condition() == roster::errc::no_credentials);
      said = f.details().message;
    }
    CHECK(clouds.log().empty());
    return said;
  };
  CHECK(why_listed([](int) { return roster::credentials{}; }) == "the access key id is empty");
  CHECK(why_listed([](int) { return roster::credentials{.access_key_id = "id"}; }) ==
        "the access key secret is empty");
  CHECK(why_listed([](int) -> roster::credentials { throw std::runtime_error("sealed"); }) ==
        "the credentials provider failed: sealed");
}
