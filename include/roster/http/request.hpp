// SPDX-License-Identifier: BSL-1.0
#pragma once
// A request as a plain value: what is signed is this, and what is sent is this.

#include <functional>
#include <roster/http/endpoint.hpp>
#include <roster/http/headers.hpp>
#include <string>

namespace roster::inline v0::http {

/// A request, complete but for Content-Length, which the transport adds.
struct request {
  std::string method{"GET"};
  endpoint to{};
  std::string path{"/"};    ///< percent-encoded, with the endpoint's prefix
  std::string query{};      ///< percent-encoded, sorted, without '?'; exactly the string that is signed
  http::headers headers{};  ///< `host` among them
  std::string body{};
  bool repeatable{
      true};  ///< it changes nothing, so that a transport may send it again when a connection died
  /// Gives the request a nonce, a date and a signature of its own before a transport sends it again. Lifetime: of the
  /// call of transport::send().
  std::function<void()> renew{};

  std::string target() const { return query.empty() ? path : path + '?' + query; }
};

}  // namespace roster::inline v0::http
