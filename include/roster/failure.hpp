// SPDX-License-Identifier: BSL-1.0
#pragma once
// Errors: codes, conditions and exceptions.

#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <memory>
#include <ostream>
#include <roster/config.hpp>
#include <string>
#include <type_traits>

namespace roster::inline v0 {

/// The reason for a failure, the same for every vendor. `failure::code()` holds one of these.
enum class errc {
  invalid_argument = 1,  ///< invalid input of the caller: a host, a header value, a condition
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

/// Writes the message of a condition, such as "permission denied".
/// Example: failure: every condition is printed
inline std::ostream& operator<<(std::ostream& out, errc e) { return out << make_error_code(e).message(); }

}  // namespace roster::inline v0

template <>
struct boost::system::is_error_code_enum<roster::errc> : std::true_type {};

namespace roster::inline v0 {

/// The details of a failure. The `vendor_…` members come from the network: they are escaped and truncated, but
/// untrusted.
struct failure_details {
  std::string message{};              ///< the library's own message: what failed and where, in one line
  unsigned http_status{};             ///< 0 when no response was received
  std::string vendor_code{};          ///< "Throttling.User", "IamSignatureInvalid", …
  std::string vendor_message{};       ///< the error message in the vendor's response
  std::string recommendation{};       ///< the vendor's link to its troubleshooting page
  std::string request_id{};           ///< to quote in a support request to the vendor
  std::string missing_permission{};   ///< "eas:ListServices", or the policies of which one is needed
  std::string endpoint{};             ///< "https://host:port"
  std::string request{};              ///< "GET /api/v2/services": method and path, without the query
  std::size_t page{};                 ///< from 1; 0 when not within a listing
  std::size_t attempts{};             ///< requests sent for that page
  boost::system::error_code cause{};  ///< the error of the network or TLS layer, if any
};

/// Thrown by every function that communicates with a service. `code()` is an `errc`; `what()` is one line that begins
/// with the condition: "timed out: …", "connection refused: …", "malformed response: …".
class ROSTER_VISIBLE failure : public boost::system::system_error {
 public:
  /// `what()` is the line of the condition and the details.
  failure(errc condition, failure_details details);
  /// A failure without details other than a message.
  failure(errc condition, std::string message);

  /// Returns the reason; `code()` as an `errc`.
  errc condition() const noexcept { return static_cast<errc>(code().value()); }
  /// Returns what is known about the failure.
  const failure_details& details() const noexcept { return *details_; }
  /// Returns one line that begins with the condition.
  const char* what() const noexcept override { return line_->c_str(); }

 private:
  std::shared_ptr<const failure_details> details_;  // shared: copying an exception must not throw
  std::shared_ptr<const std::string> line_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/failure.ipp>
#endif
