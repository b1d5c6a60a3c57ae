// SPDX-License-Identifier: BSL-1.0
#pragma once
// How wide the columns of a table become when they share a terminal.

#include <cstddef>
#include <vector>

namespace roster_ls {

/// What is cut first when there is too little room.
enum class importance {
  detail,      ///< cut first, and left out before any other
  context,     ///< cut when the details are as narrow as they get
  state,       ///< as context, but never left out
  identifier,  ///< what people copy: cut when nothing else can be
};

/// One column, measured.
struct column_size {
  roster_ls::importance importance{};
  std::size_t title{};    ///< width of the title; 0 without one
  std::size_t content{};  ///< width of the widest cell
};

inline constexpr std::size_t column_gap = 2;

/// Returns the width of each column so that a row takes at most `limit` columns of the terminal, gaps included;
/// 0 for a column that is left out. At least one column stays.
std::vector<std::size_t> fit_columns(const std::vector<column_size>& columns, std::size_t limit);

}  // namespace roster_ls
