// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of retry.hpp.

#include <algorithm>
#include <roster/page/retry.hpp>

namespace roster {
namespace detail {

inline bool worth_repeating(const failed_attempt& failed) noexcept {
  switch (failed.condition) {
    case errc::throttled:
    case errc::unavailable:
    case errc::connection:
    case errc::timed_out:
      return true;
    case errc::bad_answer:
      return failed.cut_body;
    case errc::unauthenticated:
      return failed.vendor_code == "SignatureNonceUsed" && failed.number == 1;
    default:
      return false;
  }
}

inline std::chrono::milliseconds backoff(const retry_options& options, const failed_attempt& failed,
                                         double random) {
  const bool throttled = failed.condition == errc::throttled;
  const auto first = throttled ? options.throttled_delay : options.transient_delay;
  const auto doublings = std::min<std::size_t>(failed.number - 1, 20);
  const double most = std::min(static_cast<double>(first.count()) * static_cast<double>(1U << doublings),
                               static_cast<double>(options.longest_delay.count()));
  return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(most * random));
}

}  // namespace detail

ROSTER_DECL retry_decision decide_retry(const retry_options& options, const failed_attempt& failed,
                                        double random) {
  if (!detail::worth_repeating(failed) || failed.number > options.retries) return {};
  if (failed.hint && *failed.hint > options.longest_hint)
    return {.why_not = "the service asks to wait " + std::to_string(failed.hint->count() / 1000) +
                       " s, longer than the " + std::to_string(options.longest_hint.count() / 1000) +
                       " s that are accepted"};
  const auto jitter = detail::backoff(options, failed, random);
  const auto wait = failed.hint ? *failed.hint + jitter / 10 : jitter;
  if (wait >= failed.left) return {.why_not = "no time is left for another attempt"};
  return {.again = true, .wait = wait};
}

}  // namespace roster
