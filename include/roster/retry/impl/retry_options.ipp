// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of retry_options.hpp.

#include <algorithm>
#include <roster/retry/retry_options.hpp>

namespace roster::inline v0::detail {

/// The additional condition of a row of the retry table.
enum class retry_if { always, truncated_body, has_retry_after, nonce_used };

struct retry_row {
  errc condition;
  retry_if also;
  retry_class verdict;
};

/// The retry table. The first matching row decides; a failure without a matching row is never retried.
inline constexpr retry_row retry_table[]{
    {errc::throttled, retry_if::always, retry_class::throttled},
    {errc::bad_request, retry_if::has_retry_after,
     retry_class::throttled},  // sent by the vendors' newer gateways
    {errc::unavailable, retry_if::always, retry_class::transient},
    {errc::connection, retry_if::always, retry_class::transient},
    {errc::timed_out, retry_if::always, retry_class::transient},
    {errc::malformed_response, retry_if::truncated_body, retry_class::transient},
    {errc::unauthenticated, retry_if::nonce_used, retry_class::once},
};

inline bool fits(const retry_row& row, const failed_attempt& failed) noexcept {
  if (row.condition != failed.condition) return false;
  switch (row.also) {
    case retry_if::truncated_body:
      return failed.truncated_body;
    case retry_if::has_retry_after:
      return failed.hint.has_value();
    case retry_if::nonce_used:
      return failed.nonce_used;
    case retry_if::always:
      break;
  }
  return true;
}

/// How failures of one class are retried.
struct retry_policy {
  std::size_t most;                 // maximum number of retries
  std::chrono::milliseconds delay;  // upper bound of the first delay
  std::size_t cost;                 // tokens
};

/// Source: the costs are those of the AWS SDKs' retry quota, 2026.
inline retry_policy policy_of(retry_class verdict, const retry_options& options) noexcept {
  switch (verdict) {
    case retry_class::once:
      return {(std::min<std::size_t>)(options.max_retries, 1), options.base_delay, 14};
    case retry_class::transient:
      return {options.max_retries, options.base_delay, 14};
    case retry_class::throttled:
      return {options.max_retries, options.throttle_base_delay, 5};
    case retry_class::never:
      break;
  }
  return {};
}

/// Returns the random delay before the retry that follows the attempt with that number (full jitter).
inline std::chrono::milliseconds backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest,
                                         std::size_t number, double random) {
  const auto doublings = (std::min<std::size_t>)(number - 1, 20);
  const double most = (std::min)(static_cast<double>(first.count()) * static_cast<double>(1U << doublings),
                                 static_cast<double>(longest.count()));
  return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(most * random));
}

ROSTER_DECL retry_class classify(const failed_attempt& failed) noexcept {
  for (const auto& row : retry_table)
    if (fits(row, failed)) return row.verdict;
  return retry_class::never;
}

ROSTER_DECL retry_decision decide_retry(const retry_options& options, const failed_attempt& failed,
                                        double random) {
  const auto manner = policy_of(classify(failed), options);
  if (failed.number > manner.most) return {};
  if (failed.hint && *failed.hint > options.max_retry_after)
    return {.reason = "not retried: the requested delay of " + std::to_string(failed.hint->count() / 1000) +
                      " s exceeds max_retry_after of " +
                      std::to_string(options.max_retry_after.count() / 1000) + " s"};
  const auto jitter = backoff(manner.delay, options.max_delay, failed.number, random);
  const auto wait = failed.hint ? *failed.hint + jitter / 10 : jitter;
  if (wait >= failed.left) return {.reason = "not retried: no time left before the deadline"};
  if (failed.quota < manner.cost) return {.reason = "not retried: retry quota exhausted"};
  return {.should_retry = true, .wait = wait, .cost = manner.cost};
}

}  // namespace roster::inline v0::detail
