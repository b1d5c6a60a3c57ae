// SPDX-License-Identifier: BSL-1.0
#include "text_lines.hpp"

#include <cstddef>
#include <roster/escape_for_log.hpp>
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

std::string csv_text(const text_field& field) {
  std::string text = field.text;
  if (field.is_text && may_be_formula(text)) text.insert(0, 1, '\'');
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted += '"';
}

}  // namespace

std::string csv_line(const std::vector<text_field>& fields) {
  std::string line;
  for (const auto& field : fields) {
    if (&field != fields.data()) line += ',';
    line += csv_text(field);
  }
  return line += "\r\n";
}

std::string tsv_line(const std::vector<text_field>& fields) {
  std::string line;
  for (const auto& field : fields) {
    if (&field != fields.data()) line += '\t';
    for (const char c : field.text) {
      if (c == '\t')
        line += "\\t";
      else if (c == '\n')
        line += "\\n";
      else if (c == '\r')
        line += "\\r";
      else if (c == '\\')
        line += "\\\\";
      else
        line += c;
    }
  }
  return line += '\n';
}

std::string markdown_line(const std::vector<text_field>& fields) {
  constexpr std::string_view special = "\\`*_[]<>|~&";
  std::string line = "|";
  for (const auto& field : fields) {
    line += ' ';
    for (const char c : roster::escape_for_log(field.text, std::string::npos)) {
      if (special.find(c) != special.npos) line += '\\';
      line += c;
    }
    line += " |";
  }
  return line += '\n';
}

std::string markdown_rule(std::size_t columns) {
  std::string line = "|";
  for (std::size_t i = 0; i < columns; ++i) line += " --- |";
  return line += '\n';
}

}  // namespace roster_ls
