// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_chain.hpp.

#include <roster/auth/detail/credentials_chain.hpp>

#include <roster/failure.hpp>

namespace roster::inline v0::detail {

inline asio::awaitable<credentials_search> look_at_once(std::function<credentials_search()> look) {
  co_return look();
}

ROSTER_DECL credentials_place place_of(std::function<credentials_search()> look) {
  return [look = std::move(look)] { return look_at_once(look); };
}

ROSTER_DECL asio::awaitable<credentials> credentials_chain::get() {
  std::string looked_at;
  bool broken = false;
  for (std::size_t i = 0; i < places_.size() && !broken; ++i) {
    auto found = co_await places_[i]();
    if (found.key) co_return std::move(*found.key);
    looked_at += (looked_at.empty() ? "" : "; ") + found.told;
    broken = found.broken;
  }
  std::string message = "no credentials: looked at " + looked_at;
  if (broken) message += ", where the search ends, since no other key may stand for what cannot be used";
  throw failure(errc::no_credentials, std::move(message));
}

}  // namespace roster::inline v0::detail
