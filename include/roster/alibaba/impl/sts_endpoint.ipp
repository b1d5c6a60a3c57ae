// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of sts_endpoint.hpp.

#include <roster/alibaba/detail/sts_endpoint.hpp>

#include <roster/alibaba/detail/region_name.hpp>
#include <roster/http/detail/lower_case.hpp>

namespace roster::inline v0::alibaba::detail {

ROSTER_DECL bool is_switched_on(const environment& variables, std::string_view name) {
  return http::detail::lower_case(roster::detail::find_variable(variables, name).value_or("")) == "true";
}

ROSTER_DECL std::optional<std::string> sts_endpoint(std::string_view region, bool vpc,
                                                    const environment& variables) {
  const auto named = region.empty()
                         ? roster::detail::find_variable(variables, "ALIBABA_CLOUD_STS_REGION").value_or("")
                         : std::string(region);
  if (named.empty()) return "https://sts.aliyuncs.com";
  if (!is_region_name(named)) return std::nullopt;
  const bool inside = vpc || is_switched_on(variables, "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED");
  return (inside ? "https://sts-vpc." : "https://sts.") + named + ".aliyuncs.com";
}

}  // namespace roster::inline v0::alibaba::detail
