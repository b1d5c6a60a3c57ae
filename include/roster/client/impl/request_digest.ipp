// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of request_digest.hpp.

#include <roster/auth/detail/digest.hpp>
#include <roster/client/detail/request_digest.hpp>
#include <roster/failure.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL std::string digest_of(const http::request& request) {
  constexpr std::size_t enough = 32;  // digits
  const std::string all = request.method + ' ' + request.to.origin() + request.target() + '\n' + request.body;
  return hex(sha256(all)).substr(0, enough);
}

ROSTER_DECL void check_digest(const checkpoint& from, const std::string& expected) {
  if (from.request != expected)
    throw failure(errc::invalid_argument,
                  "invalid checkpoint: it belongs to another request; resume with the same operation, "
                  "endpoint, request and extra parameters");
}

}  // namespace roster::inline v0::detail
