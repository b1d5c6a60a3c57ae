// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/load_options.hpp>
#include <roster/failure.hpp>

using namespace roster;

namespace {

std::string why(std::string_view json) {
  try {
    const emulator::cloud clouds(emulator::load_options(json));
  } catch (const failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("load_options: reads several accounts and regions") {
  const auto options = emulator::load_options(R"({"regions": ["cn-shanghai", "us-west-1"], "accounts": [
    {"access_key_id": "a", "access_key_secret": "s", "security_token": "t",
     "eas": {"services": [{"ServiceId": "eas-m-1", "Region": "us-west-1", "attributes": {"Accessibility": "VPC"}}]}},
    {"access_key_id": "b", "access_key_secret": "s", "qianfan": {"services": []}},
    {"access_key_id": "c", "access_key_secret": "s"}]})",
                                              {.services = 7});
  CHECK(options.services == 7);
  CHECK(options.regions == std::vector<std::string>{"cn-shanghai", "us-west-1"});
  REQUIRE(options.accounts.size() == 3);
  CHECK(options.accounts[0].access_key_id == "a");
  CHECK(options.accounts[0].access_key_secret == secret("s"));
  CHECK(options.accounts[0].security_token == secret("t"));
  CHECK(options.accounts[0].data->eas_services.at(0).region == "us-west-1");
  CHECK(options.accounts[0].data->eas_attributes.at("eas-m-1").accessibility == "VPC");
  CHECK(options.accounts[1].data == roster::emulator::data{});
  const emulator::cloud clouds(options);
  CHECK(clouds.eas_records("a").size() == 1);
  CHECK(clouds.eas_records("b").empty());
  CHECK(clouds.eas_records("c").size() == 14);
  CHECK(clouds.qianfan_services("c").size() == 7);
}

TEST_CASE("load_options: services without accounts belong to the account of the options") {
  const auto options = emulator::load_options(R"({"eas": {"services": [{"ServiceId": "x"}]}})",
                                              {.access_key_id = "me", .access_key_secret = secret("mine")});
  REQUIRE(options.accounts.size() == 1);
  CHECK(options.accounts[0].access_key_id == "me");
  CHECK(options.accounts[0].access_key_secret == secret("mine"));
  CHECK(emulator::cloud(options).eas_records().size() == 1);
  CHECK(emulator::cloud(emulator::load_options("{}")).eas_records().empty());
  CHECK(emulator::cloud(emulator::load_options(R"({"regions": ["a", "b"]})", {.services = 4}))
            .eas_records()
            .size() == 8);
}

TEST_CASE("load_options: reports what is wrong and where") {
  CHECK(why("[]") == "invalid emulator data: expected an object, found a list at byte 0");
  CHECK(why(R"({"accounts": [{"access_key_secret": "s"}]})") ==
        "invalid emulator options: accounts[0] is missing access_key_id");
  CHECK(why(R"({"accounts": [{"access_key_id": "a"}]})") ==
        "invalid emulator options: accounts[0] is missing access_key_secret");
  CHECK(
      why(R"({"accounts": [{"access_key_id": "a", "access_key_secret": "s"}, {"access_key_id": "a", "access_key_secret": "s"}]})") ==
      "invalid emulator options: accounts[1] has the duplicate access_key_id \"a\"");
  CHECK(why(R"({"accounts": [{"access_key_id": "a", "region": "x"}]})") ==
        "invalid emulator data: accounts[0]: unknown member \"region\"; expected access_key_id, "
        "access_key_secret, security_token, eas or qianfan");
  CHECK(why(R"({"accounts": [{"access_key_id": "a", "access_key_secrets": "s"}]})")
            .ends_with("; did you mean \"access_key_secret\"?"));
  CHECK(why(R"({"account": []})") ==
        "invalid emulator data: unknown member \"account\"; expected regions, accounts, eas or qianfan; did "
        "you mean \"accounts\"?");
  CHECK(why(R"({"accounts": [{"access_key_id": "a", "eas": {"services": [{"ServiceId": []}]}}]})")
            .starts_with("invalid emulator data: accounts[0].eas: services[0].ServiceId"));
  CHECK(why(R"({"accounts": [{"access_key_id": "a"}], "eas": {}})") ==
        "invalid emulator data: \"eas\" is not allowed beside \"accounts\"; move it into one of them");
  CHECK(why(R"({"regions": ["a", "a"]})") ==
        "invalid emulator options: regions[1] is \"a\", which is a duplicate");
  CHECK(why(R"({"regions": ["A b"]})") ==
        "invalid emulator options: regions[0] is \"A b\"; expected a name such as cn-shanghai");
  CHECK(why(R"({"regions": ["a"], "eas": {"services": [{"ServiceId": "x", "Region": "b"}]}})")
            .ends_with("eas_services[0] has the unknown region \"b\"; the regions are a"));
}

TEST_CASE("load_options: rejects values of another kind, and empty lists of accounts and regions") {
  CHECK(why(R"({"accounts": []})") == "invalid emulator data: accounts is empty; omit it for the default");
  CHECK(why(R"({"regions": []})") == "invalid emulator data: regions is empty; omit it for the default");
  CHECK(why(R"({"accounts": null})") == "invalid emulator data: accounts: expected a list, found null");
  CHECK(why(R"({"regions": {}})") == "invalid emulator data: regions: expected a list, found an object");
  CHECK(why(R"({"eas": null})") == "invalid emulator data: eas: expected an object, found null");
  CHECK(
      why(R"({"accounts": [{"access_key_id": "a", "access_key_secret": "s", "qianfan": {"services": null}}]})") ==
      "invalid emulator data: accounts[0].qianfan.services: expected a list, found null");
}
