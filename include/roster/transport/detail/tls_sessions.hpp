// SPDX-License-Identifier: BSL-1.0
#pragma once
// TLS sessions for resumption: a new connection to the same origin needs no certificates and fewer computations.

#include <openssl/ssl.h>
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

/// The sessions of one client, which all its verified connections have received: at most 64, the newest.
class tls_sessions {
 public:
  static constexpr std::size_t most = 64;

  void add(const std::string& origin, tls_session_pointer session);
  /// Removes and returns the newest session of an origin, null if there is none. It is used once (RFC 8446, C.4).
  tls_session_pointer take(const std::string& origin);

 private:
  struct entry {
    std::string origin{};
    tls_session_pointer session{};
  };

  std::vector<entry> entries_{};  // the oldest first
};

/// Where the sessions that a connection receives are stored.
struct tls_session_place {
  std::shared_ptr<tls_sessions> sessions{};
  std::string origin{};
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
