// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/detail/check_data.hpp>
#include <roster/failure.hpp>

using namespace roster;

namespace {

std::string why(const emulator_data& data, const std::vector<std::string>& regions = {}) {
  try {
    detail::check_data(data, regions);
  } catch (const failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("check_data: reports what is wrong with services and where") {
  CHECK(why({.eas_services = {{.service_id = "a"}, {}}}) ==
        "invalid argument: data for the emulator: eas_services[1] has no id");
  CHECK(why({.eas_services = {{.service_id = "a"}, {.service_id = "a"}}}) ==
        "invalid argument: data for the emulator: eas_services[1] has the id of another, \"a\"");
  CHECK(why({.qianfan_services = {{.name = "a"}}}) ==
        "invalid argument: data for the emulator: qianfan_services[0] has no id");
  CHECK(why({.eas_services = {{.service_id = "a"}}, .eas_attributes = {{"b", {}}}}) ==
        "invalid argument: data for the emulator: eas_attributes has \"b\", which is the id of no service");
  CHECK(why({.eas_services = {{.service_id = "a", .region = "x"}}}, {"y", "z"}) ==
        "invalid argument: data for the emulator: eas_services[0] is in the region \"x\"; the regions are y, "
        "z");
  CHECK(why({.eas_services = {{.service_id = "a"}}}, {"y"}) ==
        "invalid argument: data for the emulator: eas_services[0] says no region; the regions are y");
  CHECK_THROWS_WITH(detail::check_data({.eas_services = {{}}}, {}, "accounts[3].data."),
                    "invalid argument: data for the emulator: accounts[3].data.eas_services[0] has no id");
}

TEST_CASE("check_data: accepts services that both clouds can hold") {
  CHECK(why({}) == "");
  CHECK(why({.eas_services = {{.service_id = "a", .region = "y"}, {.service_id = "b", .region = "x"}},
             .qianfan_services = {{.service_id = "a"}},
             .eas_attributes = {{"a", {.accessibility = "PUBLIC"}}}},
            {"x", "y"}) == "");
}
