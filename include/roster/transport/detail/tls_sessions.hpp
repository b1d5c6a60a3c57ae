// SPDX-License-Identifier: BSL-1.0
#pragma once
// TLS sessions for resumption: a new connection to the same origin needs no certificates and fewer computations.

#include <openssl/ssl.h>
#include <chrono>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

struct free_tls_session {
  void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
};
using tls_session_pointer = std::unique_ptr<SSL_SESSION, free_tls_session>;

/// A session, and when the certificate of its server was verified: by the last full handshake.
struct tls_session {
  tls_session_pointer session{};
  std::chrono::steady_clock::time_point verified{};
};

/// The sessions of one client, which its connections have received: the newest, and none for longer than an hour after
/// the full handshake, so that certificates are verified again.
class tls_sessions {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  static constexpr std::size_t most = 64;
  static constexpr std::size_t most_per_origin = 4;
  static constexpr std::chrono::hours lifetime{1};

  void add(const std::string& origin, tls_session session);
  /// Returns the newest session of an origin; without one, the pointer is null. A session of TLS 1.3 is removed, since
  /// it is used once (RFC 8446, C.4).
  tls_session take(const std::string& origin, time_point now);
  std::size_t size() const noexcept { return entries_.size(); }

 private:
  struct entry {
    std::string origin{};
    tls_session with{};
  };

  std::vector<entry> entries_{};  // the oldest first
};

/// Where the sessions that a connection receives are stored.
struct tls_session_place {
  std::shared_ptr<tls_sessions> sessions{};
  std::string origin{};
  tls_sessions::time_point verified{};  ///< of the connection's session
};

/// Makes the sessions of a context's connections reach their places.
ROSTER_DECL void store_new_sessions(SSL_CTX* context);

/// Offers the newest session of the origin, and stores the sessions that are received.
/// Lifetime: `place` must outlive `connection`.
ROSTER_DECL void resume_session(SSL* connection, tls_session_place& place);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/tls_sessions.ipp>
#endif
