// SPDX-License-Identifier: BSL-1.0
#pragma once
// Trust and verification settings of TLS, in one place to review.

#include <openssl/ssl.h>
#include <boost/system/error_code.hpp>
#include <memory>
#include <roster/failure.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>

namespace roster::inline v0::detail {

/// A TLS context of OpenSSL. asio::ssl::context has a static object that makes g++ compile most inline functions of a
/// source file, used or not, which takes seconds.
using tls_context = std::shared_ptr<SSL_CTX>;

/// Creates a context for TLS 1.2 (ECDHE with AEAD, unless the options allow older cipher suites) and newer. It verifies
/// certificates against the options' CA file, or the system's CAs if there is none, and presents the client certificate
/// to servers that request it.
/// Fails: failure(errc::invalid_argument) if a file cannot be read or has no valid content.
ROSTER_DECL tls_context make_tls_context(const http_client_options& options);

/// Returns a context for the options. Clients that trust the system's CAs and have no certificate share one while any of
/// them exists: loading the CAs takes tens of milliseconds and megabytes.
/// Fails: as make_tls_context().
/// Thread safety: may be called from any thread; sessions may be created from the context on any thread.
ROSTER_DECL tls_context shared_tls_context(const http_client_options& options);

/// Makes a session accept only a certificate for `host`, by its subject alternative names, and sends the name to the
/// server (SNI) unless it is an address.
ROSTER_DECL void expect_host(SSL* session, const std::string& host);

/// Returns whether the peer ended TLS with an alert, for example because it rejected or missed a certificate.
ROSTER_DECL bool is_alert(boost::system::error_code ec) noexcept;

/// Returns the failure of a handshake: errc::tls, or errc::connection if the connection ended.
ROSTER_DECL failure handshake_failure(SSL* session, boost::system::error_code ec, const std::string& origin);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/tls.ipp>
#endif
