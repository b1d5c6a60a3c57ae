// SPDX-License-Identifier: BSL-1.0
#pragma once
// A request as a plain value: exactly the value that is signed and sent.

#include <functional>
#include <roster/http/endpoint.hpp>
#include <roster/http/headers.hpp>
#include <string>

namespace roster::inline v0::http {

/// An HTTP request, complete except for Content-Length, which the transport adds.
struct request {
  std::string method{"GET"};
  endpoint to{};
  std::string path{"/"};    ///< percent-encoded, with the endpoint's prefix
  std::string query{};      ///< percent-encoded, sorted, without '?'; exactly the string that is signed
  http::headers headers{};  ///< including `host`
  std::string body{};
  bool repeatable{true};  ///< idempotent: a transport may re-send it if a pooled connection was closed
  /// Gives the request a new nonce, date and signature before a transport re-sends it.
  /// Lifetime: valid during the call of transport::send().
  std::function<void()> renew{};

  std::string target() const { return query.empty() ? path : path + '?' + query; }
};

}  // namespace roster::inline v0::http
