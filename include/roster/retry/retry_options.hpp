// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decides whether and when a failed request is retried: a table and a pure function, so that every row can be
// unit tested.

#include <chrono>
#include <cstddef>
#include <limits>
#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0 {

/// How failed requests are retried. Every retry is signed again.
struct retry_options {
  std::size_t max_retries{3};  ///< retries of one request, after the first attempt
  std::chrono::milliseconds base_delay{
      50};  ///< upper bound of the first delay after a network or server failure
  std::chrono::milliseconds throttle_base_delay{1000};  ///< upper bound of the first delay after throttling
  std::chrono::milliseconds max_delay{20'000};          ///< upper bound of the exponential backoff
  std::chrono::milliseconds max_retry_after{30'000};  ///< with a longer requested delay, the failure is final
  /// Retry tokens shared by all requests of a client: a retry costs 14 tokens, a retry after throttling 5. A
  /// successful request returns the tokens of its retries, or 1 if there were none. With too few tokens left,
  /// failures are final. 0 disables retries.
  std::size_t quota{500};
};

namespace detail {

/// Whether and how a failure is retried.
enum class retry_class {
  never,      ///< a retry cannot succeed
  once,       ///< one retry, since a new signature may be accepted
  transient,  ///< network or server failure
  throttled   ///< too many requests
};

/// The facts about a failed attempt. The condition covers the HTTP status (see condition_of). It does not
/// matter how much of a response was received, since only idempotent requests are retried. A pooled connection that turns
/// out to be closed is replaced by the transport and is not a failed attempt.
struct failed_attempt {
  errc condition{};
  std::size_t number{1};                            ///< 1 for the first attempt
  std::optional<std::chrono::milliseconds> hint{};  ///< the delay that the service requests
  bool truncated_body{};                            ///< the body is truncated JSON
  bool nonce_used{};                                ///< the service says that the nonce was used before
  std::size_t quota{
      (std::numeric_limits<std::size_t>::max)()};  ///< tokens that are left in the client's quota
  std::chrono::milliseconds left{(std::chrono::milliseconds::max)()};  ///< until the deadline of the listing
};

struct retry_decision {
  bool should_retry{};
  std::chrono::milliseconds wait{};
  std::size_t cost{};    ///< tokens that the retry takes from the client's quota
  std::string reason{};  ///< added to the failure's message if not empty
};

/// Looks up a failure in the retry table.
ROSTER_DECL retry_class classify(const failed_attempt& failed) noexcept;

/// Decides whether and when a failed attempt is retried. `random` is from [0, 1). Without a hint of the service, the
/// delay is drawn from the whole interval of the exponential backoff ("full jitter"); with one, it is the hint and up
/// to a tenth of the backoff more.
/// Example: retry: classifies failures, row by row
ROSTER_DECL retry_decision decide_retry(const retry_options& options, const failed_attempt& failed,
                                        double random);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/retry_options.ipp>
#endif
