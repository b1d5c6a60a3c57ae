// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of cli_config.hpp.

#include <roster/eas/cli_config.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <roster/auth/text_file.hpp>
#include <roster/printable.hpp>
#include <roster/wire/decode.hpp>
#include <utility>

namespace roster::eas {
namespace detail {

// Source: the modes that the vendor's tool and clients know, 2026. A mode is content of the file: only one of
// these is ever named.
inline constexpr std::array<std::string_view, 11> unsupported_modes{
    "RamRoleArn", "EcsRamRole",        "OIDC",       "ChainableRamRoleArn", "CloudSSO",   "OAuth",
    "External",   "RamRoleArnWithEcs", "RsaKeyPair", "CredentialsURI",      "BearerToken"};

inline std::string quoted_name(std::string_view name) { return '"' + printable(name, 64) + '"'; }

/// Returns "line 3, column 14", counting bytes from 1.
inline std::string place_in(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = offset - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// Says what is wrong without what was found there, and without names that are not our own: the path of a
/// mismatch is made of the members above.
inline std::string mistake_text(std::string_view text, const decode_error& mistake) {
  std::string out = place_in(text, mistake.offset);
  if (mistake.fault == decode_fault::mismatch && !mistake.path.empty()) out += ": " + mistake.path;
  if (mistake.fault == decode_fault::syntax) out += ": not JSON";
  return out + ": expected " + mistake.expected;
}

/// Chooses the profile of a file that could be read.
inline void choose_profile(cli_search& out, cli_config& config, std::string_view wanted) {
  const bool current = wanted.empty();
  if (current) wanted = config.current.empty() ? std::string_view("default") : config.current;
  const auto found = std::find_if(config.profiles.begin(), config.profiles.end(),
                                  [&](const cli_profile& profile) { return profile.name == wanted; });
  if (found != config.profiles.end()) {
    out.where = "profiles[" + std::to_string(found - config.profiles.begin()) + ']';
    out.profile = std::move(*found);
  } else if (!current) {
    out.why = "has no profile " + quoted_name(wanted);
  } else if (config.profiles.empty()) {
    out.why = "has no profiles";
  } else {
    out.why = "has no profile of the name that is its current one";
    out.broken = true;
  }
}

inline void read_cli_config(cli_search& out, const std::string& path, bool named, std::string_view wanted) {
  const auto file = read_text_file(path);
  out.path = printable(path, 512);
  if (!file.problem.empty()) {
    out.why = file.problem;
    out.broken = named || !file.absent;
    return;
  }
  cli_config config;
  if (const auto mistake = decode(file.text, config)) {
    out.why = mistake_text(file.text, *mistake);
    out.broken = true;
    return;
  }
  choose_profile(out, config, wanted);
}

/// Returns why the key of a profile cannot be used; "" when it can.
inline std::string problem_of(const cli_profile& profile) {
  const bool temporary = profile.mode == "StsToken";
  if (profile.mode.empty()) return "has no mode";
  if (!temporary && profile.mode != "AK") {
    const bool known = std::find(unsupported_modes.begin(), unsupported_modes.end(), profile.mode) !=
                       unsupported_modes.end();
    return (known ? "has mode " + profile.mode + ", which is not supported"
                  : std::string("has a mode that is not known")) +
           "; AK and StsToken are";
  }
  if (profile.access_key_id.empty()) return "lacks access_key_id";
  if (profile.access_key_secret.empty()) return "lacks access_key_secret";
  if (temporary && profile.sts_token.empty()) return "lacks sts_token";
  return {};
}

}  // namespace detail

ROSTER_DECL bool cli_config_disabled(const environment& variables) {
  return find_variable(variables, "ALIBABA_CLOUD_CLI_PROFILE_DISABLED") == "true";
}

ROSTER_DECL cli_search find_cli_profile(std::string_view wanted, const environment& variables) {
  cli_search out;
  const auto chosen =
      wanted.empty() ? find_variable(variables, "ALIBABA_CLOUD_PROFILE").value_or("") : std::string(wanted);
  const auto named = find_variable(variables, "ALIBABA_CLOUD_CONFIG_FILE");
  const auto home = find_variable(variables, "HOME");
  if (named || home) {
    detail::read_cli_config(out, named ? *named : *home + "/.aliyun/config.json", named.has_value(), chosen);
  } else {
    out.path = "~/.aliyun/config.json";
    out.why = "HOME is not set";
  }
  return out;
}

ROSTER_DECL credentials_search search_cli_config(std::string_view wanted, const environment& variables) {
  if (wanted.empty() && cli_config_disabled(variables))
    return {.told = "~/.aliyun/config.json (ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true)"};
  auto found = find_cli_profile(wanted, variables);
  if (!found.profile) return {.told = found.path + " (" + found.why + ')', .broken = found.broken};
  auto& profile = *found.profile;
  const bool blank = profile.access_key_id.empty() && profile.access_key_secret.empty();
  if (profile.mode == "AK" && blank) return {.told = found.path + " (" + found.where + " has no key yet)"};
  if (const auto problem = detail::problem_of(profile); !problem.empty())
    return {.told = found.path + " (" + found.where + ' ' + problem + ')', .broken = true};
  credentials key{.access_key_id = std::move(profile.access_key_id),
                  .access_key_secret = std::move(profile.access_key_secret)};
  if (profile.mode == "StsToken") key.security_token = std::move(profile.sts_token);
  return {.key = std::move(key)};
}

}  // namespace roster::eas
