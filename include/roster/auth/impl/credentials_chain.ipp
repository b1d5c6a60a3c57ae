// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_chain.hpp.

#include <roster/auth/detail/credentials_chain.hpp>

#include <roster/failure.hpp>

namespace roster::inline v0::detail {

inline asio::awaitable<credentials_search> search_now(std::function<credentials_search()> look) {
  co_return look();
}

ROSTER_DECL credentials_source place_of(std::function<credentials_search()> look) {
  return [look = std::move(look)] { return search_now(look); };
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
  std::string message = "no credentials: tried " + looked_at;
  if (broken)
    message +=
        "; the search stopped there, since a later source could have the credentials of another account";
  throw failure(errc::no_credentials, std::move(message));
}

}  // namespace roster::inline v0::detail
