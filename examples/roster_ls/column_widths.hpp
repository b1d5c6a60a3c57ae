// SPDX-License-Identifier: BSL-1.0
#pragma once
// Computes the widths of a table's columns on a terminal.

#include <cstddef>
#include <vector>

namespace roster_ls {

/// The order in which columns are truncated when the terminal is too narrow.
enum class importance {
  detail,      ///< truncated first, and dropped before any other
  context,     ///< truncated when the details have their minimum width
  state,       ///< as context, but never dropped
  identifier,  ///< names and ids to copy: truncated last
};

/// One column, measured.
struct column_size {
  roster_ls::importance importance{};
  std::size_t title{};    ///< width of the title; 0 without one
  std::size_t content{};  ///< width of the widest cell
};

inline constexpr std::size_t column_gap = 2;

/// Returns the width of each column so that a row takes at most `limit` columns of the terminal, gaps included;
/// 0 for a column that is dropped. At least one column remains.
std::vector<std::size_t> fit_columns(const std::vector<column_size>& columns, std::size_t limit);

}  // namespace roster_ls
