// SPDX-License-Identifier: BSL-1.0
#pragma once
// Tokens that end: of an account with a token, every one is that token and the second at which it ends. So the
// emulator need not remember which ones it gave out.

#include <chrono>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the account's token as it is good until `end`.
ROSTER_DECL secret session_token(const secret& account, std::chrono::sys_seconds end);

enum class token_verdict { ok, missing, wrong, ended };

/// Judges the token of a request. It has to be the account's own; where tokens end, one of session_token.
ROSTER_DECL token_verdict check_session_token(std::string_view sent, const secret& account, bool tokens_end,
                                              std::chrono::sys_seconds now);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/session_token.ipp>
#endif
