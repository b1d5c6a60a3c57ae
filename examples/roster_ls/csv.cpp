// SPDX-License-Identifier: BSL-1.0
#include "csv.hpp"

#include <string_view>

namespace roster_ls {
namespace {

/// Returns whether a spreadsheet may run the text as a formula. It may skip a tab or line break at the start, and some
/// treat full-width forms as the signs themselves.
bool may_be_formula(std::string_view text) {
  for (const std::string_view start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    if (text.starts_with(start)) return true;
  return false;
}

std::string csv_text(const csv_field& field) {
  std::string text = field.text;
  if (field.is_text && may_be_formula(text)) text.insert(0, 1, '\'');
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted += '"';
}

}  // namespace

std::string csv_line(const std::vector<csv_field>& fields) {
  std::string line;
  for (const auto& field : fields) {
    if (&field != fields.data()) line += ',';
    line += csv_text(field);
  }
  return line += "\r\n";
}

}  // namespace roster_ls
