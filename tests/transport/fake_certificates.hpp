// SPDX-License-Identifier: BSL-1.0
#pragma once
// Certificates made on the spot, right and wrong ones, so that none of them can expire in the repository.

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>

namespace roster_test {

/// What a certificate says.
struct certificate_wish {
  std::string common_name{"localhost"};
  std::string alternative_names{"DNS:localhost"};  ///< as OpenSSL writes them; "" for none
  long from_days{-1};
  long to_days{2};
  unsigned rsa_bits{0};  ///< 0: an elliptic curve
  bool authority{false};
};

using key_ptr = std::shared_ptr<EVP_PKEY>;
using x509_ptr = std::shared_ptr<X509>;

/// A certificate and its key.
struct identity {
  key_ptr key{};
  x509_ptr certificate{};

  std::string certificate_pem() const {
    return pem([this](BIO* out) { PEM_write_bio_X509(out, certificate.get()); });
  }
  std::string key_pem() const {
    return pem([this](BIO* out) {
      PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
  }
  std::string encrypted_key_pem(std::string passphrase) const {
    return pem([&](BIO* out) {
      PEM_write_bio_PKCS8PrivateKey(out, key.get(), EVP_aes_256_cbc(), passphrase.data(),
                                    static_cast<int>(passphrase.size()), nullptr, nullptr);
    });
  }

 private:
  template <class Write>
  static std::string pem(Write write) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
    write(out.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<std::size_t>(size)};
  }
};

inline void add_extension(X509* certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

/// Makes a certificate signed by `issuer`, or by itself.
inline identity make_identity(const certificate_wish& wish, const identity* issuer = nullptr) {
  const key_ptr key(wish.rsa_bits != 0 ? EVP_RSA_gen(wish.rsa_bits) : EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const x509_ptr made(X509_new(), &X509_free);
  X509* const x = made.get();
  X509_set_version(x, 2);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(x), std::random_device{}());
  X509_gmtime_adj(X509_getm_notBefore(x), wish.from_days * 86'400);
  X509_gmtime_adj(X509_getm_notAfter(x), wish.to_days * 86'400);
  X509_set_pubkey(x, key.get());
  const auto* name = reinterpret_cast<const unsigned char*>(wish.common_name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_UTF8, name, -1, -1, 0);
  X509* const by = issuer != nullptr ? issuer->certificate.get() : x;
  X509_set_issuer_name(x, X509_get_subject_name(by));
  if (wish.authority) add_extension(x, by, NID_basic_constraints, "critical,CA:TRUE");
  if (!wish.alternative_names.empty())
    add_extension(x, by, NID_subject_alt_name, wish.alternative_names.c_str());
  X509_sign(x, issuer != nullptr ? issuer->key.get() : key.get(), EVP_sha256());
  return {key, made};
}

/// Makes a certificate authority.
inline identity make_authority() {
  return make_identity({.common_name = "Roster test authority", .alternative_names = "", .authority = true});
}

/// Makes the TLS settings of a server that shows this certificate.
inline boost::asio::ssl::context server_context(const identity& who) {
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_server);
  SSL_CTX_set_security_level(context.native_handle(), 0);  // so that it can show weak certificates
  const std::string certificate = who.certificate_pem();
  const std::string key = who.key_pem();
  context.use_certificate_chain(boost::asio::buffer(certificate));
  context.use_private_key(boost::asio::buffer(key), boost::asio::ssl::context::pem);
  return context;
}

/// A file that is removed in the end.
class temporary_file {
 public:
  explicit temporary_file(const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              ("roster-test-" + std::to_string(std::random_device{}()) + ".pem")) {
    std::ofstream(path_) << text;
  }
  ~temporary_file() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace roster_test
