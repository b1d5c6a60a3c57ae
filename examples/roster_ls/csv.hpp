// SPDX-License-Identifier: BSL-1.0
#pragma once
// A line of CSV by RFC 4180.

#include <string>
#include <vector>

namespace roster_ls {

/// One field; `is_text` if a spreadsheet might interpret it as a formula.
struct csv_field {
  std::string text{};
  bool is_text{true};
};

/// Returns the fields separated by commas and terminated by CRLF. A text that a spreadsheet would run as a formula is
/// prefixed with an apostrophe.
std::string csv_line(const std::vector<csv_field>& fields);

}  // namespace roster_ls
