// SPDX-License-Identifier: BSL-1.0
#pragma once
// Errors and authentication of the emulated Qianfan.

#include <chrono>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/http/message.hpp>
#include <utility>

namespace roster::inline v0::emulator {

/// Source: Baidu AI Cloud's table of common errors; SignatureEmpty, IamSignatureInvalid and ResourceNotFound as
/// observed on the live service. The error for an unknown marker or a page size under 1 is not documented;
/// InappropriateJSON is the documented class. The error for a bad session token is not documented either; the code of
/// all wrong signatures is used. Nor is the error for an unknown service; that of an unknown path is used. Throttling has no documented code; 18 is that of the first API.
namespace detail::qianfan_errors {

inline constexpr cloud_error unknown_path{404, "ResourceNotFound", "The requested resource was not found."};
inline constexpr cloud_error unknown_service{404, "ResourceNotFound", "The requested service was not found."};
inline constexpr cloud_error invalid_version{404, "InvalidVersion", "The API version specified was invalid."};
inline constexpr cloud_error unknown_action{400, "InvalidURI", "Could not parse the specified URI."};
inline constexpr cloud_error wrong_method{400, "InvalidHTTPRequest",
                                          "There was an error in your HTTP request."};
inline constexpr cloud_error no_signature{400, "SignatureEmpty", "Signature is invalid: Signature is empty."};
inline constexpr cloud_error bad_authorization{400, "InvalidHTTPAuthHeader",
                                               "The HTTP authorization header is invalid."};
inline constexpr cloud_error unknown_key{403, "IamSignatureInvalid",
                                         "IamSignatureInvalid, cause: Could not find credential."};
inline constexpr cloud_error unsigned_header{
    403, "IamSignatureInvalid",
    "IamSignatureInvalid, cause: Fail to authn user: Missing headers required by signing:"};
inline constexpr cloud_error wrong_signature{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: Signature does not match"};
inline constexpr cloud_error wrong_token{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: session token invalid"};
inline constexpr cloud_error expired_token{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: session token expired"};
inline constexpr cloud_error expired{400, "RequestExpired", "Request has expired."};
inline constexpr cloud_error bad_json{400, "MalformedJSON", "The JSON you provided was not well-formed."};
inline constexpr cloud_error bad_parameter{
    400, "InappropriateJSON",
    "The JSON you provided was well-formed and valid, but not appropriate for this operation."};
inline constexpr cloud_error denied{403, "AccessDenied", "Access denied."};
inline constexpr cloud_error throttled{429, "18", "Open api qps request limit reached"};
inline constexpr cloud_error internal{500, "InternalError",
                                      "We encountered an internal error. Please try again."};

}  // namespace detail::qianfan_errors

namespace detail {

/// Returns {requestId, code, message} and the header x-bce-request-id; for a numeric code, the format of the first
/// API, {log_id, error_code, error_msg}.
ROSTER_DECL http::response qianfan_error_response(const rejection& rejected, const request_context& context);

}  // namespace detail

}  // namespace roster::inline v0::emulator

namespace roster::inline v0::emulator::detail {

// Authentication of emulated Qianfan: signature, dates and token.

class qianfan_authenticator {
 public:
  /// Maximum clock skew of a client.
  static constexpr std::chrono::minutes tolerance{30};

  /// If `tokens_expire`, accepts tokens of session_token instead of the key's own.
  explicit qianfan_authenticator(credentials key, bool tokens_expire = false)
      : key_(std::move(key)), tokens_end_(tokens_expire) {}

  /// Returns why a request is rejected, or nothing if it is accepted. Accepts a signature over the host without its
  /// port, as the vendor's Go and Java clients send it.
  ROSTER_DECL std::optional<rejection> check(const http::request& request,
                                             std::chrono::sys_seconds now) const;

 private:
  credentials key_;
  bool tokens_end_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/baidu/impl/qianfan_errors.ipp>
#endif
