// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whom TLS trusts: everything that is asked of OpenSSL beyond a stream, in one place to review.

#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <roster/failure.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Makes a context for TLS 1.2 (ECDHE with AEAD, unless the options allow older cipher suites) and newer that verifies certificates against the options' CA file, or the
/// system's authorities if there is none, and shows the client's own to servers that ask for it.
/// Fails: failure(errc::invalid_argument) if a file cannot be read or does not hold what it should.
ROSTER_DECL boost::asio::ssl::context make_tls_context(const http_client_options& options);

/// Makes a session accept a certificate for `host` only, by its subject alternative names, and name it to the
/// server (SNI) unless it is an address.
ROSTER_DECL void expect_host(SSL* session, const std::string& host);

/// Tells whether a peer has ended TLS by an alert: it does not accept what it was shown, or misses something.
ROSTER_DECL bool is_alert(boost::system::error_code ec) noexcept;

/// Returns why a handshake did not succeed: errc::tls, or errc::connection if the connection ended.
ROSTER_DECL failure handshake_failure(SSL* session, boost::system::error_code ec, const std::string& origin);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/tls.ipp>
#endif
