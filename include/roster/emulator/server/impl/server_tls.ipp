// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of server_tls.hpp.

#include <roster/emulator/server/detail/server_tls.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstdint>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>

namespace roster::inline v0::emulator::detail {

/// Returns the text that `write` writes to a BIO.
template <class Write>
std::string pem_of(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  write(out.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

inline void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), &X509_EXTENSION_free);
  if (!extension)
    throw failure(errc::invalid_argument,
                  "invalid certificate extension \"" + escape_for_log(value, 300) + '"');
  X509_add_ext(certificate, extension.get(), -1);
}

inline void set_name_and_time(X509* certificate, const certificate_spec& wish) {
  constexpr long day = 86'400;
  const auto* name = reinterpret_cast<const unsigned char*>(wish.common_name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, name, -1, -1, 0);
  X509_gmtime_adj(X509_getm_notBefore(certificate), wish.from_days * day);
  X509_gmtime_adj(X509_getm_notAfter(certificate), wish.to_days * day);
  std::uint64_t serial = 0;  // the serial numbers of an authority are unique
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial);
}

ROSTER_DECL std::string test_certificate::certificate_pem() const {
  return pem_of([this](BIO* out) { PEM_write_bio_X509(out, certificate.get()); });
}

ROSTER_DECL std::string test_certificate::key_pem() const {
  return pem_of(
      [this](BIO* out) { PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
}

inline failure no_certificate() {
  return {errc::invalid_argument,
          "OpenSSL cannot create the certificate; its configuration may not allow the type of key"};
}

ROSTER_DECL test_certificate make_certificate(const certificate_spec& wish, const test_certificate* issuer) {
  test_certificate out{
      .key = {wish.rsa_bits != 0 ? EVP_RSA_gen(wish.rsa_bits) : EVP_EC_gen("P-256"), &EVP_PKEY_free},
      .certificate = {X509_new(), &X509_free}};
  if (!out.key || !out.certificate) throw no_certificate();
  X509* const made = out.certificate.get();
  X509* const by = issuer != nullptr ? issuer->certificate.get() : made;
  X509_set_version(made, X509_VERSION_3);
  X509_set_pubkey(made, out.key.get());
  set_name_and_time(made, wish);
  X509_set_issuer_name(made, X509_get_subject_name(by));
  add_extension(made, by, NID_subject_key_identifier, "hash");
  add_extension(made, by, NID_authority_key_identifier, "keyid");
  if (wish.authority) add_extension(made, by, NID_basic_constraints, "critical,CA:TRUE");
  if (wish.authority) add_extension(made, by, NID_key_usage, "critical,keyCertSign,cRLSign");
  if (!wish.alternative_names.empty()) add_extension(made, by, NID_subject_alt_name, wish.alternative_names);
  if (X509_sign(made, issuer != nullptr ? issuer->key.get() : out.key.get(), EVP_sha256()) == 0)
    throw no_certificate();
  return out;
}

ROSTER_DECL test_certificate make_authority(const std::string& name) {
  return make_certificate({.common_name = name, .alternative_names = "", .to_days = 3650, .authority = true});
}

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

ROSTER_DECL server_tls::server_tls(const emulator::server_options& options, const std::string& host)
    : right_(wish_for(host)) {
  if (options.make_certificate) authority_ = make_authority("Roster's emulator");
  usual_.emplace(authority_ ? showing(right_)
                            : make_server_context(options.certificate_pem, options.private_key_pem.reveal()));
}

ROSTER_DECL std::string server_tls::ca_certificate_pem() const {
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

}  // namespace roster::inline v0::emulator::detail
