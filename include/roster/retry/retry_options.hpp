// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decides whether and when a failed request is sent again: a table and a pure function that reads it, so that
// every row is a test.

#include <chrono>
#include <cstddef>
#include <limits>
#include <optional>
#include <roster/config.hpp>
#include <roster/error.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// How failed requests are repeated. Every repetition is signed afresh.
struct retry_options {
  std::size_t max_retries{3};  ///< repetitions of one page, after the first attempt
  std::chrono::milliseconds base_delay{
      50};  ///< the first wait after a network or server failure is up to this
  std::chrono::milliseconds throttle_base_delay{1000};  ///< the first wait after throttling is up to this
  std::chrono::milliseconds max_delay{20'000};          ///< waits double up to this
  std::chrono::milliseconds max_retry_after{30'000};    ///< a service that asks for more is not waited for
  /// Tokens for the repetitions of all requests of a client together: one costs 14, one after throttling 5. A
  /// request that succeeds gives back what its repetitions took, or 1 if there were none. With too few left,
  /// failures are final. 0: nothing is repeated.
  std::size_t quota{500};
};

namespace detail {

/// What a failure means for repeating.
enum class retry_class {
  never,      ///< nothing gets better by itself
  once,       ///< another signature helps, or nothing does
  transient,  ///< a network or a server failed
  throttled   ///< too many requests
};

/// What is known about a failed attempt. The HTTP status is in the condition (see condition_of). How much of an
/// answer came does not matter, since only reads are repeated; a kept connection that turns out to be dead is
/// the transport's to replace, and no failed attempt.
struct failed_attempt {
  errc condition{};
  std::string_view vendor_code{};
  std::size_t number{1};                            ///< 1 for the first attempt
  std::optional<std::chrono::milliseconds> hint{};  ///< what the service asks to wait
  bool cut_body{};                                  ///< the answer was no whole JSON, as a cut one is
  std::size_t quota{
      (std::numeric_limits<std::size_t>::max)()};  ///< tokens that are left in the client's quota
  std::chrono::milliseconds left{(std::chrono::milliseconds::max)()};  ///< until the deadline of the listing
};

struct retry_decision {
  bool again{};
  std::chrono::milliseconds wait{};
  std::size_t cost{};    ///< tokens that the repetition takes from the client's quota
  std::string reason{};  ///< said in the failure, where there is something to say
};

/// Looks a failure up in the table of retries.
ROSTER_DECL retry_class classify(const failed_attempt& failed) noexcept;

/// Decides about one failed attempt. `random` is from [0, 1): the wait is drawn from the whole interval
/// ("full jitter"), and never shorter than the service's hint.
/// Example: retry: the decision, row by row
ROSTER_DECL retry_decision decide_retry(const retry_options& options, const failed_attempt& failed,
                                        double random);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/retry_options.ipp>
#endif
