// SPDX-License-Identifier: BSL-1.0
#pragma once
// An answer as the bytes that a server sends. Written by hand, since a fault may cut them anywhere.

#include <roster/config.hpp>
#include <roster/emulator/emulated_answer.hpp>
#include <string>

namespace roster::detail {

/// Returns exactly the bytes that come. `head_only` leaves out the body, as after HEAD.
ROSTER_DECL std::string answer_bytes(const emulated_answer& reply, bool keep_alive, bool head_only);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/answer_bytes.ipp>
#endif
