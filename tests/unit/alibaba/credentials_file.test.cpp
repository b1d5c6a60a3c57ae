// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/alibaba/detail/sources.hpp>
#include <string>

#include <support/given_key.hpp>
#include <support/temporary_folder.hpp>

namespace {

constexpr std::string_view planted = "planted-secret";

struct home {
  fake::temporary_folder folder{};
  fake::variables variables{{"HOME", folder.path()}};

  explicit home(std::string_view text) { folder.write(".alibabacloud/credentials", text); }

  roster::alibaba::detail::source_search search(std::string_view profile = {}) const {
    return roster::alibaba::detail::search_credentials_file(profile, fake::environment_of(variables));
  }
  roster::credentials key(std::string_view profile = {}) const { return fake::given_key(search(profile)); }
  std::string description(std::string_view profile = {}) const {
    auto text = search(profile).description();
    const auto path = folder.path();
    if (const auto at = text.find(path); at != text.npos) text.replace(at, path.size(), "~");
    CHECK(text.find(planted) == text.npos);
    return text;
  }
};

constexpr std::string_view two_sections =
    "[default]\ntype = access_key\naccess_key_id = id1\naccess_key_secret = secret1\n\n"
    "[temporary]  # from the console\ntype = sts\naccess_key_id = id2\naccess_key_secret = secret2\n"
    "security_token = token2==\n";

}  // namespace

TEST_CASE("credentials_file: reads the section [default], or the requested one") {
  home here(two_sections);
  CHECK(here.key().access_key_id == "id1");
  CHECK(here.key().access_key_secret.reveal() == "secret1");
  CHECK(here.key().security_token.empty());
  CHECK(here.key("temporary").security_token.reveal() == "token2==");
  here.variables["ALIBABA_CLOUD_PROFILE"] = "temporary";
  CHECK(here.key().access_key_id == "id2");
  CHECK(here.key("default").access_key_id == "id1");
}

TEST_CASE("credentials_file: a variable may set another file, which then has to exist") {
  home here("broken");
  here.variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = here.folder.write("other", two_sections);
  CHECK(here.key().access_key_id == "id1");
  here.variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = here.folder.path("missing");
  CHECK(here.description() == "~/missing (does not exist)");
  CHECK(here.search().broken);
}

TEST_CASE("credentials_file: a missing file or section is not an error") {
  home none("");
  CHECK(none.description() == "~/.alibabacloud/credentials (has no section [default])");
  CHECK(!none.search().broken);
  std::filesystem::remove(none.folder.path(".alibabacloud/credentials"));
  CHECK(none.description() == "~/.alibabacloud/credentials (does not exist)");
  CHECK(!none.search().broken);
  none.variables.clear();
  CHECK(none.description() == "~/.alibabacloud/credentials (HOME is not set)");
  CHECK(home(two_sections).description("third") == "~/.alibabacloud/credentials (has no section [third])");
}

TEST_CASE("credentials_file: an unusable section reports the reason") {
  const auto description = [](std::string_view lines) {
    const home here("[default]\n" + std::string(lines));
    CHECK(here.search().broken);
    return here.description();
  };
  const std::string keys = "access_key_id = i\naccess_key_secret = planted-secret\n";
  CHECK(description(keys) == "~/.alibabacloud/credentials ([default] is missing type)");
  const std::string known = "; supported are access_key, sts, ram_role_arn, ecs_ram_role and oidc_role_arn)";
  CHECK(description(keys + "type = bearer") ==
        "~/.alibabacloud/credentials ([default] has the unsupported type bearer" + known);
  CHECK(description(keys + "type = planted-secret") ==
        "~/.alibabacloud/credentials ([default] has an unknown type" + known);
  CHECK(description(keys + "type = ram_role_arn") ==
        "~/.alibabacloud/credentials ([default] is missing role_arn)");
  CHECK(description("type = ram_role_arn\nrole_arn = planted-secret") ==
        "~/.alibabacloud/credentials ([default] is missing access_key_id)");
  CHECK(description("type = oidc_role_arn\nrole_arn = planted-secret") ==
        "~/.alibabacloud/credentials ([default] is missing oidc_provider_arn)");
  CHECK(description("type = oidc_role_arn\noidc_provider_arn = planted-secret") ==
        "~/.alibabacloud/credentials ([default] is missing oidc_token_file_path)");
  CHECK(description("type = oidc_role_arn\noidc_provider_arn = planted-secret\noidc_token_file_path = p") ==
        "~/.alibabacloud/credentials ([default] is missing role_arn)");
  CHECK(description(keys + "type = sts") ==
        "~/.alibabacloud/credentials ([default] is missing security_token)");
  CHECK(description("type = access_key\naccess_key_id = planted-secret") ==
        "~/.alibabacloud/credentials ([default] is missing access_key_secret)");
  CHECK(description("type = access_key") ==
        "~/.alibabacloud/credentials ([default] is missing access_key_id)");
}

TEST_CASE("credentials_file: a section may refer to a service that provides the credentials") {
  home here(
      "[role]\ntype=ram_role_arn\naccess_key_id=i\naccess_key_secret=s\nrole_arn=acs:r\npolicy='{\"a\":1}'\n"
      "[ecs]\ntype=ecs_ram_role\nrole_name=r\n[any]\ntype=ecs_ram_role\n"
      "[oidc]\ntype=oidc_role_arn\noidc_provider_arn=p\noidc_token_file_path=/t\nrole_arn=acs:r\n"
      "role_session_name=n\n");
  here.variables["ALIBABA_CLOUD_STS_REGION"] = "cn-beijing";
  const auto role = here.search("role");
  REQUIRE(role.source);
  CHECK(std::get<roster::credentials>(role.source->first).access_key_id == "i");
  REQUIRE(role.source->then.size() == 1);
  CHECK(role.source->then[0].arn == "acs:r");
  CHECK(role.source->then[0].session_name == "roster");
  CHECK(role.source->then[0].policy == "{\"a\":1}");
  CHECK(role.source->then[0].duration == std::chrono::hours(1));
  CHECK(role.source->then[0].sts == "https://sts.cn-beijing.aliyuncs.com");
  CHECK(std::get<roster::alibaba::detail::ecs_role>(here.search("ecs").source->first).name == "r");
  CHECK(std::get<roster::alibaba::detail::ecs_role>(here.search("any").source->first).name.empty());
  const auto oidc = std::get<roster::alibaba::detail::oidc_role>(here.search("oidc").source->first);
  CHECK(oidc.provider_arn == "p");
  CHECK(oidc.token_file == "/t");
  CHECK(oidc.role.arn == "acs:r");
  CHECK(oidc.role.session_name == "n");
  here.variables["ALIBABA_CLOUD_STS_REGION"] = "planted-secret/";
  CHECK(here.description("role") ==
        "~/.alibabacloud/credentials ([role] needs STS, but ALIBABA_CLOUD_STS_REGION is not a valid region)");
  here.variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "TRUE";
  CHECK(here.description("any") ==
        "~/.alibabacloud/credentials ([any] needs the metadata service, but "
        "ALIBABA_CLOUD_ECS_METADATA_DISABLED is true)");
}

TEST_CASE("credentials_file: a malformed line is reported by its number, without its content") {
  const home here("[default]\ntype = access_key\naccess_key_secret planted-secret\n");
  CHECK(here.description() == "~/.alibabacloud/credentials (line 3 is neither [section] nor name = value)");
  CHECK(here.search().broken);
}

TEST_CASE("credentials_file: a truncated file, or one with any byte changed, shows no secret") {
  std::mt19937 random(20261121);
  std::string text(two_sections);
  for (const std::string from : {"secret1", "secret2", "token2", "id1", "id2"})
    text.replace(text.find(from), from.size(), planted);
  for (std::size_t end = 0; end < text.size(); ++end) (void)home(text.substr(0, end)).description();
  for (int round = 0; round < 2'000; ++round) {
    auto changed = text;
    changed[random() % changed.size()] = static_cast<char>(1 + random() % 255);
    (void)home(changed).description();
  }
}
