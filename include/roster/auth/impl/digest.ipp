// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of digest.hpp.

#include <roster/auth/detail/digest.hpp>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <memory>
#include <roster/failure.hpp>

namespace roster::inline v0::detail {

template <auto Free>
struct openssl_deleter {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};

template <class T, auto Free>
using openssl_ptr = std::unique_ptr<T, openssl_deleter<Free>>;

[[noreturn]] inline void digest_failed(const char* what) {
  const unsigned long error = ERR_get_error();
  const char* const reason = error == 0 ? nullptr : ERR_reason_error_string(error);
  throw failure(errc::tls, std::string("OpenSSL cannot compute ") + what + (reason ? ": " : "") +
                               (reason ? reason : ""));
}

/// EVP_MD_fetch is called once per program, since it is slower than a digest. Contexts are per thread.
inline EVP_MD* fetched_sha256() {
  static const openssl_ptr<EVP_MD, &EVP_MD_free> fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  if (!fetched) digest_failed("SHA-256");
  return fetched.get();
}

inline EVP_MAC* fetched_hmac() {
  static const openssl_ptr<EVP_MAC, &EVP_MAC_free> fetched(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  if (!fetched) digest_failed("HMAC");
  return fetched.get();
}

ROSTER_DECL digest sha256(std::string_view text) {
  thread_local const openssl_ptr<EVP_MD_CTX, &EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  digest out{};
  if (!context || EVP_DigestInit_ex2(context.get(), fetched_sha256(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), text.data(), text.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), out.data(), nullptr) != 1)
    digest_failed("SHA-256");
  return out;
}

ROSTER_DECL digest hmac_sha256(std::string_view key, std::string_view text) {
  thread_local const openssl_ptr<EVP_MAC_CTX, &EVP_MAC_CTX_free> context(EVP_MAC_CTX_new(fetched_hmac()));
  char name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  // An empty key must not be a null pointer, which would reuse the key of the previous call.
  const auto* const key_bytes = reinterpret_cast<const unsigned char*>(key.empty() ? "" : key.data());
  const auto* const text_bytes = reinterpret_cast<const unsigned char*>(text.data());
  digest out{};
  std::size_t size = 0;
  if (!context || EVP_MAC_init(context.get(), key_bytes, key.size(), parameters) != 1 ||
      EVP_MAC_update(context.get(), text_bytes, text.size()) != 1 ||
      EVP_MAC_final(context.get(), out.data(), &size, out.size()) != 1 || size != out.size())
    digest_failed("HMAC-SHA256");
  // The context outlives the call: setting an empty key drops this one, and OpenSSL wipes freed memory.
  if (EVP_MAC_init(context.get(), reinterpret_cast<const unsigned char*>(""), 0, nullptr) != 1)
    digest_failed("HMAC-SHA256");
  return out;
}

ROSTER_DECL std::string hex(const digest& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const unsigned char byte : bytes) {
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

ROSTER_DECL std::string random_nonce() {
  digest bytes{};
  if (RAND_bytes(bytes.data(), 16) != 1)
    throw failure(errc::tls, "OpenSSL cannot generate random bytes for a nonce");
  return hex(bytes).substr(0, 32);
}

}  // namespace roster::inline v0::detail
