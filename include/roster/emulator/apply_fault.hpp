// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a fault does to an answer: a pure function, apart from which requests it meets.

#include <roster/config.hpp>
#include <roster/emulator/cloud_answer.hpp>
#include <roster/emulator/emulated_answer.hpp>
#include <roster/emulator/fault.hpp>
#include <roster/emulator/moment.hpp>
#include <string_view>

namespace roster {

/// Changes `reply`, which a cloud has made, and returns how it is delivered. `vendor` is "eas" or "qianfan",
/// `host` the host that was called.
ROSTER_DECL emulated_answer apply_fault(const fault& happens, cloud_answer& reply, std::string_view vendor,
                                        std::string_view host, const emulator_moment& moment);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/apply_fault.ipp>
#endif
