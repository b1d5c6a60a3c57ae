// SPDX-License-Identifier: BSL-1.0
#pragma once
// Invented PAI-EAS services: plausible, and between them every member both there and not there.

#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <roster/emulator/detail/eas_record.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// Returns `count` services, newest first, no two with the same id, name or time of creation. They depend on
/// the arguments alone. They are turn by turn in `regions`, where there are some.
ROSTER_DECL std::vector<detail::eas_record> generate_eas(std::size_t count, std::uint64_t seed,
                                                         const std::vector<std::string>& regions = {});

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/generate_eas.ipp>
#endif
