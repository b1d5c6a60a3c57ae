// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of tls_sessions.hpp.

#include <roster/transport/detail/tls_sessions.hpp>

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL void tls_sessions::add(const std::string& origin, tls_session_pointer session) {
  if (entries_.size() >= most) entries_.erase(entries_.begin());
  entries_.push_back({origin, std::move(session)});
}

ROSTER_DECL tls_session_pointer tls_sessions::take(const std::string& origin) {
  const auto found =
      std::find_if(entries_.rbegin(), entries_.rend(), [&](const entry& e) { return e.origin == origin; });
  if (found == entries_.rend()) return nullptr;
  auto session = std::move(found->session);
  entries_.erase(std::next(found).base());
  return session;
}

/// The index under which OpenSSL keeps the place of a connection's sessions.
inline int place_index() {
  static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

/// Called by OpenSSL for a new session; returns 1 if it takes ownership.
inline int store_session(SSL* connection, SSL_SESSION* session) {
  auto* const place = static_cast<tls_session_place*>(SSL_get_ex_data(connection, place_index()));
  if (place == nullptr) return 0;
  tls_session_pointer owned(session);
  try {
    place->sessions->add(place->origin, std::move(owned));
    return 1;
  } catch (const std::bad_alloc&) {  // the next connection performs a full handshake
    owned.release();
    return 0;
  }
}

ROSTER_DECL void store_new_sessions(SSL_CTX* context) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context, store_session);
}

ROSTER_DECL void resume_session(SSL* connection, tls_session_place& place) {
  SSL_set_ex_data(connection, place_index(), &place);
  if (const auto session = place.sessions->take(place.origin)) SSL_set_session(connection, session.get());
}

}  // namespace roster::inline v0::detail
