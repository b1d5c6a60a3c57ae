// SPDX-License-Identifier: BSL-1.0
#pragma once
// The size of a terminal.

#include <cstddef>

namespace roster_ls {

/// Returns how many columns the terminal behind this descriptor has: COLUMNS of the environment if it is a number of
/// at least 1, otherwise what the terminal says, and 80 when it says nothing.
std::size_t terminal_columns(int descriptor);

}  // namespace roster_ls
