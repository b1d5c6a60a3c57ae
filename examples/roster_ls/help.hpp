// SPDX-License-Identifier: BSL-1.0
#pragma once
// The text of --help.

#include <string>
#include <string_view>
#include <vector>

#include "../completion/options.hpp"

namespace roster_ls {

using shell_completion::described_option;

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
