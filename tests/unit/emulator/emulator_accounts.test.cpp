// SPDX-License-Identifier: BSL-1.0
#include <support/emulator_requests.hpp>
#include <support/listed.hpp>

using namespace roster_test;
using roster::errc;
using roster::secret;
using roster::emulator::cloud;

namespace {

cloud two_teams() {
  return cloud(
      {.regions = {"cn-shanghai", "us-west-1"},
       .accounts = {{.access_key_id = "team-a",
                     .access_key_secret = secret("a"),
                     .data = {{.eas_services = {{.service_id = "eas-1", .region = "cn-shanghai"},
                                                {.service_id = "eas-2", .region = "us-west-1"}},
                               .qianfan_services = {{.service_id = "svco-1"}}}}},
                    {.access_key_id = "team-b",
                     .access_key_secret = secret("b"),
                     .data = {{.eas_services = {{.service_id = "eas-3", .region = "us-west-1"}}}}}}});
}

std::string why(const roster::emulator::options& options, const roster::emulator::data& data = {}) {
  try {
    const cloud clouds(options, data);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("emulator: custom services are one line each") {
  const cloud clouds({}, {.eas_services = {{.service_id = "eas-1", .service_name = "a"},
                                           {.service_id = "eas-2", .service_name = "b"}}});
  CHECK(list_eas(clouds).ids == id_list{"eas-1", "eas-2"});
  CHECK(list_eas(clouds, {.service_name = "b"}).ids == id_list{"eas-2"});
  CHECK(list_qianfan(clouds).ids.empty());
}

TEST_CASE("emulator: a key lists the services of its account in the region of the request") {
  const auto clouds = two_teams();
  const auto ids = [&](const char* key, const char* region) {
    return list_eas(clouds, {}, {.region = region, .credentials = clouds.credentials(key)}).ids;
  };
  CHECK(ids("team-a", "cn-shanghai") == id_list{"eas-1"});
  CHECK(ids("team-a", "us-west-1") == id_list{"eas-2"});
  CHECK(ids("team-b", "cn-shanghai").empty());
  CHECK(ids("team-b", "us-west-1") == id_list{"eas-3"});
  CHECK(list_qianfan(clouds).ids == id_list{"svco-1"});
  CHECK(list_qianfan(clouds, {}, {.credentials = clouds.credentials("team-b")}).ids.empty());
}

TEST_CASE("emulator: on a shared host, the path selects the region") {
  const auto clouds = two_teams();
  CHECK(list_eas(clouds, {}, {.endpoint = "http://emulator/us-west-1"}).ids == id_list{"eas-2"});
  CHECK(clouds.log().back().region == "us-west-1");
  CHECK(clouds.log().back().target == "/us-west-1/api/v2/services?PageNumber=1&PageSize=100");
}

TEST_CASE("emulator: an unknown or missing region is rejected with the list of regions") {
  const auto clouds = two_teams();
  const auto mars = list_eas(clouds, {}, {.region = "mars"});
  CHECK(mars.condition() == errc::bad_request);
  CHECK(mars.failed->details().vendor_code == "InvalidRegionId.NotFound");
  CHECK(mars.failed->details().vendor_message ==
        "The specified region is not found. There is no mars; the regions are cn-shanghai, us-west-1.");
  CHECK(list_eas(clouds).failed->details().vendor_message ==
        "The specified region is not found. The host names no region; the regions are cn-shanghai, "
        "us-west-1.");
}

TEST_CASE("emulator: rejects the key of another account and an unknown key") {
  const auto clouds = two_teams();
  const auto list_as = [&](const char* id, const char* key) {
    auto request = eas_request();
    request.headers.set("Host", "pai-eas.us-west-1.aliyuncs.com");
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    static int nonce = 0;
    return clouds
        .respond(signed_eas(request, "n" + std::to_string(++nonce), now,
                            {.access_key_id = id, .access_key_secret = secret(key)}))
        .response;
  };
  CHECK(list_as("team-a", "a").status == 200);
  CHECK(eas_error(list_as("team-a", "b")).code == "SignatureDoesNotMatch");
  CHECK(eas_error(list_as("team-c", "a")).code == "InvalidAccessKeyId.NotFound");
  const auto log = clouds.log();
  REQUIRE(log.size() == 3);
  CHECK(log[0].account == "team-a");
  CHECK(log[0].authentic == true);
  CHECK(log[1].account == "team-a");
  CHECK(log[1].authentic == false);
  CHECK(log[2].account == "");
  CHECK(log[2].authentic == false);
  CHECK_THROWS_WITH(clouds.credentials("team-c"),
                    "invalid argument: the emulator has no account with the access key id \"team-c\"");
}

TEST_CASE(
    "emulator: without signatures, the key in the request selects the account, and an unknown key the first "
    "one") {
  const cloud clouds({.services = 0,
                      .verify_signatures = false,
                      .accounts = {{.access_key_id = "x", .access_key_secret = secret("x")},
                                   {.access_key_id = "y",
                                    .access_key_secret = secret("y"),
                                    .data = {{.eas_services = {{.service_id = "eas-y"}}}}}}});
  const roster::credentials wrong{.access_key_id = "y", .access_key_secret = secret("wrong")};
  CHECK(ids(eas_page(clouds.respond(signed_eas(eas_request(), "n", noon, wrong)).response).services) ==
        id_list{"eas-y"});
  CHECK(eas_page(clouds.respond(eas_request()).response).services.empty());
  CHECK_FALSE(clouds.log().back().authentic);
}

TEST_CASE("emulator: rejects contradictory options and names the member") {
  const roster::emulator::account one{.access_key_id = "a", .access_key_secret = secret("s")};
  CHECK(why({.accounts = {one}}, {}) ==
        "invalid emulator options: data cannot be combined with accounts; set the data of each account");
  CHECK(why({.regions = {""}}) ==
        "invalid emulator options: regions[0] is \"\"; expected a name such as cn-shanghai");
  CHECK(why({}, {.eas_services = {{}}}) == "invalid emulator data: eas_services[0] is missing its id");
  CHECK_THROWS_WITH(cloud({.accounts = {one, one}}),
                    "invalid emulator options: accounts[1] has the duplicate access_key_id \"a\"");
  CHECK_THROWS_WITH(cloud({.accounts = {one,
                                        {.access_key_id = "b",
                                         .access_key_secret = secret("s"),
                                         .data = {{.qianfan_services = {{}}}}}}}),
                    "invalid emulator data: accounts[1].data.qianfan_services[0] is missing its id");
  CHECK(why({.page_size_clamp = 0}) == "invalid emulator options: page_size_clamp is 0; expected at least 1");
}

TEST_CASE("emulator: a token lifetime needs a token and must be positive") {
  CHECK(why({.token_lifetime = std::chrono::seconds(60)}) ==
        "invalid emulator options: token_lifetime requires a security_token, but the account \"emulator\" "
        "has none");
  CHECK(why({.security_token = secret("t"), .token_lifetime = std::chrono::seconds(0)}) ==
        "invalid emulator options: token_lifetime must be at least 1 s");
}
