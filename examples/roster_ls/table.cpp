// SPDX-License-Identifier: BSL-1.0
#include "table.hpp"

#include <algorithm>
#include <utility>

namespace roster_ls {
namespace {

constexpr std::size_t rows_to_measure = 100;

/// The columns that a text takes on a terminal: East Asian characters take two.
std::size_t display_width(const std::string& text) {
  std::size_t width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;  // inside of a character
    width += byte >= 0xE3 ? 2 : 1;
  }
  return width;
}

}  // namespace

table::table(standard_output& out, std::vector<std::string> titles, bool with_titles)
    : out_(out), widths_(titles.size()) {
  if (with_titles) {
    widen(titles);
    held_.push_back(std::move(titles));
  }
}

void table::widen(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) widths_[i] = std::max(widths_[i], display_width(cells[i]));
}

void table::drop_titles_without_rows() {
  if (!has_rows_) held_.clear();
}

void table::add(std::vector<std::string> cells) {
  has_rows_ = true;
  if (fixed_) return write_row(cells);
  widen(cells);
  held_.push_back(std::move(cells));
  if (held_.size() > rows_to_measure) finish();
}

void table::finish() {
  for (const auto& row : held_) write_row(row);
  held_.clear();
  fixed_ = true;
}

void table::write_row(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line += cells[i];
    if (i + 1 == cells.size()) break;
    const auto width = display_width(cells[i]);
    line.append(widths_[i] > width ? widths_[i] - width + 2 : 2, ' ');
  }
  line += '\n';
  out_.write(line);
}

}  // namespace roster_ls
