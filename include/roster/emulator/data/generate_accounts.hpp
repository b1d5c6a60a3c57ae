// SPDX-License-Identifier: BSL-1.0
#pragma once
// Generates any number of accounts and regions, for tests of programs that list many concurrently.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/emulator/options.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// Returns `count` accounts with the keys "account-1" and "secret-1", and so on; their services are generated.
/// Example: generate_accounts: creates 5 accounts in 30 regions in one line
ROSTER_DECL std::vector<emulator::account> generate_accounts(std::size_t count);

/// Returns `count` names of regions: those of PAI-EAS, then "region-29" and so on.
ROSTER_DECL std::vector<std::string> generate_regions(std::size_t count);

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/generate_accounts.ipp>
#endif
