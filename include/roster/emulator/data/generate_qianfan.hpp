// SPDX-License-Identifier: BSL-1.0
#pragma once
// Generates realistic Qianfan services; among many, every optional member is present in some, and most are absent in
// others.

#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <vector>

namespace roster::inline v0::emulator {

/// Returns `count` services, oldest first, alternating between protocol versions 1 and 2, with unique ids, names and
/// times of creation. The result depends on the arguments alone.
ROSTER_DECL std::vector<qianfan::service> generate_qianfan(std::size_t count, std::uint64_t seed);

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/generate_qianfan.ipp>
#endif
