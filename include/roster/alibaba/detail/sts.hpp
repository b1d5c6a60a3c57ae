// SPDX-License-Identifier: BSL-1.0
#pragma once
// Temporary credentials from the Security Token Service.

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <optional>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Returns whether a string has the form of "cn-shanghai".
inline bool is_region_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// Returns "https://sts.REGION.aliyuncs.com", and "sts-vpc" for a VPC; https://sts.aliyuncs.com without a
/// region. The region is `region`, or $ALIBABA_CLOUD_STS_REGION; it is a VPC if `vpc`, or if
/// $ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED is true.
/// Returns: std::nullopt if the region's name is invalid.
/// Source: the vendor's credentials clients.
ROSTER_DECL std::optional<std::string> sts_endpoint(std::string_view region, bool vpc,
                                                    const environment& variables);

/// Returns whether a variable is "true", in upper or lower case.
ROSTER_DECL bool is_switched_on(const environment& variables, std::string_view name);

/// Assumes a role with long-term or temporary credentials; the request is signed like those of listings.
/// Fails: failure with the reason, without secrets.
/// Source: STS, AssumeRole, version 2015-04-01.
/// Example: sts: assumes a role with credentials, in a signed request
ROSTER_DECL asio::awaitable<credentials> assume_role(credentials_network network, ram_role role,
                                                     credentials with);

/// Assumes a role with the current token in a file; the request is not signed, since the token authenticates
/// it.
/// Source: STS, AssumeRoleWithOIDC, version 2015-04-01.
/// Example: sts: assumes a role with an OpenID Connect token, in an unsigned request
ROSTER_DECL asio::awaitable<credentials> assume_role_with_oidc(credentials_network network, oidc_role role);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/sts.ipp>
#endif
