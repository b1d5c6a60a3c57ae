// SPDX-License-Identifier: BSL-1.0
#pragma once
// Session tokens that expire: the account's token followed by the second of its expiration. The emulator need not
// store the tokens that it has issued.

#include <chrono>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the account's token, valid until `end`.
ROSTER_DECL secret session_token(const secret& account, std::chrono::sys_seconds end);

enum class token_verdict { ok, missing, wrong, ended };

/// Checks the token of a request. It must be the account's own, or one of session_token if `tokens_expire`.
ROSTER_DECL token_verdict check_session_token(std::string_view sent, const secret& account,
                                              bool tokens_expire, std::chrono::sys_seconds now);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/session_token.ipp>
#endif
