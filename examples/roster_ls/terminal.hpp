// SPDX-License-Identifier: BSL-1.0
#pragma once
// The size of a terminal.

#include <cstddef>

namespace roster_ls {

/// Returns the number of columns of the terminal of this descriptor: COLUMNS of the environment if it is a number of at
/// least 1, otherwise the width that the terminal reports, and 80 if it reports none.
std::size_t terminal_columns(int descriptor);

}  // namespace roster_ls
