// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/qianfan.hpp>
#include <string>

#include <auth/ask_provider.hpp>
#include <auth/temporary_folder.hpp>

namespace qianfan = roster::qianfan;

namespace {

/// Variables that name a .env file of the test's own.
struct settings {
  fake::temporary_folder folder{};
  fake::variables variables{{"QIANFAN_DOT_ENV_CONFIG_FILE", folder.path("env")}};

  explicit settings(std::string_view text) { folder.write("env", text); }
  roster::environment environment() const { return fake::environment_of(variables); }
  roster::credentials key() const { return fake::ask(*qianfan::default_credentials(environment())); }
  std::string why() const {
    auto said = fake::why_no_credentials(*qianfan::default_credentials(environment()));
    CHECK(said.find("planted") == said.npos);
    const auto at = said.find(folder.path("env"));
    REQUIRE(at != said.npos);
    return said.substr(at + folder.path("env").size());
  }
};

}  // namespace

TEST_CASE("qianfan credentials: the environment comes before .env, variable by variable") {
  settings here("QIANFAN_ACCESS_KEY=file-id\nQIANFAN_SECRET_KEY='file secret'\n");
  CHECK(here.key().access_key_id == "file-id");
  CHECK(here.key().access_key_secret.reveal() == "file secret");
  here.variables["QIANFAN_SECRET_KEY"] = "variable";
  here.variables["QIANFAN_ACCESS_KEY"] = "variable-id";
  CHECK(here.key().access_key_secret.reveal() == "variable");
  CHECK(here.key().access_key_id == "variable-id");
  here.variables["QIANFAN_ACCESS_KEY"] = "";
  here.variables["QIANFAN_SECRET_KEY"] = "";
  CHECK(here.key().access_key_id == "file-id");
}

TEST_CASE(
    "qianfan credentials: one variable is completed by a line of the file, but not by half of another pair "
    "(fault 134)") {
  for (const auto* const name : {"QIANFAN_ACCESS_KEY", "QIANFAN_SECRET_KEY"}) {
    CAPTURE(name);
    const bool is_id = std::string_view(name) == "QIANFAN_ACCESS_KEY";
    settings here("QIANFAN_ACCESS_KEY=file-id\nQIANFAN_SECRET_KEY=file-secret\n");
    here.variables[name] = "variable";
    const auto said = fake::why_no_credentials(*qianfan::default_credentials(here.environment()));
    CHECK(said.find("sets both, where the search ends") != said.npos);
    here.folder.write("env", is_id ? "QIANFAN_SECRET_KEY=other-half" : "QIANFAN_ACCESS_KEY=other-half");
    CHECK(here.key().access_key_id == (is_id ? "variable" : "other-half"));
    CHECK(here.key().access_key_secret.reveal() == (is_id ? "other-half" : "variable"));
  }
}

TEST_CASE("qianfan credentials: a changed file counts at once") {
  const settings here("QIANFAN_ACCESS_KEY=a\nQIANFAN_SECRET_KEY=b\n");
  const auto provider = qianfan::default_credentials(here.environment());
  CHECK(fake::ask(*provider).access_key_id == "a");
  here.folder.write("env", "QIANFAN_ACCESS_KEY=c\nQIANFAN_SECRET_KEY=d\n");
  CHECK(fake::ask(*provider).access_key_id == "c");
}

TEST_CASE(
    "qianfan credentials: says what was looked at and why it did not do, and shows nothing of the file") {
  settings here("");
  CHECK(fake::why_no_credentials(*qianfan::default_credentials(here.environment())) ==
        "no credentials: looked at the environment variables QIANFAN_ACCESS_KEY (not set) and "
        "QIANFAN_SECRET_KEY "
        "(not set); " +
            here.folder.path("env") + " (sets neither)");
  here.folder.write("env", "QIANFAN_ACCESS_KEY=planted");
  CHECK(here.why() == " (sets the first only)");
  here.folder.write("env", "QIANFAN_ACCESS_KEY=\nplanted secret\nQIANFAN_SECRET_KEY=planted");
  CHECK(here.why() == " (sets the second only; line 2 is not NAME=value)");
  here.variables["QIANFAN_DOT_ENV_CONFIG_FILE"] = here.folder.path("env-missing");
  CHECK(here.why() == "-missing (does not exist)");
}

TEST_CASE("qianfan credentials: a line for another program does not keep the key from being found") {
  const settings here("if odd; then\nQIANFAN_ACCESS_KEY=a\nQIANFAN_SECRET_KEY=b\n");
  CHECK(here.key().access_key_id == "a");
}

TEST_CASE("qianfan credentials: the endpoint comes from the same places") {
  settings here("QIANFAN_CONSOLE_API_BASE_URL=https://from.file\n");
  CHECK(qianfan::configured_endpoint(here.environment()) == "https://from.file");
  CHECK(qianfan::to_client_config({.variables = here.environment()}).endpoint == "https://from.file");
  here.variables["QIANFAN_CONSOLE_API_BASE_URL"] = "https://from.variable";
  CHECK(qianfan::configured_endpoint(here.environment()) == "https://from.variable");
  here.variables.erase("QIANFAN_CONSOLE_API_BASE_URL");
  here.folder.write("env", "");
  CHECK(qianfan::configured_endpoint(here.environment()) == std::nullopt);
  CHECK(qianfan::to_client_config({.variables = here.environment()}).endpoint == qianfan::default_endpoint);
  here.variables["QIANFAN_DOT_ENV_CONFIG_FILE"] = here.folder.path();
  CHECK_THROWS_WITH_AS(
      (void)qianfan::configured_endpoint(here.environment()),
      ("invalid argument: no endpoint: looked at " + here.folder.path() + " (is a directory)").c_str(),
      roster::failure);
}
