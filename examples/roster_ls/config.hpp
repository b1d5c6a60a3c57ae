// SPDX-License-Identifier: BSL-1.0
#pragma once
// The configuration file, which names the sources that roster-ls lists.

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace roster_ls {

/// One [[source]] of the file.
struct configured_source {
  std::string name{};  ///< for messages and as the account; may be empty
  std::string api{};   ///< "eas", "sagemaker", …
  std::vector<std::string> regions{};
  std::string endpoint{};
  std::string profile{};                            ///< eas: of the vendor's files
  std::map<std::string, std::string> parameters{};  ///< of the request, by their wire names
  std::string token_env{};                          ///< the environment variable with the token or API key
  std::string token_file{};      ///< a file with the token, which is read again when it changes
  std::string access_key_env{};  ///< environment variables with the parts of an access key
  std::string secret_key_env{};
  std::string session_token_env{};
  std::string where{};                          ///< "FILE:LINE", for messages
  std::map<std::string, std::string> places{};  ///< "FILE:LINE" of each entry

  /// Returns "FILE:LINE" of an entry, or that of the source if it has no such entry.
  const std::string& place(const std::string& entry) const {
    const auto found = places.find(entry);
    return found == places.end() ? where : found->second;
  }
  /// Returns the name of the entry that has the regions.
  std::string region_entry() const { return places.contains("region") ? "region" : "regions"; }
};

/// Returns the path of the configuration file: `chosen`, or $XDG_CONFIG_HOME/roster/config.toml, or
/// ~/.config/roster/config.toml; std::nullopt when neither `chosen` nor such a file exists.
std::optional<std::string> config_path(const std::optional<std::string>& chosen);

/// Reads the sources of a configuration file.
/// Fails: usage_error, one line with the file and line, for a file that cannot be read or has an unknown or wrong entry.
std::vector<configured_source> read_config(const std::string& path);

}  // namespace roster_ls
