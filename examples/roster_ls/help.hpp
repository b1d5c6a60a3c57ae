// SPDX-License-Identifier: BSL-1.0
#pragma once
// The text of --help.

#include <string>

namespace roster_ls {

std::string help_text();

}  // namespace roster_ls
