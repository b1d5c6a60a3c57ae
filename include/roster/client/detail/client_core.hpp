// SPDX-License-Identifier: BSL-1.0
#pragma once
// The state that all listings of a client share. They own it jointly: a client may be destroyed before its listings.

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <roster/auth/any_signer.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client/detail/clock_skew.hpp>
#include <roster/client/observer.hpp>
#include <roster/client/runtime.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/retry/detail/retry_quota.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <roster/retry/retry_options.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0::detail {

struct client_core {
  asio::any_io_executor executor{};
  http::endpoint endpoint{};
  any_signer sign{};
  std::shared_ptr<credentials_provider> credentials{};  ///< may be empty for a signer that needs none
  std::shared_ptr<roster::transport> transport{};
  retry_options retry{};
  std::shared_ptr<rate_limiter> rate{};          ///< may be empty
  std::chrono::milliseconds timeout{};           ///< for one attempt
  roster::runtime runtime{};                     ///< complete: no function is empty
  std::shared_ptr<roster::observer> observer{};  ///< may be empty

  // Shared by all requests of the client; never empty.
  std::shared_ptr<retry_quota> quota{std::make_shared<retry_quota>(retry_options{}.quota)};
  std::shared_ptr<clock_skew> skew{std::make_shared<clock_skew>()};
};

}  // namespace roster::inline v0::detail
