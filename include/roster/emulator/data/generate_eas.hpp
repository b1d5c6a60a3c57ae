// SPDX-License-Identifier: BSL-1.0
#pragma once
// Generates realistic PAI-EAS services; among many, every optional member is present in some, and most are absent in
// others.

#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <roster/emulator/alibaba/detail/eas_cloud.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// Returns `count` services, newest first, with unique ids, names and times of creation. The result depends on the
/// arguments alone. The services are distributed over `regions` round-robin, if there are any.
ROSTER_DECL std::vector<detail::eas_record> generate_eas(std::size_t count, std::uint64_t seed,
                                                         const std::vector<std::string>& regions = {});

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/generate_eas.ipp>
#endif
