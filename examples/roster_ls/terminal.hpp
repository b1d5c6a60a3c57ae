// SPDX-License-Identifier: BSL-1.0
#pragma once
// JSON for a terminal: what JSON may hold as it is, and a terminal could obey.

#include <string>
#include <string_view>

namespace roster_ls {

/// Escapes DEL, the controls from U+0080 to U+009F and the characters that turn the direction of text; JSON
/// itself escapes the others. The text stays the same JSON.
std::string without_controls(std::string_view json);

}  // namespace roster_ls
