// SPDX-License-Identifier: BSL-1.0
#pragma once
// The exception type of the library: it contains all known details of an error, but no secret.

#include <boost/system/system_error.hpp>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/error.hpp>
#include <string>

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
class failure : public boost::system::system_error {
 public:
  failure(errc condition, failure_details details);
  failure(errc condition, std::string message);

  errc condition() const noexcept { return static_cast<errc>(code().value()); }
  const failure_details& details() const noexcept { return *details_; }
  const char* what() const noexcept override { return line_->c_str(); }

 private:
  std::shared_ptr<const failure_details> details_;  // shared: copying an exception must not throw
  std::shared_ptr<const std::string> line_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/failure.ipp>
#endif
