// SPDX-License-Identifier: BSL-1.0
#pragma once
// A table of aligned columns whose rows are written as they arrive: the first rows determine the widths of the columns.
// On a terminal no row is wider than the terminal.

#include <cstddef>
#include <string>
#include <vector>

#include "column_widths.hpp"
#include "standard_output.hpp"

namespace roster_ls {

/// One column of a table.
struct table_column {
  std::string title{};
  roster_ls::importance importance{importance::detail};
  bool is_change{};  ///< holds +, ~ or -
};

class table {
 public:
  table(standard_output& out, std::vector<table_column> columns, bool with_titles, bool with_colours);

  void add(std::vector<std::string> cells);
  /// Omits the titles if there is no row.
  void drop_titles_without_rows();
  /// Writes the rows that are held back.
  void finish();

 private:
  void write_row(const std::vector<std::string>& cells, bool is_title = false);
  /// Returns a cell, possibly truncated, in the colour of the whole text.
  std::string in_colour(std::size_t column, const std::string& whole, const std::string& cell) const;
  void measure(const std::vector<std::string>& cells);
  std::vector<std::size_t> widths_for(const std::vector<std::string>& cells) const;
  void set_widths();
  void report_left_out();

  standard_output& out_;
  std::vector<table_column> columns_;
  std::vector<column_size> sizes_{};
  std::vector<std::size_t> widths_{};  // 0: the column is dropped
  std::size_t limit_{};                // columns of the terminal
  std::vector<std::vector<std::string>> held_{};
  bool titles_held_{};
  bool with_colours_;
  bool has_rows_{};
  bool fixed_{};
  bool reported_{};
};

}  // namespace roster_ls
