// SPDX-License-Identifier: BSL-1.0
#pragma once
// The completion of roster-ls in shells.

#include <string>

#include "options.hpp"

namespace roster_ls {

/// Returns a script that completes options, APIs, and the fields, parameters and values that the schemas have.
std::string completion_script(shell of);

}  // namespace roster_ls
