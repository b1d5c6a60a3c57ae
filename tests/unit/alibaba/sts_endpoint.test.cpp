// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/alibaba/detail/sts.hpp>

#include <support/temporary_folder.hpp>

TEST_CASE("sts_endpoint: depends on region and network, and a region cannot change the domain") {
  fake::variables variables;
  const auto of = [&](std::string_view region, bool vpc = false) {
    return roster::alibaba::detail::sts_endpoint(region, vpc, fake::environment_of(variables));
  };
  CHECK(of("") == "https://sts.aliyuncs.com");
  CHECK(of("", true) == "https://sts.aliyuncs.com");
  CHECK(of("cn-beijing") == "https://sts.cn-beijing.aliyuncs.com");
  CHECK(of("cn-beijing", true) == "https://sts-vpc.cn-beijing.aliyuncs.com");
  for (const auto* const odd : {"evil.example/", "a b", "-x", "x@y", "CN"}) CHECK(of(odd) == std::nullopt);
  variables["ALIBABA_CLOUD_STS_REGION"] = "cn-shanghai";
  variables["ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"] = "TRUE";
  CHECK(of("") == "https://sts-vpc.cn-shanghai.aliyuncs.com");
  CHECK(of("eu-central-1") == "https://sts-vpc.eu-central-1.aliyuncs.com");
  variables["ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"] = "yes";
  CHECK(of("") == "https://sts.cn-shanghai.aliyuncs.com");
}
