// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a checkpoint keeps of the request that it belongs to, so that it is not taken for that of another list.

#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <roster/paging/checkpoint.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns a digest of where a request goes and what it says, unsigned: by whom is no part of it.
ROSTER_DECL std::string digest_of(const http::request& request);

/// Fails: failure(errc::invalid_argument) when the checkpoint does not belong to the request with this digest.
ROSTER_DECL void check_digest(const checkpoint& from, const std::string& digest);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/request_digest.ipp>
#endif
