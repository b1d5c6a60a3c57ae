// SPDX-License-Identifier: BSL-1.0
#pragma once
// The command line of roster-emulator.

#include <chrono>
#include <optional>
#include <roster/emulator/options.hpp>
#include <roster/emulator/server/server.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace roster_emulator {

struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct options {
  roster::emulator::options emulator{};
  roster::emulator::server_options server{};
  std::string data_file{};
  std::string authority_file{};
  bool log{};
  bool stats{};
  std::optional<std::chrono::seconds> max_time{};
  std::string completion{};  // the shell whose script is printed
  std::string key_option{};  // --access-key-id or --access-key-secret, whichever is last; "": neither
  bool help{};
  bool version{};
};

/// Reads the file of an option.
/// Fails: usage_error.
std::string read_file(const std::string& option, const std::string& path);

/// Fails: usage_error, or roster::failure for a malformed fault.
options parse_options(const std::vector<std::string>& arguments);

}  // namespace roster_emulator
