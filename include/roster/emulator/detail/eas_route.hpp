// SPDX-License-Identifier: BSL-1.0
#pragma once
// The route of a request to PAI-EAS: the host selects the region. Where all regions share one host, as on a loopback
// server, the first segment of the path does.

#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

struct eas_route {
  std::string region{};     ///< as named in the request, known or not; "" if it names none
  bool known{};             ///< it is one of the configured regions
  std::string_view path{};  ///< of the API, without the region; Lifetime: that of the request
};

/// Finds the region in "pai-eas.REGION.aliyuncs.com", "pai-eas-manage-vpc.REGION.aliyuncs.com" and, if `regions` is
/// not empty, "/REGION/api/…".
/// Example: eas_route: the host selects the region; on a shared host, the path does
ROSTER_DECL eas_route find_eas_route(const http::request& request, const std::vector<std::string>& regions);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/eas_route.ipp>
#endif
