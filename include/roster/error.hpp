// SPDX-License-Identifier: BSL-1.0
#pragma once
// The portable error conditions of the library, as a boost::system error category: what programs branch on.

#include <boost/system/error_code.hpp>
#include <roster/config.hpp>
#include <type_traits>

namespace roster::inline v0 {

/// The reason for a failure, the same for every vendor. `failure::code()` holds one of these.
enum class errc {
  invalid_argument = 1,  ///< invalid input of the caller: a host, a header value, a page size
  no_credentials,        ///< no credentials were found, or the provider failed
  unauthenticated,       ///< the service rejects the access key, the signature, the token or the clock
  forbidden,             ///< the identity is known but lacks a permission
  bad_request,           ///< the service rejects the request: bad parameter, unknown path or version
  throttled,             ///< too many requests; retrying later helps
  unavailable,           ///< the service failed (5xx); retrying later may help
  connection,            ///< name not resolved, connection refused, reset or closed early
  tls,                   ///< invalid certificate, or failed handshake
  proxy,                 ///< the proxy rejects the credentials or forbids the host
  timed_out,             ///< a timeout or deadline expired
  protocol,              ///< invalid HTTP: framing, redirect, content type, content coding
  too_large,             ///< a local limit was exceeded: header, body, raw bytes, nesting
  malformed_response,    ///< not JSON, or JSON that contradicts the schema
  pagination_stalled,    ///< pagination cannot continue: repeated marker or page, endless empty pages
  busy,                  ///< a second operation was started on a range while one is in flight
  exception,             ///< a callback of the caller threw; see async_range::last_error()
};

/// Returns the category of `errc`, named "roster".
ROSTER_DECL const boost::system::error_category& error_category() noexcept;

/// Returns the error code of a condition. Boost.System finds it by ADL when it converts an `errc`.
inline boost::system::error_code make_error_code(errc e) noexcept {
  return {static_cast<int>(e), error_category()};
}

}  // namespace roster::inline v0

template <>
struct boost::system::is_error_code_enum<roster::errc> : std::true_type {};

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/error.ipp>
#endif
