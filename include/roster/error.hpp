// SPDX-License-Identifier: BSL-1.0
#pragma once
// The portable conditions under which a listing fails, as a boost::system error category: what programs
// branch on.

#include <boost/system/error_code.hpp>
#include <roster/config.hpp>
#include <type_traits>

namespace roster::inline v0 {

/// Why something failed, the same for every vendor. `failure::code()` holds one of these.
enum class errc {
  invalid_argument = 1,  ///< what the caller supplied cannot be sent: a host, a header value, a page size
  no_credentials,        ///< no credentials were found, or the provider failed
  unauthenticated,       ///< the service does not accept the key, the signature, the token or the clock
  forbidden,             ///< the identity is known but lacks a permission
  bad_request,           ///< the service refuses the request as wrong: bad parameter, unknown path or version
  throttled,             ///< too many requests; retrying later helps
  unavailable,           ///< the service failed (5xx); retrying later may help
  connection,            ///< name not resolved, connection refused, reset or closed early
  tls,                   ///< certificate or handshake not acceptable
  proxy,                 ///< a proxy refuses: it wants other credentials, or forbids the host
  timed_out,             ///< a deadline passed
  protocol,              ///< not HTTP as it should be: framing, redirect, content type, content coding
  too_large,             ///< a limit of ours was reached: header, body, raw bytes, nesting
  malformed_response,    ///< not JSON, or JSON that contradicts the schema
  pagination_stalled,    ///< paging cannot go on: repeated marker, same page again, endless empty pages
  busy,                  ///< a second operation was started on a range while one is in flight
  exception,             ///< a function of the caller's threw: async_range::last_error() holds what
};

/// Returns the category of `errc`, named "roster".
ROSTER_DECL const boost::system::error_category& error_category() noexcept;

/// Returns the error code of a condition; found by Boost.System when an errc is converted.
inline boost::system::error_code make_error_code(errc e) noexcept {
  return {static_cast<int>(e), error_category()};
}

}  // namespace roster::inline v0

template <>
struct boost::system::is_error_code_enum<roster::errc> : std::true_type {};

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/error.ipp>
#endif
