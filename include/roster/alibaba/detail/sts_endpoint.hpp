// SPDX-License-Identifier: BSL-1.0
#pragma once
// The STS endpoint for a role: that of a region, inside or outside of a VPC.

#include <optional>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Returns "https://sts.REGION.aliyuncs.com", and "sts-vpc" for a VPC; https://sts.aliyuncs.com without a
/// region. The region is `region`, or $ALIBABA_CLOUD_STS_REGION; it is a VPC if `vpc`, or if
/// $ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED is true.
/// Returns: std::nullopt if the region's name is invalid.
/// Source: the vendor's credentials clients.
ROSTER_DECL std::optional<std::string> sts_endpoint(std::string_view region, bool vpc,
                                                    const environment& variables);

/// Returns whether a variable is "true", in upper or lower case.
ROSTER_DECL bool is_switched_on(const environment& variables, std::string_view name);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/sts_endpoint.ipp>
#endif
