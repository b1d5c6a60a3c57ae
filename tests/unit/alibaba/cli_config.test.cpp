// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/alibaba/detail/cli_config.hpp>
#include <string>

#include <support/given_key.hpp>
#include <support/temporary_folder.hpp>

namespace {

constexpr std::string_view planted = "planted-secret";

constexpr std::string_view two_profiles = R"({
  "current": "second",
  "profiles": [
    {"name": "first", "mode": "AK", "access_key_id": "id1", "access_key_secret": "secret1", "sts_token": "",
     "region_id": "cn-beijing", "output_format": "json", "retry_timeout": 0, "expired_seconds": 900},
    {"name": "second", "mode": "StsToken", "access_key_id": "id2", "access_key_secret": "secret2",
     "sts_token": "token2", "region_id": "cn-hangzhou", "language": null}
  ],
  "meta_path": ""
})";

/// A home directory with a configuration file of the tool.
struct home {
  fake::temporary_folder folder{};
  fake::variables variables{{"HOME", folder.path()}};

  explicit home(std::string_view config) { folder.write(".aliyun/config.json", config); }

  roster::alibaba::detail::source_search search(std::string_view profile = {}) const {
    return roster::alibaba::detail::search_cli_config(profile, fake::environment_of(variables));
  }
  roster::credentials key(std::string_view profile = {}) const { return fake::given_key(search(profile)); }
  /// Returns the reported reason without the directory's name.
  std::string description(std::string_view profile = {}) const {
    auto text = search(profile).description();
    const auto path = folder.path();
    if (const auto at = text.find(path); at != text.npos) text.replace(at, path.size(), "~");
    CHECK(text.find(planted) == text.npos);
    return text;
  }
};

}  // namespace

TEST_CASE("cli_config: reads the current profile, or the requested one") {
  home here(two_profiles);
  const auto current = here.key();
  CHECK(current.access_key_id == "id2");
  CHECK(current.access_key_secret.reveal() == "secret2");
  CHECK(current.security_token.reveal() == "token2");
  const auto named = here.key("first");
  CHECK(named.access_key_id == "id1");
  CHECK(named.security_token.empty());
  here.variables["ALIBABA_CLOUD_PROFILE"] = "first";
  CHECK(here.key().access_key_id == "id1");
  CHECK(here.key("second").access_key_id == "id2");
  const auto found = roster::alibaba::detail::find_cli_profile({}, fake::environment_of(here.variables));
  REQUIRE(found.profile() != nullptr);
  CHECK(found.profile()->region_id == "cn-beijing");
}

TEST_CASE("cli_config: a changed file takes effect immediately") {
  home here(two_profiles);
  CHECK(here.key().access_key_id == "id2");
  here.folder.write(".aliyun/config.json",
                    R"({"profiles":[{"name":"default","mode":"AK","access_key_id":"new",
                                               "access_key_secret":"s"}]})");
  CHECK(here.key().access_key_id == "new");
}

TEST_CASE("cli_config: a variable may set another file, which then has to exist") {
  home here("{");
  here.variables["ALIBABA_CLOUD_CONFIG_FILE"] = here.folder.write("other.json", two_profiles);
  CHECK(here.key().access_key_id == "id2");
  here.variables["ALIBABA_CLOUD_CONFIG_FILE"] = here.folder.path("missing.json");
  CHECK(here.description() == "~/missing.json (does not exist)");
  CHECK(here.search().broken);
}

TEST_CASE("cli_config: a missing file or profile is not an error") {
  const auto not_broken = [](const home& here, std::string_view profile = {}) {
    CHECK(!here.search(profile).broken);
    return here.description(profile);
  };
  home none("");
  std::filesystem::remove(none.folder.path(".aliyun/config.json"));
  CHECK(not_broken(none) == "~/.aliyun/config.json (does not exist)");
  none.variables.erase("HOME");
  CHECK(not_broken(none) == "~/.aliyun/config.json (HOME is not set)");
  none.variables["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"] = "true";
  CHECK(not_broken(none) == "~/.aliyun/config.json (ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true)");
  CHECK(not_broken(none, "named") == "~/.aliyun/config.json (HOME is not set)");
  CHECK(not_broken(home(two_profiles), "third\n") == R"(~/.aliyun/config.json (has no profile "third\n"))");
  CHECK(not_broken(home("{}")) == "~/.aliyun/config.json (has no profiles)");
  CHECK(not_broken(home(R"({"current":"default","profiles":[{"name":"default","mode":"AK","access_key_id":"",
                            "access_key_secret":""}]})")) ==
        "~/.aliyun/config.json (profiles[0] has no credentials yet)");
}

TEST_CASE("cli_config: a missing current profile is an error") {
  const home odd(R"({"current":"planted-secret","profiles":[{"name":"a"}]})");
  CHECK(odd.description() == "~/.aliyun/config.json (is missing its current profile)");
  CHECK(odd.search().broken);
}

TEST_CASE("cli_config: a malformed file is reported with the position, without its content") {
  const auto description = [](std::string_view config) {
    const home here(config);
    CHECK(here.search().broken);
    CHECK(here.search("named").broken);
    return here.description();
  };
  CHECK(description("") == "~/.aliyun/config.json (line 1, column 1: not JSON: expected a value)");
  CHECK(description("\"planted-secret\"") == "~/.aliyun/config.json (line 1, column 1: expected an object)");
  CHECK(description("{\n  \"current\": \"planted-secret\n") ==
        "~/.aliyun/config.json (line 2, column 29: not JSON: expected an escape sequence)");
  CHECK(description("{\"profiles\":[\n{\"name\":planted-secret}]}") ==
        "~/.aliyun/config.json (line 2, column 9: not JSON: expected a value)");
  CHECK(description(R"({"profiles":[{"access_key_secret":["planted-secret"]}]})") ==
        "~/.aliyun/config.json (line 1, column 35: profiles[0].access_key_secret: expected a string)");
  CHECK(description(R"({"planted-secret":[1,}]})") ==
        "~/.aliyun/config.json (line 1, column 22: not JSON: expected a value)");
  CHECK(description("[default]\naccess_key_secret = planted-secret\n") ==
        "~/.aliyun/config.json (line 1, column 2: not JSON: expected a value)");
  CHECK(description(R"({"profiles":[null]})") ==
        "~/.aliyun/config.json (line 1, column 14: profiles[0]: expected an object)");
}

TEST_CASE("cli_config: a truncated file, or one with any byte changed, shows no secret") {
  std::mt19937 random(20261121);
  std::string text(two_profiles);
  for (const std::string from : {"secret1", "secret2", "token2", "id1", "id2"})
    text.replace(text.find(from), from.size(), planted);
  for (std::size_t end = 0; end < text.size(); ++end) (void)home(text.substr(0, end)).description();
  for (int round = 0; round < 2'000; ++round) {
    auto changed = text;
    changed[random() % changed.size()] = static_cast<char>(1 + random() % 255);
    (void)home(changed).description();
  }
}

TEST_CASE("cli_config: a directory or a pipe instead of the file is rejected immediately") {
  home here("");
  std::filesystem::remove(here.folder.path(".aliyun/config.json"));
  std::filesystem::create_directory(here.folder.path(".aliyun/config.json"));
  CHECK(here.description() == "~/.aliyun/config.json (is a directory)");
  CHECK(here.search().broken);
}
