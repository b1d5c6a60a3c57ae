// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of error.hpp.

#include <roster/error.hpp>
#include <string>

namespace roster::inline v0 {
namespace detail {

#if defined(__GNUC__)  // Boost's error_category has no virtual destructor by design
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#endif

class error_category_impl final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "roster"; }

  std::string message(int value) const override {
    switch (static_cast<errc>(value)) {
      case errc::invalid_argument:
        return "invalid argument";
      case errc::no_credentials:
        return "no credentials";
      case errc::unauthenticated:
        return "authentication failed";
      case errc::forbidden:
        return "permission denied";
      case errc::bad_request:
        return "bad request";
      case errc::throttled:
        return "throttled";
      case errc::unavailable:
        return "service unavailable";
      case errc::connection:
        return "connection failed";
      case errc::tls:
        return "TLS error";
      case errc::proxy:
        return "proxy error";
      case errc::timed_out:
        return "timed out";
      case errc::protocol:
        return "protocol error";
      case errc::too_large:
        return "response too large";
      case errc::malformed_response:
        return "malformed response";
      case errc::pagination_stalled:
        return "pagination stalled";
      case errc::busy:
        return "operation in progress";
      case errc::exception:
        return "a user function threw an exception";
    }
    return "unknown roster error";
  }
};

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

}  // namespace detail

ROSTER_DECL const boost::system::error_category& error_category() noexcept {
  static const detail::error_category_impl instance;
  return instance;
}

}  // namespace roster::inline v0
