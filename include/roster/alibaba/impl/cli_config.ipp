// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of cli_config.hpp.

#include <roster/alibaba/detail/cli_config.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/alibaba/detail/sources.hpp>
#include <roster/auth/detail/config_file.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <utility>
#include <vector>

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
  if (const auto error = decode(file.text, out.config)) {
    out.why = describe_error(file.text, *error);
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

// Source: the modes that the vendor's tool supports, 2026. A mode is content of the file, so that messages
// contain only these known modes.
inline constexpr std::array<std::string_view, 7> unsupported_modes{
    "CloudSSO", "OAuth", "External", "RamRoleArnWithRoleName", "RsaKeyPair", "BearerToken", "Anonymous"};

inline std::string problem_of_mode(std::string_view mode) {
  if (mode.empty()) return "is missing mode";
  const bool known =
      std::find(unsupported_modes.begin(), unsupported_modes.end(), mode) != unsupported_modes.end();
  return (known ? "has the unsupported mode " + std::string(mode) : std::string("has an unknown mode")) +
         "; supported are AK, StsToken, RamRoleArn, EcsRamRole, OIDC, ChainableRamRoleArn and CredentialsURI";
}

/// Follows `source_profile` from the requested profile to the one with the initial credentials. A function that
/// returns a std::string returns why a profile is unusable, or "".
class profile_reader {
 public:
  profile_reader(const cli_search& found, const environment& variables)
      : profiles_(found.config.profiles), at_(*found.index), variables_(variables) {}

  std::string read() {
    for (std::size_t steps = 0; profile().mode == "ChainableRamRoleArn"; ++steps) {
      if (steps == profiles_.size()) return "has a circular source_profile";
      if (auto problem = read_role(); !problem.empty()) return problem;
      if (!go_to_source()) return "has a source_profile that does not exist";
    }
    auto problem = read_first();
    std::reverse(out_.then.begin(), out_.then.end());  // the last role read is assumed first
    return problem;
  }

  /// Returns the position of the last profile read, "profiles[0]".
  std::string where() const { return "profiles[" + std::to_string(at_) + ']'; }
  source_config take() { return std::move(out_); }

 private:
  const cli_profile& profile() const { return profiles_[at_]; }

  bool go_to_source() {
    for (std::size_t i = 0; i < profiles_.size(); ++i) {
      if (profiles_[i].name != profile().source_profile) continue;
      at_ = i;
      return true;
    }
    return false;
  }

  std::string read_first() {
    const auto& mode = profile().mode;
    if (mode == "AK" || mode == "StsToken") return read_key(mode == "StsToken");
    if (mode == "RamRoleArn") {
      auto problem = read_role();
      return problem.empty() ? read_key(false) : problem;
    }
    if (mode == "EcsRamRole") {
      if (ecs_metadata_disabled(variables_)) return metadata_disabled;
      out_.first = ecs_role_of(profile().ram_role_name, variables_);
      return {};
    }
    if (mode == "OIDC") return read_oidc_role();
    if (mode == "CredentialsURI") {
      if (profile().credentials_uri.empty()) return "is missing credentials_uri";
      out_.first = credentials_server{profile().credentials_uri.reveal()};
      return {};
    }
    return problem_of_mode(mode);
  }

  std::string read_key(bool temporary) {
    if (profile().access_key_id.empty()) return "is missing access_key_id";
    if (profile().access_key_secret.empty()) return "is missing access_key_secret";
    if (temporary && profile().sts_token.empty()) return "is missing sts_token";
    credentials key{.access_key_id = profile().access_key_id,
                    .access_key_secret = profile().access_key_secret};
    if (profile().mode != "AK") key.security_token = profile().sts_token;
    key = roster::detail::without_line_ends(key);
    const auto problem =
        roster::detail::problem_of_ends(key, {"access_key_id", "access_key_secret", "sts_token"});
    out_.first = std::move(key);
    return problem.empty() ? problem : "has " + problem;
  }

  std::string read_role() {
    ram_role role;
    auto problem = read_role_members(role);
    if (problem.empty()) out_.then.push_back(std::move(role));
    return problem;
  }

  std::string read_oidc_role() {
    oidc_role out{.provider_arn = profile().oidc_provider_arn, .token_file = profile().oidc_token_file};
    if (out.provider_arn.empty()) return "is missing oidc_provider_arn";
    if (out.token_file.empty()) return "is missing oidc_token_file";
    auto problem = read_role_members(out.role);
    out_.first = std::move(out);
    return problem;
  }

  std::string read_role_members(ram_role& out) const {
    if (profile().ram_role_arn.empty()) return "is missing ram_role_arn";
    out.arn = profile().ram_role_arn;
    out.session_name = session_name_of(profile().ram_session_name, variables_);
    out.policy = profile().policy;
    out.external_id = profile().external_id;
    if (profile().expired_seconds.value_or(0) != 0)
      out.duration = std::chrono::seconds(*profile().expired_seconds);
    if (out.duration < min_role) return "has an expired_seconds below the minimum of 900";
    const auto sts = sts_endpoint(profile().sts_region, profile().enable_vpc.value_or(false), variables_);
    if (!sts) return "has an invalid sts_region";
    out.sts = *sts;
    return {};
  }

  const std::vector<cli_profile>& profiles_;
  std::size_t at_;
  const environment& variables_;
  source_config out_{};
};

ROSTER_DECL source_search search_cli_config(std::string_view wanted, const environment& variables) {
  if (wanted.empty() && cli_config_disabled(variables))
    return {.location = "~/.aliyun/config.json", .why = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true"};
  const auto found = find_cli_profile(wanted, variables);
  source_search out{.location = found.path, .why = found.why, .broken = found.broken};
  const auto* const profile = found.profile();
  if (profile == nullptr) return out;
  profile_reader reader(found, variables);
  const bool blank =
      profile->mode == "AK" && profile->access_key_id.empty() && profile->access_key_secret.empty();
  out.why = blank ? "has no credentials yet" : reader.read();
  out.where = reader.where();
  out.broken = !blank && !out.why.empty();
  if (out.why.empty()) out.source = reader.take();
  return out;
}

}  // namespace roster::inline v0::alibaba::detail
