// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of session_token.hpp.

#include <roster/emulator/detail/session_token.hpp>

#include <cstdint>
#include <roster/auth/detail/verify.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <string>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL bool nonce_cache::remember(std::string_view nonce, std::chrono::sys_seconds now) {
  while (!by_age_.empty() && by_age_.front().first + keep_ < now) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  const auto known = roster::detail::fingerprint_of(nonce);
  if (!used_.insert(known).second) return false;
  by_age_.emplace_back(now, known);
  if (by_age_.size() > max_) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  return true;
}

ROSTER_DECL secret session_token(const secret& account, std::chrono::sys_seconds end) {
  return secret(account.reveal() + '.' + std::to_string(end.time_since_epoch().count()));
}

ROSTER_DECL token_verdict check_session_token(std::string_view sent, const secret& account,
                                              bool tokens_expire, std::chrono::sys_seconds now) {
  if (sent.empty() && !account.empty()) return token_verdict::missing;
  std::string_view own = sent;
  std::int64_t end{};
  if (tokens_expire) {
    own = sent.substr(0, sent.rfind('.'));
    const auto after = sent.substr(own.size());
    if (after.empty() ||
        roster::detail::parse_number(after.substr(1), end) != roster::detail::number_result::ok)
      return token_verdict::wrong;
  }
  if (!roster::detail::constant_time_equal(own, account.reveal())) return token_verdict::wrong;
  return tokens_expire && now.time_since_epoch().count() >= end ? token_verdict::expired : token_verdict::ok;
}

}  // namespace roster::inline v0::emulator::detail
