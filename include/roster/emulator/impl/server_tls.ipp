// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of server_tls.hpp.

#include <roster/emulator/detail/server_tls.hpp>

#include <openssl/ssl.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <roster/failure.hpp>

namespace roster::inline v0::detail {

/// Returns the contents of a certificate for the host and the names of this machine.
inline certificate_spec wish_for(const std::string& host) {
  boost::system::error_code not_an_address;
  boost::asio::ip::make_address(host, not_an_address);
  return {
      .common_name = host,
      .alternative_names = (not_an_address ? "DNS:" : "IP:") + host + ",DNS:localhost,IP:127.0.0.1,IP:::1",
      .to_days = 365};
}

ROSTER_DECL boost::asio::ssl::context make_server_context(const std::string& certificate_pem,
                                                          const std::string& key_pem) {
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_security_level(context.native_handle(), 0);  // rejecting weak keys is the task of the client
  boost::system::error_code ec;
  context.use_certificate_chain(boost::asio::buffer(certificate_pem), ec);
  if (ec) throw failure(errc::invalid_argument, "invalid emulator certificate: " + ec.message());
  context.use_private_key(boost::asio::buffer(key_pem), boost::asio::ssl::context::pem, ec);
  if (ec)
    throw failure(errc::invalid_argument, "invalid private key of the emulator certificate: " + ec.message());
  return context;
}

ROSTER_DECL server_tls::server_tls(const emulator_server_options& options, const std::string& host)
    : right_(wish_for(host)) {
  if (options.make_certificate) authority_ = make_authority("Roster's emulator");
  usual_.emplace(authority_ ? showing(right_)
                            : make_server_context(options.certificate_pem, options.private_key_pem.reveal()));
}

ROSTER_DECL std::string server_tls::authority_pem() const {
  return authority_ ? authority_->certificate_pem() : "";
}

ROSTER_DECL boost::asio::ssl::context server_tls::showing(const certificate_spec& wish) const {
  const test_certificate shown = make_certificate(wish, &*authority_);
  return make_server_context(shown.certificate_pem(), shown.key_pem());
}

ROSTER_DECL boost::asio::ssl::context server_tls::spoilt(tls_fault how) const {
  certificate_spec wrong = right_;
  if (how == tls_fault::wrong_host) wrong.alternative_names = "DNS:wrong.example";
  if (how == tls_fault::common_name) wrong.alternative_names.clear();
  if (how == tls_fault::weak_key) wrong.rsa_bits = 1024;
  if (how == tls_fault::expired) wrong.from_days = -9, wrong.to_days = -1;
  if (how == tls_fault::not_yet_valid) wrong.from_days = 1;
  if (how == tls_fault::self_signed || how == tls_fault::unknown_authority) {
    const test_certificate stranger = make_authority("unknown authority");
    const test_certificate shown =
        make_certificate(wrong, how == tls_fault::self_signed ? nullptr : &stranger);
    return make_server_context(shown.certificate_pem(), shown.key_pem());
  }
  auto context = showing(wrong);
  if (how == tls_fault::old_version) {
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_1_VERSION);
  }
  return context;
}

}  // namespace roster::inline v0::detail
