// SPDX-License-Identifier: BSL-1.0
#pragma once
// A table of aligned columns whose rows are written as they come: the first rows decide how wide the columns
// are.

#include <cstddef>
#include <string>
#include <vector>

#include "standard_output.hpp"

namespace roster_ls {

class table {
 public:
  table(standard_output& out, std::vector<std::string> titles, bool with_titles);

  void add(std::vector<std::string> cells);
  /// Leaves the titles out if there is no row.
  void drop_titles_without_rows();
  /// Writes what is held back.
  void finish();

 private:
  void write_row(const std::vector<std::string>& cells);
  void widen(const std::vector<std::string>& cells);

  standard_output& out_;
  std::vector<std::size_t> widths_{};
  std::vector<std::vector<std::string>> held_{};
  bool has_rows_{};
  bool fixed_{};
};

}  // namespace roster_ls
