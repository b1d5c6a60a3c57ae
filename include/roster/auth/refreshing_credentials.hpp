// SPDX-License-Identifier: BSL-1.0
#pragma once
// Keeps temporary credentials and renews them in time, once for all who ask. A decorator: where they come from
// knows nothing of it.

#include <chrono>
#include <functional>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/detail/single_flight.hpp>
#include <roster/config.hpp>

namespace roster::inline v0 {

/// When refreshing_credentials fetches new credentials, and for how long it uses the ones it has after a failure.
struct refresh_options {
  /// How long before they end credentials are renewed, at most; never more than a quarter of their time. Up to
  /// a fifth of it is left out by chance, so that many programs do not renew in the same second.
  std::chrono::seconds ahead{900};
  std::chrono::seconds pause{60};  ///< after a renewal that failed, as long as the old ones are good
  std::function<std::chrono::sys_seconds()> now{};  ///< empty: the system's clock
  std::function<double()> random{};                 ///< from [0, 1); empty: real chance
};

namespace detail {
class kept_credentials;
}

/// Gives what another provider gives, and keeps it as long as it says that it is good. Lasting credentials are not
/// kept, so that a changed file counts at once. However many ask, there is one renewal at a time; when it fails,
/// the old ones are given until they end. May be shared among threads.
/// Example: refreshing credentials: 1,000 listings at once cause one renewal
class refreshing_credentials final : public credentials_provider {
 public:
  ROSTER_DECL explicit refreshing_credentials(std::shared_ptr<credentials_provider> inner,
                                              refresh_options options = {});

  /// Fails: what the other provider fails with; failure(errc::no_credentials) when what it gave has ended already.
  ROSTER_DECL asio::awaitable<credentials> get() override;

  /// Forgets what is kept, if it is this that was refused, and not renewed since.
  ROSTER_DECL void invalidate(const credentials& refused) override;

 private:
  std::shared_ptr<detail::kept_credentials> kept_;
  detail::single_flight<credentials> flight_{};
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/refreshing_credentials.ipp>
#endif
