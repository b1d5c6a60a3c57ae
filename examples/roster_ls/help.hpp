// SPDX-License-Identifier: BSL-1.0
#pragma once
// The text of --help.

#include <string>
#include <string_view>
#include <vector>

namespace roster_ls {

/// An option as the help describes it.
struct described_option {
  std::string name{};         ///< "--output"
  std::string short_name{};   ///< "-o", or ""
  std::string value{};        ///< "FORMAT"; "" if it takes none, "[N]" if it may have one
  std::string description{};  ///< on one line
  std::string text{};         ///< its lines of the help
};

/// Returns the options in the order of the help.
std::vector<described_option> described_options();

/// Returns the complete help.
std::string help_text();

/// Returns the words that `roster-ls help` accepts after it, in the order of the help.
std::vector<std::string> help_topics();

/// Returns the help of one topic: a section, an API, or an option with or without its dashes.
/// Fails: usage_error for another topic.
std::string help_text(const std::string& topic);

}  // namespace roster_ls
