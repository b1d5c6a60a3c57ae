// SPDX-License-Identifier: BSL-1.0
#pragma once
// The display width of a text on a terminal.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster_ls {

/// Returns the number of columns of a text: two for East Asian wide characters and emoji, none for combining marks.
std::size_t display_width(std::string_view text);

/// Returns the text if it fits into `width` columns, and otherwise its beginning with "…" at the end. Never splits
/// a character from its combining marks. "" for a width of zero.
std::string cut_to_width(std::string_view text, std::size_t width);

}  // namespace roster_ls
