// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of cli_config.hpp.

#include <roster/alibaba/detail/cli_config.hpp>

#include <algorithm>
#include <roster/alibaba/detail/describe_error.hpp>
#include <roster/auth/detail/text_file.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/wire/decode.hpp>

namespace roster::inline v0::alibaba::detail {

inline std::string quoted_name(std::string_view name) { return '"' + escape_for_log(name, 64) + '"'; }

/// Selects the profile in a decoded file.
inline void choose_profile(cli_search& out, std::string_view wanted) {
  const auto& profiles = out.config.profiles;
  const bool current = wanted.empty();
  if (current) wanted = out.config.current.empty() ? std::string_view("default") : out.config.current;
  const auto found = std::find_if(profiles.begin(), profiles.end(),
                                  [&](const cli_profile& profile) { return profile.name == wanted; });
  if (found != profiles.end()) {
    out.index = static_cast<std::size_t>(found - profiles.begin());
  } else if (!current) {
    out.why = "has no profile " + quoted_name(wanted);
  } else if (profiles.empty()) {
    out.why = "has no profiles";
  } else {
    out.why = "is missing its current profile";
    out.broken = true;
  }
}

inline void read_cli_config(cli_search& out, const std::string& path, bool named, std::string_view wanted) {
  auto file = roster::detail::read_text_file(path);
  const roster::detail::wipe_at_exit wiped(file.text);
  out.path = escape_for_log(path, 512);
  if (!file.problem.empty()) {
    out.why = file.problem;
    out.broken = named || !file.absent;
    return;
  }
  if (const auto mistake = decode(file.text, out.config)) {
    out.why = describe_error(file.text, *mistake);
    out.broken = true;
    return;
  }
  choose_profile(out, wanted);
}

ROSTER_DECL bool cli_config_disabled(const environment& variables) {
  return roster::detail::find_variable(variables, "ALIBABA_CLOUD_CLI_PROFILE_DISABLED") == "true";
}

ROSTER_DECL cli_search find_cli_profile(std::string_view wanted, const environment& variables) {
  cli_search out;
  const auto chosen = wanted.empty()
                          ? roster::detail::find_variable(variables, "ALIBABA_CLOUD_PROFILE").value_or("")
                          : std::string(wanted);
  const auto named = roster::detail::find_variable(variables, "ALIBABA_CLOUD_CONFIG_FILE");
  const auto home = roster::detail::find_variable(variables, "HOME");
  if (named || home) {
    read_cli_config(out, named ? *named : *home + "/.aliyun/config.json", named.has_value(), chosen);
  } else {
    out.path = "~/.aliyun/config.json";
    out.why = "HOME is not set";
  }
  return out;
}

}  // namespace roster::inline v0::alibaba::detail
