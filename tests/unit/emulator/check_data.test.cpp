// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/data/detail/load_data.hpp>
#include <roster/failure.hpp>

using namespace roster;

namespace {

std::string why(const roster::emulator::data& data, const std::vector<std::string>& regions = {}) {
  try {
    emulator::detail::check_data(data, regions);
  } catch (const failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("check_data: reports what is wrong with services and where") {
  CHECK(why({.eas_services = {{.service_id = "a"}, {}}}) ==
        "invalid emulator data: eas_services[1] is missing its id");
  CHECK(why({.eas_services = {{.service_id = "a"}, {.service_id = "a"}}}) ==
        "invalid emulator data: eas_services[1] has the duplicate id \"a\"");
  CHECK(why({.qianfan_services = {{.name = "a"}}}) ==
        "invalid emulator data: qianfan_services[0] is missing its id");
  CHECK(why({.eas_services = {{.service_id = "a"}}, .eas_attributes = {{"b", {}}}}) ==
        "invalid emulator data: eas_attributes has the id \"b\", but no service has it");
  CHECK(why({.eas_services = {{.service_id = "a", .region = "x"}}}, {"y", "z"}) ==
        "invalid emulator data: eas_services[0] has the unknown region \"x\"; the regions are y, "
        "z");
  CHECK(why({.eas_services = {{.service_id = "a"}}}, {"y"}) ==
        "invalid emulator data: eas_services[0] is missing its region; the regions are y");
  CHECK_THROWS_WITH(emulator::detail::check_data({.eas_services = {{}}}, {}, "accounts[3].data."),
                    "invalid emulator data: accounts[3].data.eas_services[0] is missing its id");
}

TEST_CASE("check_data: accepts services that both clouds can hold") {
  CHECK(why({}) == "");
  CHECK(why({.eas_services = {{.service_id = "a", .region = "y"}, {.service_id = "b", .region = "x"}},
             .qianfan_services = {{.service_id = "a"}},
             .eas_attributes = {{"a", {.accessibility = "PUBLIC"}}}},
            {"x", "y"}) == "");
}
