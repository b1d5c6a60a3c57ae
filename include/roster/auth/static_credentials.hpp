// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials that the program was given.

#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <utility>

namespace roster {

class static_credentials final : public credentials_provider {
 public:
  explicit static_credentials(credentials key) noexcept : key_(std::move(key)) {}

  ROSTER_DECL asio::awaitable<credentials> get() override;

 private:
  credentials key_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/static_credentials.ipp>
#endif
