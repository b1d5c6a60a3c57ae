// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/alibaba/detail/sources.hpp>
#include <string>
#include <variant>

#include <support/temporary_folder.hpp>

TEST_CASE("environment_source: an OpenID Connect role needs all three variables") {
  fake::variables variables;
  const auto search = [&] {
    return roster::alibaba::detail::search_oidc_variables(fake::environment_of(variables));
  };
  CHECK(search().description() ==
        "the OIDC role of ALIBABA_CLOUD_ROLE_ARN (not set; ALIBABA_CLOUD_OIDC_PROVIDER_ARN not set; "
        "ALIBABA_CLOUD_OIDC_TOKEN_FILE not set)");
  variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:role";
  CHECK(!search().broken);  // a role alone may serve another purpose
  variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = "/token";
  CHECK(search().description() ==
        "the OIDC role of ALIBABA_CLOUD_ROLE_ARN (set; ALIBABA_CLOUD_OIDC_PROVIDER_ARN not set; "
        "ALIBABA_CLOUD_OIDC_TOKEN_FILE set)");
  CHECK(search().broken);
  variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:provider";
  variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"] = "mine";
  variables["ALIBABA_CLOUD_STS_REGION"] = "cn-shanghai";
  REQUIRE(search().source);
  const auto found = std::get<roster::alibaba::detail::oidc_role>(search().source->first);
  CHECK(found.provider_arn == "acs:provider");
  CHECK(found.token_file == "/token");
  CHECK(found.role.arn == "acs:role");
  CHECK(found.role.session_name == "mine");
  CHECK(found.role.sts == "https://sts.cn-shanghai.aliyuncs.com");
  variables["ALIBABA_CLOUD_STS_REGION"] = "x.evil.example/";
  CHECK(search().broken);
  CHECK(search().description() ==
        "the OIDC role of ALIBABA_CLOUD_ROLE_ARN (ALIBABA_CLOUD_STS_REGION is not a valid region)");
}

TEST_CASE("environment_source: the metadata service is a source unless it is disabled") {
  fake::variables variables;
  const auto search = [&] {
    return roster::alibaba::detail::search_ecs_variables(fake::environment_of(variables));
  };
  REQUIRE(search().source);
  CHECK(std::get<roster::alibaba::detail::ecs_role>(search().source->first).name.empty());
  CHECK(!search().decisive);
  variables["ALIBABA_CLOUD_ECS_METADATA"] = "r";
  variables["ALIBABA_CLOUD_IMDSV1_DISABLED"] = "TRUE";
  CHECK(std::get<roster::alibaba::detail::ecs_role>(search().source->first).name == "r");
  CHECK(std::get<roster::alibaba::detail::ecs_role>(search().source->first).imds_v2_only);
  CHECK(search().decisive);
  variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
  CHECK(!search().source);
  CHECK(search().description() ==
        "the metadata service http://100.100.100.200 (ALIBABA_CLOUD_ECS_METADATA_DISABLED is true)");
}

TEST_CASE("environment_source: a credentials server is a source if the variable is set") {
  fake::variables variables;
  const auto search = [&] {
    return roster::alibaba::detail::search_uri_variable(fake::environment_of(variables));
  };
  CHECK(search().description() == "the server of ALIBABA_CLOUD_CREDENTIALS_URI (not set)");
  variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = "http://h/";
  REQUIRE(search().source);
  CHECK(std::get<roster::alibaba::detail::credentials_server>(search().source->first).uri == "http://h/");
}
