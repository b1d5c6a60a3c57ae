// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of eas_route.hpp.

#include <roster/emulator/detail/eas_route.hpp>

#include <algorithm>
#include <roster/http/detail/lower_case.hpp>

namespace roster::inline v0::detail {

/// Returns the region in a host name of PAI-EAS; "" for any other host.
inline std::string region_of_host(std::string_view authority) {
  const std::string host = http::detail::lower_case(authority.substr(0, authority.find(':')));
  constexpr std::string_view tail = ".aliyuncs.com";
  for (const std::string_view head : {"pai-eas.", "pai-eas-manage-vpc."})
    if (host.starts_with(head) && host.ends_with(tail) && host.size() > head.size() + tail.size())
      return host.substr(head.size(), host.size() - head.size() - tail.size());
  return {};
}

ROSTER_DECL eas_route find_eas_route(const http::request& request, const std::vector<std::string>& regions) {
  eas_route place{.region = region_of_host(request.headers.get("host")), .path = request.path};
  const auto slash = place.path.find('/', 1);
  const bool has_segment = slash != place.path.npos && place.path.substr(slash).starts_with("/api/");
  if (place.region.empty() && !regions.empty() && has_segment) {
    place.region = place.path.substr(1, slash - 1);
    place.path.remove_prefix(slash);
  }
  place.known = std::find(regions.begin(), regions.end(), place.region) != regions.end();
  return place;
}

}  // namespace roster::inline v0::detail
