// SPDX-License-Identifier: BSL-1.0
#pragma once
// The digest that binds a checkpoint to its request, so that it cannot be used with another list.

#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <roster/paging/checkpoint.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns a digest of the destination and the content of an unsigned request; the credentials are not part of it.
ROSTER_DECL std::string digest_of(const http::request& request);

/// Fails: failure(errc::invalid_argument) when the checkpoint does not belong to the request with this digest.
ROSTER_DECL void check_digest(const checkpoint& from, const std::string& digest);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/request_digest.ipp>
#endif
