// SPDX-License-Identifier: BSL-1.0
#include "table.hpp"

#include <algorithm>
#include <utility>

#include "colours.hpp"
#include "stderr_log.hpp"
#include "text_width.hpp"

namespace roster_ls {
namespace {

constexpr std::size_t rows_to_measure = 100;

/// Returns the class whose colour a change has: green for an added service, red for a removed one.
state_class class_of_change(const std::string& sign) {
  if (sign == "+") return state_class::working;
  if (sign == "-") return state_class::failed;
  return sign == "~" ? state_class::in_transition : state_class::other;
}

}  // namespace

table::table(standard_output& out, std::vector<table_column> columns, bool with_titles, bool with_colours)
    : out_(out), columns_(std::move(columns)), titles_held_(with_titles), with_colours_(with_colours) {
  for (const auto& one : columns_)
    sizes_.push_back({.importance = one.importance, .title = with_titles ? display_width(one.title) : 0});
}

void table::measure(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    sizes_[i].content = std::max(sizes_[i].content, display_width(cells[i]));
}

void table::set_widths() {
  limit_ = out_.columns();
  widths_ = fit_columns(sizes_, limit_);
}

void table::drop_titles_without_rows() {
  if (!has_rows_) titles_held_ = false;
}

void table::add(std::vector<std::string> cells) {
  has_rows_ = true;
  if (!fixed_) {
    measure(cells);
    held_.push_back(std::move(cells));
    if (held_.size() >= rows_to_measure) finish();
    return;
  }
  if (out_.is_terminal() && limit_ != out_.columns()) set_widths();  // the terminal was resized
  write_row(cells);
}

/// A row after the measured ones whose name or id is longer than all of theirs gets its own widths, so that the other
/// columns are not truncated for it.
std::vector<std::size_t> table::widths_for(const std::vector<std::string>& cells) const {
  bool has_longer = false;
  auto sizes = sizes_;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const bool is_whole = columns_[i].importance == importance::identifier && widths_[i] >= sizes_[i].content;
    const auto width = is_whole ? display_width(cells[i]) : 0;
    has_longer = has_longer || width > widths_[i];
    sizes[i].title = 0;
    sizes[i].content = std::max(widths_[i], width);
  }
  return has_longer ? fit_columns(sizes, limit_) : widths_;
}

void table::finish() {
  if (!fixed_ && (titles_held_ || !held_.empty())) {
    set_widths();
    report_left_out();
  }
  if (std::exchange(titles_held_, false)) {
    std::vector<std::string> titles;
    for (const auto& one : columns_) titles.push_back(one.title);
    write_row(titles, true);
  }
  for (const auto& row : held_) write_row(row);
  held_.clear();
  fixed_ = !widths_.empty();
}

void table::write_row(const std::vector<std::string>& cells, bool is_title) {
  const auto widths = out_.is_terminal() && !is_title ? widths_for(cells) : widths_;
  std::string line;
  std::size_t missing = 0;  // spaces up to the next column
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (widths[i] == 0) continue;
    line.append(missing, ' ');
    const auto cell = out_.is_terminal() ? cut_to_width(cells[i], widths[i]) : cells[i];
    const auto width = display_width(cell);
    line += is_title || !with_colours_ ? cell : in_colour(i, cells[i], cell);
    missing = column_gap + widths[i] - std::min(widths[i], width);
  }
  line += '\n';
  out_.write(line);
}

std::string table::in_colour(std::size_t column, const std::string& whole, const std::string& cell) const {
  if (columns_[column].is_change) return coloured(cell, class_of_change(whole));
  if (columns_[column].importance == importance::state) return coloured(cell, classify_state(whole));
  return cell;
}

void table::report_left_out() {
  std::string names;
  for (std::size_t i = 0; i < widths_.size(); ++i)
    if (widths_[i] == 0) names += (names.empty() ? "" : ", ") + columns_[i].title;
  if (!names.empty() && !std::exchange(reported_, true))
    say("the terminal is too narrow for " + names + "; set COLUMNS, or write to a pipe: | less -S");
}

}  // namespace roster_ls
