// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of refreshing_credentials.hpp.

#include <roster/auth/refreshing_credentials.hpp>

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <random>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <utility>

namespace roster::inline v0 {
namespace detail {

inline refresh_options completed(refresh_options options) {
  if (!options.now)
    options.now = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  if (!options.random)
    options.random = [] {
      thread_local std::minstd_rand generator{std::random_device{}()};
      return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
    };
  return options;
}

/// The cached credentials and their refresh time. A pending refresh shares ownership, since it may outlive
/// the provider.
class credentials_cache {
 public:
  credentials_cache(std::shared_ptr<credentials_provider> inner, refresh_options options)
      : inner_(std::move(inner)), options_(completed(std::move(options))) {
    if (!inner_) throw failure(errc::invalid_argument, "refreshing_credentials: the provider is null");
  }

  credentials_provider& inner() const noexcept { return *inner_; }

  /// Returns the cached credentials, std::nullopt if it is time to refresh them.
  std::optional<credentials> fresh() {
    const std::lock_guard lock(mutex_);
    return held_ && options_.now() < renew_at_ ? held_ : std::nullopt;
  }

  /// Caches the result of a refresh.
  void keep(const credentials& fetched) {
    const std::lock_guard lock(mutex_);
    const auto now = options_.now();
    if (fetched.expires && *fetched.expires <= now)
      throw failure(errc::no_credentials,
                    "the fetched credentials expired at " + http::detail::format_utc_date(*fetched.expires) +
                        ", but the current time is " + http::detail::format_utc_date(now) +
                        "; check the system clock");
    held_.reset();
    if (!fetched.expires) return;
    held_ = fetched;
    renew_at_ = *fetched.expires - ahead_of(*fetched.expires - now);
  }

  /// Returns the cached credentials after a failed refresh, std::nullopt if they have expired; postpones the
  /// next refresh.
  std::optional<credentials> still_good() {
    const std::lock_guard lock(mutex_);
    const auto now = options_.now();
    if (!held_ || *held_->expires <= now) return std::nullopt;
    renew_at_ = (std::min)(now + options_.pause, *held_->expires);
    return held_;
  }

  void forget(const credentials& rejected) {
    const std::lock_guard lock(mutex_);
    if (held_ && held_->access_key_id == rejected.access_key_id &&
        held_->security_token == rejected.security_token)
      held_.reset();
  }

 private:
  std::chrono::seconds ahead_of(std::chrono::seconds left) const {
    const auto whole = (std::min)(options_.ahead, left / 4);
    return whole - std::chrono::floor<std::chrono::seconds>(whole / 5 * options_.random());
  }

  const std::shared_ptr<credentials_provider> inner_;
  const refresh_options options_;
  std::mutex mutex_{};
  std::optional<credentials> held_{};
  std::chrono::sys_seconds renew_at_{};
};

inline asio::awaitable<credentials> renew(std::shared_ptr<credentials_cache> kept) {
  std::exception_ptr why;
  try {
    auto fetched = co_await kept->inner().get();
    kept->keep(fetched);
    co_return fetched;
  } catch (...) {
    why = std::current_exception();
  }
  auto old = kept->still_good();
  if (!old) std::rethrow_exception(why);
  co_return std::move(*old);
}

}  // namespace detail

ROSTER_DECL refreshing_credentials::refreshing_credentials(std::shared_ptr<credentials_provider> inner,
                                                           refresh_options options)
    : kept_(std::make_shared<detail::credentials_cache>(std::move(inner), std::move(options))) {}

ROSTER_DECL asio::awaitable<credentials> refreshing_credentials::get() {
  if (auto fresh = kept_->fresh()) co_return std::move(*fresh);
  auto renewal = flight_.join([kept = kept_] { return detail::renew(kept); });
  auto key = co_await std::move(renewal);
  co_return key;
}

ROSTER_DECL std::optional<credentials> refreshing_credentials::try_get() {
  if (auto fresh = kept_->fresh()) return fresh;
  try {
    auto fetched = kept_->inner().try_get();
    if (fetched) kept_->keep(*fetched);
    return fetched;
  } catch (...) {  // get() tries again, and returns the old credentials while they are valid
    return std::nullopt;
  }
}

ROSTER_DECL void refreshing_credentials::invalidate(const credentials& rejected) {
  kept_->forget(rejected);
  kept_->inner().invalidate(rejected);
}

}  // namespace roster::inline v0
