// SPDX-License-Identifier: BSL-1.0
#pragma once
// A line of CSV by RFC 4180.

#include <string>
#include <vector>

namespace roster_ls {

/// One field: `is_text` when a spreadsheet might take it for a formula.
struct csv_field {
  std::string text{};
  bool is_text{true};
};

/// Returns the fields with commas between them and CRLF behind. A text that a spreadsheet would run as a
/// formula gets an apostrophe in front.
std::string csv_line(const std::vector<csv_field>& fields);

}  // namespace roster_ls
