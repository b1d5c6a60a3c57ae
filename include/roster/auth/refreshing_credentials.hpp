// SPDX-License-Identifier: BSL-1.0
#pragma once
// Caches temporary credentials and refreshes them before they expire, once for all concurrent callers. A
// decorator for any provider.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/detail/single_flight.hpp>
#include <roster/config.hpp>

namespace roster::inline v0 {

/// When refreshing_credentials fetches new credentials, and how long it uses the cached ones after a failure.
struct refresh_options {
  /// Credentials are refreshed at most this long before their expiration, and at most a quarter of their
  /// lifetime before it. Up to a fifth of this time is randomly subtracted (jitter), so that many programs do
  /// not refresh at the same time.
  std::chrono::seconds ahead{900};
  std::chrono::seconds pause{60};  ///< wait after a failed refresh, while the old credentials are valid
  std::function<std::chrono::sys_seconds()> now{};  ///< empty: the system's clock
  std::function<double()> random{};                 ///< from [0, 1); empty: a random generator
};

namespace detail {
class credentials_cache;
}

/// Returns the credentials of another provider, and caches them until they expire. Credentials without an
/// expiration are not cached, so that a changed file takes effect immediately. Concurrent callers share one
/// refresh; if it fails, the old credentials are returned until they expire.
/// Thread safety: may be used from any thread.
/// Example: refreshing_credentials: 1,000 concurrent listings share one refresh
class ROSTER_VISIBLE refreshing_credentials final : public credentials_provider {
 public:
  /// Fails: failure(errc::invalid_argument) without a provider.
  ROSTER_DECL explicit refreshing_credentials(std::shared_ptr<credentials_provider> inner,
                                              refresh_options options = {});

  /// Fails: as the other provider does; failure(errc::no_credentials) if its credentials have already
  /// expired.
  ROSTER_DECL asio::awaitable<credentials> get() override;
  /// Returns the cached credentials, or those that the other provider has without waiting.
  ROSTER_DECL std::optional<credentials> try_get() override;

  /// Drops the cached credentials if they are the rejected ones, unless they have been refreshed since.
  ROSTER_DECL void invalidate(const credentials& rejected) override;

 private:
  std::shared_ptr<detail::credentials_cache> kept_;
  detail::single_flight<credentials> flight_{};
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/refreshing_credentials.ipp>
#endif
