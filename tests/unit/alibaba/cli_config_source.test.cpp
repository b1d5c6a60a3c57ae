// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <roster/alibaba/detail/cli_config.hpp>
#include <string>
#include <string_view>
#include <variant>

#include <support/given_key.hpp>
#include <support/temporary_folder.hpp>

using namespace std::chrono_literals;

namespace {

/// A home directory whose configuration file has these profiles; "p" is the current one.
struct home {
  fake::temporary_folder folder{};
  fake::variables variables{{"HOME", folder.path()}};

  explicit home(const std::string& profiles) {
    folder.write(".aliyun/config.json", R"({"current":"p","profiles":[)" + profiles + "]}");
  }
  roster::alibaba::detail::source_search search() const {
    return roster::alibaba::detail::search_cli_config({}, fake::environment_of(variables));
  }
  roster::alibaba::detail::source_config source() const {
    const auto found = search();
    REQUIRE_MESSAGE(found.source, found.description());
    return *found.source;
  }
  /// Returns why the profile is unusable, without the file's name.
  std::string why() const {
    const auto found = search();
    CHECK(!found.source);
    CHECK(found.description().find("planted") == std::string::npos);
    return found.where + ' ' + found.why;
  }
};

std::string profile(const std::string& members, const std::string& name = "p") {
  return R"({"name":")" + name + "\"," + members + '}';
}

std::string why(const std::string& members) { return home(profile(members)).why(); }

const std::string keys = R"("access_key_id":"i","access_key_secret":"planted-secret",)";
const std::string role = R"("ram_role_arn":"acs:ram::1:role/r")";

}  // namespace

TEST_CASE("cli_config_source: a profile may contain the access key itself") {
  CHECK(fake::given_key(home(profile(keys + R"("mode":"AK","sts_token":"old")")).search())
            .security_token.empty());
  const auto temporary =
      fake::given_key(home(profile(keys + R"("mode":"StsToken","sts_token":"t")")).search());
  CHECK(temporary.access_key_secret.reveal() == "planted-secret");
  CHECK(temporary.security_token.reveal() == "t");
}

TEST_CASE("cli_config_source: a role is assumed with the profile's access key") {
  home here(
      profile(keys + role + R"(,"mode":"RamRoleArn","ram_session_name":"n","policy":"{}","external_id":"e",
      "expired_seconds":1800,"sts_region":"cn-hangzhou","enable_vpc":true,"sts_token":"t")"));
  const auto source = here.source();
  const auto& key = std::get<roster::credentials>(source.first);
  CHECK(key.access_key_id == "i");
  CHECK(key.security_token.reveal() == "t");
  REQUIRE(source.then.size() == 1);
  CHECK(source.then[0].arn == "acs:ram::1:role/r");
  CHECK(source.then[0].session_name == "n");
  CHECK(source.then[0].policy == "{}");
  CHECK(source.then[0].external_id == "e");
  CHECK(source.then[0].duration == 1800s);
  CHECK(source.then[0].sts == "https://sts-vpc.cn-hangzhou.aliyuncs.com");
}

TEST_CASE("cli_config_source: missing values of a role are taken from variables or defaults") {
  home here(profile(keys + role + R"(,"mode":"RamRoleArn","expired_seconds":0)"));
  CHECK(here.source().then[0].session_name == "roster");
  CHECK(here.source().then[0].duration == 3600s);
  CHECK(here.source().then[0].sts == "https://sts.aliyuncs.com");
  here.variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"] = "mine";
  here.variables["ALIBABA_CLOUD_STS_REGION"] = "cn-beijing";
  here.variables["ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"] = "True";
  CHECK(here.source().then[0].session_name == "mine");
  CHECK(here.source().then[0].sts == "https://sts-vpc.cn-beijing.aliyuncs.com");
}

TEST_CASE("cli_config_source: a role may be assumed with the credentials of another profile") {
  const auto chain = [](const std::string& name, const std::string& from) {
    return profile(R"("mode":"ChainableRamRoleArn","ram_role_arn":")" + name +
                       R"(-role","source_profile":")" + from + '"',
                   name);
  };
  const home here(chain("p", "q") + ',' + profile(keys + R"("mode":"AK")", "r") + ',' + chain("q", "r"));
  const auto source = here.source();
  CHECK(std::get<roster::credentials>(source.first).access_key_id == "i");
  REQUIRE(source.then.size() == 2);
  CHECK(source.then[0].arn == "q-role");
  CHECK(source.then[1].arn == "p-role");
  CHECK(here.search().where == "profiles[1]");

  CHECK(home(chain("p", "q") + ',' + chain("q", "p")).why() == "profiles[0] has a circular source_profile");
  CHECK(home(chain("p", "p")).why() == "profiles[0] has a circular source_profile");
  CHECK(home(chain("p", "planted")).why() == "profiles[0] has a source_profile that does not exist");
  CHECK(home(chain("p", "q") + ',' + profile(R"("mode":"AK")", "q")).why() ==
        "profiles[1] is missing access_key_id");
}

TEST_CASE("cli_config_source: accepts an instance's role, an OpenID Connect role and a credentials server") {
  home ecs(profile(R"("mode":"EcsRamRole","ram_role_name":"r")"));
  CHECK(std::get<roster::alibaba::detail::ecs_role>(ecs.source().first).name == "r");
  CHECK(!std::get<roster::alibaba::detail::ecs_role>(ecs.source().first).imds_v2_only);
  ecs.variables["ALIBABA_CLOUD_IMDSV1_DISABLED"] = "true";
  CHECK(std::get<roster::alibaba::detail::ecs_role>(ecs.source().first).imds_v2_only);
  ecs.variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
  CHECK(ecs.why() ==
        "profiles[0] needs the metadata service, but ALIBABA_CLOUD_ECS_METADATA_DISABLED is true");

  const home oidc(profile(
      role + R"(,"mode":"OIDC","oidc_provider_arn":"a","oidc_token_file":"/f","ram_session_name":"n")"));
  const auto found = std::get<roster::alibaba::detail::oidc_role>(oidc.source().first);
  CHECK(found.provider_arn == "a");
  CHECK(found.token_file == "/f");
  CHECK(found.role.arn == "acs:ram::1:role/r");
  CHECK(found.role.session_name == "n");

  const home uri(profile(R"("mode":"CredentialsURI","credentials_uri":"http://h/")"));
  CHECK(std::get<roster::alibaba::detail::credentials_server>(uri.source().first).uri == "http://h/");
}

TEST_CASE("cli_config_source: an unusable profile reports the reason") {
  const std::string known =
      "; supported are AK, StsToken, RamRoleArn, EcsRamRole, OIDC, ChainableRamRoleArn and CredentialsURI";
  CHECK(why(keys + R"("mode":"CloudSSO")") == "profiles[0] has the unsupported mode CloudSSO" + known);
  CHECK(why(keys + R"("mode":"planted-secret")") == "profiles[0] has an unknown mode" + known);
  CHECK(why(keys + R"("region_id":"x")") == "profiles[0] is missing mode");
  CHECK(why(keys + R"("mode":"StsToken")") == "profiles[0] is missing sts_token");
  CHECK(why(R"("mode":"AK","access_key_id":"planted-secret")") == "profiles[0] is missing access_key_secret");
  CHECK(why(R"("mode":"AK","access_key_secret":"planted-secret")") == "profiles[0] is missing access_key_id");
  CHECK(why(keys + R"("mode":"RamRoleArn")") == "profiles[0] is missing ram_role_arn");
  CHECK(why(role + R"(,"mode":"RamRoleArn")") == "profiles[0] is missing access_key_id");
  CHECK(why(keys + role + R"(,"mode":"RamRoleArn","expired_seconds":899)") ==
        "profiles[0] has an expired_seconds below the minimum of 900");
  CHECK(why(keys + role + R"(,"mode":"RamRoleArn","sts_region":"planted/")") ==
        "profiles[0] has an invalid sts_region");
  CHECK(why(role + R"(,"mode":"OIDC","oidc_token_file":"/f")") == "profiles[0] is missing oidc_provider_arn");
  CHECK(why(role + R"(,"mode":"OIDC","oidc_provider_arn":"a")") == "profiles[0] is missing oidc_token_file");
  CHECK(why(R"("mode":"OIDC","oidc_provider_arn":"a","oidc_token_file":"/f")") ==
        "profiles[0] is missing ram_role_arn");
  CHECK(why(R"("mode":"CredentialsURI")") == "profiles[0] is missing credentials_uri");
}
