// SPDX-License-Identifier: BSL-1.0
#pragma once
// The interface of all sources of credentials; asynchronous, since some sources need the network.

#include <boost/asio/awaitable.hpp>
#include <roster/auth/credentials.hpp>

namespace roster::inline v0 {

namespace asio = boost::asio;

/// Provides credentials. A client calls `get` before every attempt, so that short-lived credentials stay
/// valid.
class credentials_provider {
 public:
  credentials_provider() = default;
  credentials_provider(const credentials_provider&) = delete;
  credentials_provider& operator=(const credentials_provider&) = delete;
  virtual ~credentials_provider() = default;

  /// Returns credentials that are valid now.
  /// Fails: failure(errc::no_credentials) that names the sources it tried, and contains no secret.
  /// Lifetime: the provider must outlive the await.
  virtual asio::awaitable<credentials> get() = 0;

  /// Reports that a service no longer accepts these credentials: `get` no longer returns them if it can
  /// obtain others. Does nothing in providers that do not cache.
  virtual void invalidate(const credentials& refused) { static_cast<void>(refused); }
};

}  // namespace roster::inline v0
