// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/alibaba/detail/eas_cloud.hpp>

using namespace roster;

namespace {

const std::vector<std::string> two{"cn-shanghai", "us-west-1"};

/// Returns "REGION known|unknown PATH".
std::string placed(std::string host, std::string path, const std::vector<std::string>& regions = two) {
  http::request request;
  request.path = std::move(path);
  request.headers.set("Host", std::move(host));
  const emulator::detail::eas_route route = emulator::detail::find_eas_route(request, regions);
  return route.region + (route.known ? " known " : " unknown ") + std::string(route.path);
}

}  // namespace

TEST_CASE("eas_route: the host selects the region; on a shared host, the path does") {
  const std::string api = "/api/v2/services";
  CHECK(placed("pai-eas.cn-shanghai.aliyuncs.com", api) == "cn-shanghai known " + api);
  CHECK(placed("pai-eas-manage-vpc.us-west-1.aliyuncs.com:8443", api) == "us-west-1 known " + api);
  CHECK(placed("PAI-EAS.CN-SHANGHAI.aliyuncs.com", api) == "cn-shanghai known " + api);
  CHECK(placed("127.0.0.1:4000", "/us-west-1" + api) == "us-west-1 known " + api);
  CHECK(placed("pai-eas.mars.aliyuncs.com", api) == "mars unknown " + api);
  CHECK(placed("127.0.0.1", "/mars" + api) == "mars unknown " + api);
}

TEST_CASE("eas_route: other hosts and paths name no region") {
  CHECK(placed("emulator", "/api/v2/services") == " unknown /api/v2/services");
  CHECK(placed("pai-eas..aliyuncs.com", "/api/v2/services") == " unknown /api/v2/services");
  CHECK(placed("emulator", "/") == " unknown /");
  CHECK(placed("emulator", "/cn-shanghai/v2/services") == " unknown /cn-shanghai/v2/services");
}

TEST_CASE("eas_route: without regions, a path is not changed") {
  CHECK(placed("emulator", "/cn-shanghai/api/v2", {}) == " unknown /cn-shanghai/api/v2");
  CHECK(placed("pai-eas.cn-shanghai.aliyuncs.com", "/api/v2", {}) == "cn-shanghai unknown /api/v2");
}
