// SPDX-License-Identifier: BSL-1.0
#pragma once
// Errors and authentication of the emulated PAI-EAS.

#include <chrono>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/detail/session_token.hpp>
#include <roster/http/message.hpp>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {

/// Source: Alibaba Cloud's tables of common errors and captured responses. The response to a request without any
/// signature is not documented; the code for an incomplete signature is used. A region that does not exist has no DNS
/// name; an error response is used instead. The code for an unknown service is that of the vendor's tools; its status is
/// not documented.
namespace detail::eas_errors {

inline constexpr cloud_error unknown_api{404, "InvalidAction.NotFound",
                                         "Specified api is not found, please check your url and method."};
inline constexpr cloud_error invalid_version{400, "InvalidVersion",
                                             "Specified parameter Version is not valid."};
inline constexpr cloud_error unknown_region{404, "InvalidRegionId.NotFound",
                                            "The specified region is not found."};
inline constexpr cloud_error incomplete_signature{
    400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."};
inline constexpr cloud_error unknown_key{404, "InvalidAccessKeyId.NotFound",
                                         "Specified access key is not found."};
inline constexpr cloud_error wrong_signature{400, "SignatureDoesNotMatch",
                                             "Specified signature does not match our calculation."};
inline constexpr cloud_error missing_token{400, "MissingSecurityToken", "SecurityToken is mandatory."};
inline constexpr cloud_error wrong_token{400, "InvalidSecurityToken.MismatchWithAccessKey",
                                         "Specified SecurityToken mismatch with the AccessKey."};
inline constexpr cloud_error expired_token{400, "InvalidSecurityToken.Expired",
                                           "Specified SecurityToken is expired."};
inline constexpr cloud_error bad_time{400, "InvalidTimeStamp.Format",
                                      "Specified time stamp or date value is not well formatted."};
inline constexpr cloud_error expired{400, "InvalidTimeStamp.Expired",
                                     "Specified time stamp or date value is expired."};
inline constexpr cloud_error nonce_used{400, "SignatureNonceUsed",
                                        "Specified signature nonce was used already."};
inline constexpr cloud_error bad_parameter{400, "InvalidParameter", "The specified parameter is not valid."};
inline constexpr cloud_error denied{403, "NoPermission",
                                    "You are not authorized to perform this action. (eas:ListServices)"};
inline constexpr cloud_error describe_denied{
    403, "NoPermission", "You are not authorized to perform this action. (eas:DescribeService)"};
inline constexpr cloud_error unknown_service{404, "InvalidService.NotFound",
                                             "The specified service does not exist."};
inline constexpr cloud_error throttled{429, "Throttling.User",
                                       "Request was denied due to user flow control."};
inline constexpr cloud_error internal{
    500, "InternalError",
    "The request processing has failed due to some unknown error, exception or failure."};

}  // namespace detail::eas_errors

namespace detail {

/// Returns {RequestId, HostId, Code, Message, Recommend}, with AccessDeniedDetail for a missing permission, `needed`,
/// and the header x-acs-request-id.
ROSTER_DECL http::response eas_error_response(const rejection& rejected, std::string_view host,
                                              const request_context& context, std::string_view needed = {});

}  // namespace detail

}  // namespace roster::inline v0::emulator

namespace roster::inline v0::emulator::detail {

// Authentication of emulated PAI-EAS: signature, date, token and nonce.

class eas_authenticator {
 public:
  /// Maximum clock skew of a client.
  static constexpr std::chrono::minutes tolerance{15};

  /// If `tokens_expire`, accepts tokens of session_token instead of the key's own.
  explicit eas_authenticator(credentials key, bool tokens_expire = false)
      : key_(std::move(key)), tokens_end_(tokens_expire) {}

  /// Returns why a request is rejected, or nothing if it is accepted. Only a request that is valid otherwise uses up
  /// its nonce.
  ROSTER_DECL std::optional<rejection> check(const http::request& request, std::chrono::sys_seconds now);

 private:
  credentials key_;
  bool tokens_end_;
  nonce_cache nonces_{2 * tolerance};  // a date may be this far ahead when it is first used
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/alibaba/impl/eas_errors.ipp>
#endif
