// SPDX-License-Identifier: BSL-1.0
#pragma once
// Certificates generated at run time, valid and invalid ones, in files and on servers.

#include <openssl/pem.h>
#include <boost/asio/ssl/context.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <roster/emulator/server/detail/server_tls.hpp>
#include <string>

namespace roster_test {

using identity = roster::emulator::detail::test_certificate;
using roster::emulator::detail::certificate_spec;

inline identity make_identity(const certificate_spec& wish, const identity* issuer = nullptr) {
  return roster::emulator::detail::make_certificate(wish, issuer);
}

inline identity make_authority() { return roster::emulator::detail::make_authority("Roster test authority"); }

/// Returns the certificate authority that clients of the tests trust.
inline const identity& authority() {
  static const identity made = make_authority();
  return made;
}

inline std::string encrypted_key_pem(const identity& who, std::string passphrase) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_PKCS8PrivateKey(out.get(), who.key.get(), EVP_aes_256_cbc(), passphrase.data(),
                                static_cast<int>(passphrase.size()), nullptr, nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

/// Returns the TLS settings of a server that presents this certificate.
inline boost::asio::ssl::context server_context(const identity& who) {
  return roster::emulator::detail::make_server_context(who.certificate_pem(), who.key_pem());
}

/// A file that is removed on destruction.
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
