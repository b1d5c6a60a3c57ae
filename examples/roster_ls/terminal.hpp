// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a terminal is like, and JSON for it: what JSON may hold as it is, and a terminal could obey.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster_ls {

/// Escapes DEL, the controls from U+0080 to U+009F and the characters that turn the direction of text; JSON
/// itself escapes the others. The text stays the same JSON.
std::string without_controls(std::string_view json);

/// Returns how many columns the terminal behind this descriptor has: COLUMNS of the environment if it is a number of
/// at least 1, otherwise what the terminal says, and 80 when it says nothing.
std::size_t terminal_columns(int descriptor);

}  // namespace roster_ls
