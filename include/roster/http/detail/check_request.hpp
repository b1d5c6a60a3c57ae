// SPDX-License-Identifier: BSL-1.0
#pragma once
// The last look at a request before it becomes bytes: a network library writes what it is given, line breaks
// included.

#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::http::detail {

/// Checks every byte of a request outside its body: method, host, path, query, header names and values;
/// exactly one Host header; no Content-Length, Transfer-Encoding or Proxy-Authorization, which are the
/// transport's to write.
/// Fails: failure(errc::invalid_argument) naming the part and the position; never shows a header's value.
ROSTER_DECL void check_request(const request& request);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/check_request.ipp>
#endif
