// SPDX-License-Identifier: BSL-1.0
#pragma once
// Rows as lines of text: CSV, TSV and Markdown.

#include <string>
#include <vector>

namespace roster_ls {

/// One field; `is_text` if a spreadsheet might interpret it as a formula.
struct text_field {
  std::string text{};
  bool is_text{true};
};

/// Returns the fields by RFC 4180, terminated by CRLF. A text that a spreadsheet would run as a formula is prefixed with an
/// apostrophe.
std::string csv_line(const std::vector<text_field>& fields);

/// Returns the fields separated by tabs. A tab, line end or backslash in a field is \t, \n, \r or \\.
std::string tsv_line(const std::vector<text_field>& fields);

/// Returns a row of a Markdown table (GitHub Flavored Markdown); characters with a meaning in Markdown are escaped.
std::string markdown_line(const std::vector<text_field>& fields);

/// Returns the line between the titles and the rows of a Markdown table.
std::string markdown_rule(std::size_t columns);

}  // namespace roster_ls
