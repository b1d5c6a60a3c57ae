// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <roster/eas.hpp>
#include <roster/emulator/emulator.hpp>
#include <roster/range/blocking.hpp>
#include <string>

#include "auth/ask_provider.hpp"
#include "auth/temporary_folder.hpp"

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

TEST_CASE("eas credentials: looks at the variables, then at the tool's file, then at the credentials file") {
  home here;
  const auto provider = eas::default_credentials(here.environment());
  const auto root = here.folder.path();
  CHECK(fake::why_no_credentials(*provider) ==
        "no credentials: looked at the environment variables ALIBABA_CLOUD_ACCESS_KEY_ID (not set) and "
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET (not set); " +
            root + "/.aliyun/config.json (does not exist); " + root +
            "/.alibabacloud/credentials (does not exist)");
  here.write_ini("from-ini");
  CHECK(fake::ask(*provider).access_key_id == "from-ini");
  here.write_tool("from-tool");
  CHECK(fake::ask(*provider).access_key_id == "from-tool");
  here.variables["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"] = "true";
  CHECK(fake::ask(*provider).access_key_id == "from-ini");
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "from-variables";
  CHECK(fake::ask(*provider).access_key_id == "from-ini");
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s";
  CHECK(fake::ask(*provider).access_key_id == "from-variables");
}

TEST_CASE("eas credentials: a broken file is not passed over for another account's key") {
  home here;
  here.write_ini("from-ini");
  here.folder.write(".aliyun/config.json", "{\"current\": planted-secret");
  const auto provider = eas::default_credentials(here.environment());
  const auto said = fake::why_no_credentials(*provider);
  CHECK(said.find(
            ".aliyun/config.json (line 1, column 13: not JSON: expected a value), where the search ends") !=
        said.npos);
  CHECK(said.find("planted") == said.npos);
}

TEST_CASE("eas credentials: a profile that is named is looked for in the files only") {
  home here;
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "from-variables";
  here.variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s";
  here.write_tool("from-tool");
  here.write_ini("from-ini");
  CHECK(fake::ask(*eas::profile_credentials("p", here.environment())).access_key_id == "from-tool");
  CHECK(fake::ask(*eas::profile_credentials("default", here.environment())).access_key_id == "from-ini");
  const auto provider = eas::profile_credentials("q", here.environment());
  const auto root = here.folder.path();
  CHECK(fake::why_no_credentials(*provider) == "no credentials: looked at " + root +
                                                   "/.aliyun/config.json (has no profile \"q\"); " + root +
                                                   "/.alibabacloud/credentials (has no section [q])");
}

TEST_CASE("eas credentials: the region comes from the variables, or from the profile") {
  home here;
  CHECK(eas::configured_region({}, here.environment()) == std::nullopt);
  here.write_tool("id");
  CHECK(eas::configured_region({}, here.environment()) == "cn-hangzhou");
  here.variables["ALIBABA_CLOUD_REGION"] = "cn-beijing";
  CHECK(eas::configured_region({}, here.environment()) == "cn-beijing");
  here.variables["ALIBABA_CLOUD_REGION_ID"] = "cn-shenzhen";
  CHECK(eas::configured_region({}, here.environment()) == "cn-shenzhen");
  CHECK(eas::configured_region("p", here.environment()) == "cn-hangzhou");
  CHECK(eas::configured_region("q", here.environment()) == "cn-shenzhen");
  here.write_tool("id", "");
  CHECK(eas::configured_region("p", here.environment()) == "cn-shenzhen");
  here.folder.write(".aliyun/config.json", "planted-secret");
  CHECK(why([&] { (void)eas::configured_region("p", here.environment()); }) ==
        "no region: looked at " + here.folder.path() +
            "/.aliyun/config.json (line 1, column 1: not JSON: expected a value)");
}

TEST_CASE("eas credentials: a client takes region and key from a profile") {
  home here;
  here.folder.write(".aliyun/config.json",
                    R"({"profiles":[{"name":"prod","mode":"AK","access_key_id":"emulator",
      "access_key_secret":"emulator-secret","region_id":"eu-central-1"}]})");
  boost::asio::io_context context;
  roster::emulator clouds({.services = 3});
  const eas::client client(context.get_executor(), {.profile = "prod",
                                                    .transport = clouds.transport(context.get_executor()),
                                                    .variables = here.environment()});
  std::size_t count = 0;
  for (const auto& service : roster::blocking(client.list_services())) count += !service.service_id.empty();
  CHECK(count == 3);
  CHECK(client.operation().endpoint().host == "pai-eas.eu-central-1.aliyuncs.com");
}

TEST_CASE("eas credentials: a client refuses what contradicts itself or is not set up") {
  const home here;
  CHECK(why([&] {
          (void)eas::to_client_config({.variables = here.environment()});
        }).starts_with("EAS needs a region (such as cn-shanghai) or an endpoint"));
  CHECK(why([&] {
          (void)eas::to_client_config({.region = "cn-shanghai",
                                       .profile = "p",
                                       .credentials = eas::default_credentials(here.environment())});
        }) == "EAS takes credentials or a profile to find them in, not both");
}
