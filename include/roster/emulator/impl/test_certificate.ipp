// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of test_certificate.hpp.

#include <roster/emulator/detail/test_certificate.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <cstddef>
#include <cstdint>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail
