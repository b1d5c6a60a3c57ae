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
#include <boost/asio/ssl/host_name_verification.hpp>
#include <cerrno>
#include <fstream>
#include <mutex>
#include <roster/detail/redactor.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/transport/detail/tls_sessions.hpp>
#include <roster/transport/detail/transport_failure.hpp>

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

inline void trust_file(boost::asio::ssl::context& context, const std::string& ca_file) {
  const std::string name = readable_file("CA file", ca_file);
  boost::system::error_code ec;
  context.load_verify_file(ca_file, ec);
  if (ec) throw failure(errc::invalid_argument, name + " contains no PEM certificate: " + ec.message());
}

/// The passphrase callback for OpenSSL: writes the passphrase of the options.
inline int give_passphrase(char* out, int size, int, void* options) {
  if (options == nullptr) return 0;
  const std::string& text = static_cast<const secret*>(options)->reveal();
  if (size < 0 || text.size() > static_cast<std::size_t>(size)) return 0;
  text.copy(out, text.size());
  return static_cast<int>(text.size());
}

inline void show_certificate(boost::asio::ssl::context& context, const http_client_options& options) {
  const std::string& file = options.client_certificate_file;
  const std::string& key_file = options.client_key_file.empty() ? file : options.client_key_file;
  const std::string name = readable_file("client certificate file", file);
  const std::string key_name = readable_file("client key file", key_file);
  boost::system::error_code ec;
  context.use_certificate_chain_file(file, ec);
  if (ec) throw failure(errc::invalid_argument, name + " contains no PEM certificate: " + ec.message());
  // Always set, since OpenSSL would otherwise prompt on the terminal. Asio's set_password_callback() is not used, since
  // it leaves copies of the passphrase in memory. Asio must not find user data, which it would treat as its own
  // callback.
  SSL_CTX* const native = context.native_handle();
  SSL_CTX_set_default_passwd_cb(native, &give_passphrase);
  SSL_CTX_set_default_passwd_cb_userdata(native, const_cast<secret*>(&options.client_key_passphrase));
  context.use_private_key_file(key_file, boost::asio::ssl::context::pem, ec);
  SSL_CTX_set_default_passwd_cb_userdata(native, nullptr);  // not retained
  if (ec)
    throw failure(
        errc::invalid_argument,
        key_name +
            " contains no PEM private key that matches the certificate and the passphrase: " + ec.message());
}

/// The cipher suites of TLS 1.2 with forward secrecy and authenticated encryption; those of TLS 1.3 all have both.
inline constexpr const char* modern_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

inline boost::asio::ssl::context tls_context_of(const http_client_options& options) {
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_security_level(context.native_handle(), 2);  // no RSA under 2048 bits, no SHA-1
  if (!options.allow_legacy_ciphers) SSL_CTX_set_cipher_list(context.native_handle(), modern_ciphers);
  context.set_verify_mode(options.insecure_accept_any_server ? boost::asio::ssl::verify_none
                                                             : boost::asio::ssl::verify_peer);
  if (options.ca_file.empty())
    context.set_default_verify_paths();
  else
    trust_file(context, options.ca_file);
  if (!options.client_certificate_file.empty()) show_certificate(context, options);
  store_new_sessions(context.native_handle());
  return context;
}

ROSTER_DECL boost::asio::ssl::context make_tls_context(const http_client_options& options) {
  try {
    return tls_context_of(options);
  } catch (const failure& why) {
    redactor known;
    known.add(options.client_key_passphrase.reveal());
    throw known.redact(why);
  }
}

ROSTER_DECL std::shared_ptr<boost::asio::ssl::context> shared_tls_context(
    const http_client_options& options) {
  const auto make = [&] { return std::make_shared<boost::asio::ssl::context>(make_tls_context(options)); };
  if (!options.ca_file.empty() || !options.client_certificate_file.empty()) return make();
  static std::mutex mutex;
  static std::array<std::weak_ptr<boost::asio::ssl::context>, 4> known;
  const std::size_t kind = 2 * options.insecure_accept_any_server + options.allow_legacy_ciphers;
  const std::lock_guard lock(mutex);
  auto context = known[kind].lock();
  if (!context) known[kind] = context = make();
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

/// Returns whether a session offers cipher suites with RSA key exchange.
inline bool offers_legacy_ciphers(SSL* session) noexcept {
  const auto* const offered = SSL_get_ciphers(session);
  for (int i = 0; i < sk_SSL_CIPHER_num(offered); ++i)
    if (SSL_CIPHER_get_kx_nid(sk_SSL_CIPHER_value(offered, i)) == NID_kx_rsa) return true;
  return false;
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
  if (is_cipher_rejected(ec) && !offers_legacy_ciphers(session))
    return transport_failure(
        errc::tls,
        "TLS handshake failed: no TLS session with " + origin +
            ": the server accepted none of the offered cipher suites (ECDHE with AES-GCM or ChaCha20); "
            "http_client_options::allow_legacy_ciphers also offers older ones",
        origin, ec);
  if (ec.category() == boost::asio::error::get_ssl_category())
    return transport_failure(errc::tls, "TLS handshake failed: no TLS session with " + origin, origin, ec);
  return transport_failure(errc::connection, origin + " closed the connection during the TLS handshake",
                           origin, ec);
}

}  // namespace roster::inline v0::detail
