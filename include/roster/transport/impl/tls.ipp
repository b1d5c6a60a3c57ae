// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of tls.hpp.

#include <roster/transport/detail/tls.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <cerrno>
#include <fstream>
#include <mutex>
#include <new>
#include <roster/detail/redactor.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/transport/detail/tls_sessions.hpp>
#include <roster/transport/detail/tls_stream.hpp>
#include <roster/transport/detail/transport_failure.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the name of a file in messages.
/// Fails: failure(errc::invalid_argument) if it cannot be read or is not a regular file: opening a FIFO blocks forever.
inline std::string readable_file(const std::string& kind, const std::string& path) {
  std::string name = kind + " \"" + escape_for_log(path, 500) + "\"";
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) throw failure(errc::invalid_argument, name + " is a directory");
    if (!S_ISREG(status.st_mode)) throw failure(errc::invalid_argument, name + " is not a regular file");
  }
  errno = 0;
  if (!std::ifstream(path).good()) {
    const boost::system::error_code why(errno, boost::system::system_category());
    throw failure(errc::invalid_argument, name + " cannot be read: " + why.message());
  }
  return name;
}

inline void trust_file(SSL_CTX* context, const std::string& ca_file) {
  const std::string name = readable_file("CA file", ca_file);
  ERR_clear_error();
  if (SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr) != 1)
    throw failure(errc::invalid_argument,
                  name + " contains no PEM certificate: " + next_tls_error().message());
}

/// The passphrase callback for OpenSSL: writes the passphrase of the options.
inline int give_passphrase(char* out, int size, int, void* options) {
  if (options == nullptr) return 0;
  const std::string& text = static_cast<const secret*>(options)->reveal();
  if (size < 0 || text.size() > static_cast<std::size_t>(size)) return 0;
  text.copy(out, text.size());
  return static_cast<int>(text.size());
}

inline void show_certificate(SSL_CTX* context, const http_client_options& options) {
  const std::string& file = options.client_certificate_file;
  const std::string& key_file = options.client_key_file.empty() ? file : options.client_key_file;
  const std::string name = readable_file("client certificate file", file);
  const std::string key_name = readable_file("client key file", key_file);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, file.c_str()) != 1)
    throw failure(errc::invalid_argument,
                  name + " contains no PEM certificate: " + next_tls_error().message());
  // Always set, since OpenSSL would otherwise prompt on the terminal.
  SSL_CTX_set_default_passwd_cb(context, &give_passphrase);
  SSL_CTX_set_default_passwd_cb_userdata(context, const_cast<secret*>(&options.client_key_passphrase));
  const int used = SSL_CTX_use_PrivateKey_file(context, key_file.c_str(), SSL_FILETYPE_PEM);
  SSL_CTX_set_default_passwd_cb_userdata(context, nullptr);  // not retained
  if (used != 1)
    throw failure(errc::invalid_argument,
                  key_name +
                      " contains no PEM private key that matches the certificate and the passphrase: " +
                      next_tls_error().message());
}

/// The cipher suites of TLS 1.2 with forward secrecy and authenticated encryption; those of TLS 1.3 all have both.
inline constexpr const char* modern_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

inline tls_context tls_context_of(const http_client_options& options) {
  tls_context context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (!context) throw std::bad_alloc();
  SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_security_level(context.get(), 2);  // no RSA under 2048 bits, no SHA-1
  if (!options.allow_legacy_ciphers) SSL_CTX_set_cipher_list(context.get(), modern_ciphers);
  SSL_CTX_set_verify(context.get(), options.insecure_accept_any_server ? SSL_VERIFY_NONE : SSL_VERIFY_PEER,
                     nullptr);
  if (options.ca_file.empty())
    SSL_CTX_set_default_verify_paths(context.get());
  else
    trust_file(context.get(), options.ca_file);
  if (!options.client_certificate_file.empty()) show_certificate(context.get(), options);
  store_new_sessions(context.get());
  return context;
}

ROSTER_DECL tls_context make_tls_context(const http_client_options& options) {
  try {
    return tls_context_of(options);
  } catch (const failure& why) {
    redactor known;
    known.add(options.client_key_passphrase.reveal());
    throw known.redact(why);
  }
}

ROSTER_DECL tls_context shared_tls_context(const http_client_options& options) {
  if (!options.ca_file.empty() || !options.client_certificate_file.empty()) return make_tls_context(options);
  static std::mutex mutex;
  static std::array<std::weak_ptr<SSL_CTX>, 4> known;
  const std::size_t kind = 2 * options.insecure_accept_any_server + options.allow_legacy_ciphers;
  const std::lock_guard lock(mutex);
  auto context = known[kind].lock();
  if (!context) known[kind] = context = make_tls_context(options);
  return context;
}

/// Equivalent to SSL_set_tlsext_host_name(), a macro that uses a C cast.
inline bool set_server_name(SSL* session, std::string host) {
  return SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data()) == 1;
}

ROSTER_DECL void expect_host(SSL* session, const std::string& given) {
  boost::system::error_code not_an_address;
  boost::asio::ip::make_address(given, not_an_address);
  // Certificates contain host names without the trailing dot of DNS, and addresses without a zone.
  auto host = given.substr(0, given.find('%'));
  if (host.ends_with('.')) host.pop_back();
  SSL_set_hostflags(session, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const bool set = not_an_address
                       ? set_server_name(session, host) && SSL_set1_host(session, host.c_str()) == 1
                       : X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1;
  if (!set)
    throw failure(errc::tls, "TLS host name verification failed: \"" + escape_for_log(host, 300) +
                                 "\" is not a valid name");
}

ROSTER_DECL bool is_alert(boost::system::error_code ec) noexcept {
  return ec.category() == boost::asio::error::get_ssl_category() &&
         ERR_GET_REASON(static_cast<unsigned long>(ec.value())) > SSL_AD_REASON_OFFSET;
}

/// Returns whether the alert of a server indicates that it has no cipher suite in common with the client.
inline bool is_cipher_rejected(boost::system::error_code ec) noexcept {
  const int reason = ERR_GET_REASON(static_cast<unsigned long>(ec.value()));
  return is_alert(ec) &&
         (reason == SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE || reason == SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY);
}

/// Returns whether a server of TLS 1.2 requested a client certificate, and there is none.
inline bool lacks_client_certificate(SSL* session) noexcept {
  const unsigned char* types = nullptr;
  return SSL_get0_certificate_types(session, &types) > 0 && SSL_get_certificate(session) == nullptr;
}

/// Returns whether a session offers cipher suites with RSA key exchange.
inline bool offers_legacy_ciphers(SSL* session) noexcept {
  const auto* const offered = SSL_get_ciphers(session);
  for (int i = 0; i < sk_SSL_CIPHER_num(offered); ++i)
    if (SSL_CIPHER_get_kx_nid(sk_SSL_CIPHER_value(offered, i)) == NID_kx_rsa) return true;
  return false;
}

/// Returns what probably makes a handshake fail, to follow the message; "" if that is unknown.
inline std::string_view handshake_hint(SSL* session, boost::system::error_code ec) noexcept {
  if (ERR_GET_REASON(static_cast<unsigned long>(ec.value())) == SSL_R_WRONG_VERSION_NUMBER)
    return ": the server does not speak TLS; the port may expect http";
  if (!is_cipher_rejected(ec)) return {};
  if (lacks_client_certificate(session))
    return ": the server requested a client certificate, and http_client_options::client_certificate_file is "
           "not set";
  if (!offers_legacy_ciphers(session))
    return ": the server accepted none of the offered cipher suites (ECDHE with AES-GCM or ChaCha20); "
           "http_client_options::allow_legacy_ciphers also offers older ones";
  return {};
}

ROSTER_DECL failure handshake_failure(SSL* session, boost::system::error_code ec, const std::string& origin) {
  const long verify_result =
      SSL_get_verify_result(session);  // also set, but irrelevant, if verification is off
  if (verify_result != X509_V_OK && SSL_get_verify_mode(session) != SSL_VERIFY_NONE) {
    failure_details details{.message = "TLS certificate verification failed: " + origin + ": " +
                                       X509_verify_cert_error_string(verify_result),
                            .endpoint = origin,
                            .cause = ec};
    return {errc::tls, std::move(details)};
  }
  if (ec.category() == boost::asio::error::get_ssl_category())
    return transport_failure(
        errc::tls,
        "TLS handshake failed: no TLS session with " + origin + std::string(handshake_hint(session, ec)),
        origin, ec);
  return transport_failure(errc::connection, origin + " closed the connection during the TLS handshake",
                           origin, ec);
}

}  // namespace roster::inline v0::detail
