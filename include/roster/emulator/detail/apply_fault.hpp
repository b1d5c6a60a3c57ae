// SPDX-License-Identifier: BSL-1.0
#pragma once
// Applies a fault to a response: a pure function that does not decide which requests a fault applies to.

#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_response.hpp>
#include <roster/emulator/detail/emulated_response.hpp>
#include <roster/emulator/detail/request_context.hpp>
#include <roster/emulator/fault.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Changes `reply`, the response of a cloud, and returns how it is delivered. `vendor` is "eas" or "qianfan", `host`
/// the host of the request.
ROSTER_DECL emulated_response apply_fault(const fault& happens, cloud_response& reply,
                                          std::string_view vendor, std::string_view host,
                                          const request_context& moment);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/apply_fault.ipp>
#endif
