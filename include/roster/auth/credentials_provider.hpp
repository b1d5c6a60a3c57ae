// SPDX-License-Identifier: BSL-1.0
#pragma once
// The interface to wherever credentials come from; asynchronous, since some places are across the network.

#include <boost/asio/awaitable.hpp>
#include <roster/auth/credentials.hpp>

namespace roster::inline v0 {

namespace asio = boost::asio;

/// Provides credentials. A client asks before every attempt, so that short-lived ones stay fresh.
class credentials_provider {
 public:
  credentials_provider() = default;
  credentials_provider(const credentials_provider&) = delete;
  credentials_provider& operator=(const credentials_provider&) = delete;
  virtual ~credentials_provider() = default;

  /// Returns credentials that are good now.
  /// Fails: failure(errc::no_credentials) that says where it looked, and shows no value.
  /// Lifetime: the provider must outlive the await.
  virtual asio::awaitable<credentials> get() = 0;

  /// Hears that a service takes these no longer: `get` gives others from now on, if there are any. Does nothing
  /// in providers that keep none.
  virtual void invalidate(const credentials& refused) { static_cast<void>(refused); }
};

}  // namespace roster::inline v0
