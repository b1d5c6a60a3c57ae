// SPDX-License-Identifier: BSL-1.0
#pragma once
// Invented Qianfan services: plausible, and between them every member both there and not there.

#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <vector>

namespace roster::inline v0 {

/// Returns `count` services, oldest first, turn by turn of protocol version 1 and 2, no two with the same id,
/// name or time of creation. They depend on the arguments alone.
ROSTER_DECL std::vector<qianfan::service> generate_qianfan(std::size_t count, std::uint64_t seed);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/generate_qianfan.ipp>
#endif
