// SPDX-License-Identifier: BSL-1.0
#pragma once
// The options of a program, read from its --help.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace shell_completion {

/// An option as the help describes it.
struct described_option {
  std::string name{};         ///< "--output"
  std::string short_name{};   ///< "-o", or ""
  std::string value{};        ///< "FORMAT"; "" if it takes none, "[N]" if it may have one
  std::string description{};  ///< on one line
  std::string text{};         ///< its lines of the help
};

/// The column where the descriptions of options begin.
inline constexpr std::size_t description_column = 22;

/// Reads the first line of an option: "  -p, --param Name=Value" and perhaps the beginning of its description.
inline described_option read_option(std::string_view line) {
  described_option out;
  // A longer head has its value in that column: "  --access-key-secret S".
  const auto beside = line.size() > description_column + 1 && line[description_column - 1] == ' ';
  auto head = line.substr(2, beside ? description_column - 2 : line.npos);
  head = head.substr(0, head.find_last_not_of(' ') + 1);
  if (beside) out.description = line.substr(description_column);
  if (!head.starts_with("--")) {
    out.short_name = head.substr(0, 2);
    head.remove_prefix(head.find("--"));
  }
  const auto end = std::min(head.find_first_of(" [="), head.size());
  out.name = head.substr(0, end);
  if (end < head.size()) out.value = head.substr(head[end] == ' ' ? end + 1 : end);
  if (out.value == "[=N]") out.value = "[N]";
  return out;
}

/// Returns the options in the order of the help.
inline std::vector<described_option> options_of(std::string_view usage) {
  std::vector<described_option> all;
  bool within = false;  // an option
  for (std::size_t begin = 0; begin < usage.size();) {
    const auto end = usage.find('\n', begin);
    const auto line = usage.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with("  -")) {
      all.push_back(read_option(line));
      within = true;
    } else if (within && line.size() > description_column &&
               line.starts_with(std::string(description_column, ' '))) {
      auto& description = all.back().description;
      description += (description.empty() ? "" : " ") + std::string(line.substr(description_column));
    } else {
      within = false;
    }
    if (within) all.back().text += std::string(line) + '\n';
  }
  return all;
}

}  // namespace shell_completion
