// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of tls_sessions.hpp.

#include <roster/transport/detail/tls_sessions.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <new>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL void tls_sessions::add(const std::string& origin, tls_session session) {
  const auto is_same = [&](const entry& e) { return e.origin == origin; };
  const auto of_origin = static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), is_same));
  if (of_origin >= most_per_origin)
    entries_.erase(std::find_if(entries_.begin(), entries_.end(), is_same));
  else if (entries_.size() >= most)
    entries_.erase(entries_.begin());
  entries_.push_back({origin, std::move(session)});
}

ROSTER_DECL tls_session tls_sessions::take(const std::string& origin, time_point now) {
  std::erase_if(entries_, [&](const entry& e) { return now - e.with.verified >= lifetime; });
  const auto found =
      std::find_if(entries_.rbegin(), entries_.rend(), [&](const entry& e) { return e.origin == origin; });
  if (found == entries_.rend()) return {};
  SSL_SESSION* const session = found->with.session.get();
  if (SSL_SESSION_get_protocol_version(session) < TLS1_3_VERSION) {
    SSL_SESSION_up_ref(session);
    return {tls_session_pointer(session), found->with.verified};
  }
  tls_session taken = std::move(found->with);
  entries_.erase(std::next(found).base());
  return taken;
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
  const bool is_full = SSL_session_reused(connection) == 0;
  tls_session received{tls_session_pointer(session),
                       is_full ? std::chrono::steady_clock::now() : place->verified};
  try {
    place->sessions->add(place->origin, std::move(received));
  } catch (const std::bad_alloc&) {  // the session is freed; the next connection performs a full handshake
  }
  return 1;
}

ROSTER_DECL void store_new_sessions(SSL_CTX* context) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context, store_session);
}

ROSTER_DECL void resume_session(SSL* connection, tls_session_place& place) {
  SSL_set_ex_data(connection, place_index(), &place);
  const auto known = place.sessions->take(place.origin, std::chrono::steady_clock::now());
  place.verified = known.verified;
  if (known.session) SSL_set_session(connection, known.session.get());
}

}  // namespace roster::inline v0::detail
