// SPDX-License-Identifier: BSL-1.0
#include <roster/emulator/data/generate_accounts.hpp>
#include <set>
#include <support/listed.hpp>

using namespace roster_test;

TEST_CASE("generate_accounts: creates 5 accounts in 30 regions in one line") {
  const roster::emulator::cloud clouds({.services = 3,
                                        .regions = roster::emulator::generate_regions(30),
                                        .accounts = roster::emulator::generate_accounts(5)});
  CHECK(clouds.regions().size() == 30);
  CHECK(clouds.access_key_ids() ==
        std::vector<std::string>{"account-1", "account-2", "account-3", "account-4", "account-5"});
  std::set<std::string> seen;
  for (const auto& id : clouds.access_key_ids())
    for (const auto& region : clouds.regions()) {
      const auto came = list_eas(clouds, {}, {.region = region, .credentials = clouds.credentials(id)});
      CHECK(came.ids.size() == 3);
      seen.insert(came.ids.begin(), came.ids.end());
    }
  CHECK(seen.size() == 450);
}

TEST_CASE("generate_regions: returns the vendor's regions first, all names unique") {
  const auto regions = roster::emulator::generate_regions(40);
  CHECK(regions[0] == "cn-beijing");
  CHECK(regions[39] == "region-40");
  CHECK(std::set<std::string>(regions.begin(), regions.end()).size() == 40);
}
