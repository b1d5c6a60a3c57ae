// SPDX-License-Identifier: BSL-1.0
#pragma once
// Validates a request before it is serialized: the HTTP library would write any bytes, including line breaks.

#include <roster/config.hpp>
#include <roster/http/message.hpp>

namespace roster::inline v0::http::detail {

/// Checks every byte of a request outside its body: method, host, path, query, header names and values; exactly one
/// Host header; no Content-Length, Transfer-Encoding or Proxy-Authorization, which only the transport writes.
/// Fails: failure(errc::invalid_argument) with the invalid part and the position; the value of a header is never
/// shown.
ROSTER_DECL void check_request(const request& request);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/check_request.ipp>
#endif
