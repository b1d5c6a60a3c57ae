// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of address_history.hpp.

#include <roster/transport/detail/address_history.hpp>

#include <algorithm>

namespace roster::inline v0::detail {

ROSTER_DECL std::optional<boost::asio::ip::address> address_history::find(const std::string& host,
                                                                          time_point now) const {
  for (const entry& e : entries_)
    if (e.host == host && now - e.since < address_lifetime) return e.address;
  return std::nullopt;
}

ROSTER_DECL void address_history::connected(const std::string& host, const boost::asio::ip::address& address,
                                            time_point now) {
  if (find(host, now) == address) return;
  forget(host);
  if (entries_.size() >= max_remembered_hosts) entries_.erase(entries_.begin());
  entries_.push_back({host, address, now});
}

ROSTER_DECL void address_history::forget(const std::string& host) {
  std::erase_if(entries_, [&](const entry& e) { return e.host == host; });
}

}  // namespace roster::inline v0::detail
