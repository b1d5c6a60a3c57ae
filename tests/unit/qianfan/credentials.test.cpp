// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/qianfan.hpp>
#include <string>

#include <support/ask_provider.hpp>
#include <support/temporary_folder.hpp>

namespace qianfan = roster::qianfan;

namespace {

/// Environment variables that name a .env file of the test.
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

TEST_CASE("qianfan credentials: the environment takes precedence over .env, variable by variable") {
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
    "qianfan credentials: a line of the file completes one variable, but half of another pair does not "
    "(fault 134)") {
  for (const auto* const name : {"QIANFAN_ACCESS_KEY", "QIANFAN_SECRET_KEY"}) {
    CAPTURE(name);
    const bool is_id = std::string_view(name) == "QIANFAN_ACCESS_KEY";
    settings here("QIANFAN_ACCESS_KEY=file-id\nQIANFAN_SECRET_KEY=file-secret\n");
    here.variables[name] = "variable";
    const auto said = fake::why_no_credentials(*qianfan::default_credentials(here.environment()));
    CHECK(said.find("sets both; the search stopped there") != said.npos);
    here.folder.write("env", is_id ? "QIANFAN_SECRET_KEY=other-half" : "QIANFAN_ACCESS_KEY=other-half");
    CHECK(here.key().access_key_id == (is_id ? "variable" : "other-half"));
    CHECK(here.key().access_key_secret.reveal() == (is_id ? "other-half" : "variable"));
  }
}

TEST_CASE("qianfan credentials: a changed file takes effect at once") {
  const settings here("QIANFAN_ACCESS_KEY=a\nQIANFAN_SECRET_KEY=b\n");
  const auto provider = qianfan::default_credentials(here.environment());
  CHECK(fake::ask(*provider).access_key_id == "a");
  here.folder.write("env", "QIANFAN_ACCESS_KEY=c\nQIANFAN_SECRET_KEY=d\n");
  CHECK(fake::ask(*provider).access_key_id == "c");
}

TEST_CASE(
    "qianfan credentials: the error names each source and why it has none, and shows nothing of the file") {
  settings here("");
  CHECK(fake::why_no_credentials(*qianfan::default_credentials(here.environment())) ==
        "no credentials: tried the environment variables QIANFAN_ACCESS_KEY (not set) and "
        "QIANFAN_SECRET_KEY "
        "(not set); " +
            here.folder.path("env") + " (sets neither)");
  here.folder.write("env", "QIANFAN_ACCESS_KEY=planted");
  CHECK(here.why() == " (sets only QIANFAN_ACCESS_KEY)");
  here.folder.write("env", "QIANFAN_ACCESS_KEY=\nplanted secret\nQIANFAN_SECRET_KEY=planted");
  CHECK(here.why() == " (sets only QIANFAN_SECRET_KEY; line 2 is not NAME=value)");
  here.variables["QIANFAN_DOT_ENV_CONFIG_FILE"] = here.folder.path("env-missing");
  CHECK(here.why() == "-missing (does not exist)");
}

TEST_CASE("qianfan credentials: a line for another program does not hide the credentials") {
  const settings here("if odd; then\nQIANFAN_ACCESS_KEY=a\nQIANFAN_SECRET_KEY=b\n");
  CHECK(here.key().access_key_id == "a");
}

TEST_CASE("qianfan credentials: the endpoint of the environment is used with any credentials") {
  settings here(
      "QIANFAN_ACCESS_KEY=a\nQIANFAN_SECRET_KEY=b\nQIANFAN_CONSOLE_API_BASE_URL=https://from.file\n");
  here.variables["QIANFAN_CONSOLE_API_BASE_URL"] = "https://from.variable";
  CHECK(qianfan::detail::configured_endpoint(here.environment()) == "https://from.variable");
  const auto own = roster::static_key("id", "key");
  CHECK(qianfan::to_client_config({.credentials = own, .variables = here.environment()}).endpoint ==
        "https://from.variable");
  here.variables["QIANFAN_DOT_ENV_CONFIG_FILE"] = here.folder.path();
  CHECK(qianfan::detail::configured_endpoint(here.environment()) == "https://from.variable");
}

TEST_CASE(
    "qianfan credentials: the endpoint of .env is used only with the credentials of the same file (fault "
    "194)") {
  const std::string endpoint = "QIANFAN_CONSOLE_API_BASE_URL=https://from.file\n";
  const std::string key = "QIANFAN_ACCESS_KEY=file-id\nQIANFAN_SECRET_KEY=file-secret\n";
  settings here(key + endpoint);
  const auto used = [&](const std::shared_ptr<roster::credentials_provider>& own = nullptr) {
    const auto configured = qianfan::detail::configured_endpoint(here.environment());
    auto made = qianfan::to_client_config({.credentials = own, .variables = here.environment()});
    if (!own) CHECK(made.endpoint == configured.value_or(std::string(qianfan::detail::default_endpoint)));
    return made;
  };
  CHECK(used().endpoint == "https://from.file");
  CHECK(used(roster::static_key("id", "key")).endpoint == qianfan::detail::default_endpoint);
  for (const std::string name : {"QIANFAN_ACCESS_KEY", "QIANFAN_SECRET_KEY"}) {
    here.variables[name] = "variable";
    CHECK(used().endpoint == qianfan::detail::default_endpoint);
    here.folder.write(
        "env",
        (name == "QIANFAN_ACCESS_KEY" ? "QIANFAN_SECRET_KEY=x\n" : "QIANFAN_ACCESS_KEY=x\n") + endpoint);
    CHECK(used().endpoint == qianfan::detail::default_endpoint);
    here.variables.erase(name);
    here.folder.write("env", key + endpoint);
  }
  here.variables["QIANFAN_ACCESS_KEY"] = here.variables["QIANFAN_SECRET_KEY"] = "variable";
  CHECK(used().endpoint == qianfan::detail::default_endpoint);
  here.variables["QIANFAN_ACCESS_KEY"] = here.variables["QIANFAN_SECRET_KEY"] = "";
  CHECK(used().endpoint == "https://from.file");
  here.folder.write("env", endpoint);
  CHECK(used().endpoint == qianfan::detail::default_endpoint);
  here.folder.write("env", "");
  CHECK(used().endpoint == qianfan::detail::default_endpoint);
}

TEST_CASE(
    "qianfan credentials: with the endpoint of .env, credentials set later in the environment are not used "
    "(fault 194)") {
  settings here(
      "QIANFAN_ACCESS_KEY=a\nQIANFAN_SECRET_KEY=b\nQIANFAN_CONSOLE_API_BASE_URL=https://from.file\n");
  const auto variables = std::make_shared<fake::variables>(here.variables);
  const auto made = qianfan::to_client_config(
      {.variables = [variables](std::string_view name) { return fake::environment_of(*variables)(name); }});
  (*variables)["QIANFAN_ACCESS_KEY"] = (*variables)["QIANFAN_SECRET_KEY"] = "variable";
  CHECK(fake::ask(*made.credentials).access_key_id == "a");
  here.folder.write("env", "QIANFAN_ACCESS_KEY=c\n");
  CHECK(fake::why_no_credentials(*made.credentials).find("(sets only QIANFAN_ACCESS_KEY)") !=
        std::string::npos);
}

TEST_CASE(
    "qianfan credentials: a malformed endpoint is reported by its variable, and not quoted (fault 193)") {
  settings here("");
  for (const std::string url :
       {"http://bob:planted", "http://bob:planted%40h:80", "http://h:planted", "planted@h"}) {
    for (const bool in_file : {false, true}) {
      here.variables["QIANFAN_CONSOLE_API_BASE_URL"] = in_file ? "" : url;
      here.folder.write("env",
                        "QIANFAN_ACCESS_KEY=a\nQIANFAN_SECRET_KEY=b\nQIANFAN_CONSOLE_API_BASE_URL=" + url);
      std::string what;
      try {
        (void)qianfan::to_client_config({.variables = here.environment()});
      } catch (const roster::failure& f) {
        CHECK(f.condition() == roster::errc::invalid_argument);
        what = f.what();
      }
      CAPTURE(what);
      CHECK(what.find("QIANFAN_CONSOLE_API_BASE_URL: invalid endpoint") != what.npos);
      CHECK(what.find("planted") == what.npos);
      CHECK(what.find("bob") == what.npos);
    }
  }
}

TEST_CASE("qianfan credentials: an unreadable .env is an error only where its endpoint could be used") {
  settings here("");
  here.variables["QIANFAN_DOT_ENV_CONFIG_FILE"] = here.folder.path();
  CHECK_THROWS_WITH_AS(
      (void)qianfan::detail::configured_endpoint(here.environment()),
      ("invalid argument: cannot read the endpoint from " + here.folder.path() + " (is a directory)").c_str(),
      roster::failure);
  here.variables["QIANFAN_ACCESS_KEY"] = here.variables["QIANFAN_SECRET_KEY"] = "variable";
  CHECK(qianfan::detail::configured_endpoint(here.environment()) == std::nullopt);
}
