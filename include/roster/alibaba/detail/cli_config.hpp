// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials from the configuration of the aliyun command line.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::alibaba::detail {

/// One profile of the file.
/// Source: the vendor's credentials clients; JSON names are those of the members.
struct cli_profile {
  std::string name{};
  std::string mode{};  ///< "AK", "StsToken", …; unsupported ones are reported
  std::string access_key_id{};
  secret access_key_secret{};
  secret sts_token{};
  std::string region_id{};
  std::string ram_role_name{};  ///< role of an ECS instance
  std::string ram_role_arn{};
  std::string ram_session_name{};
  std::string policy{};
  std::string external_id{};
  std::optional<std::int64_t> expired_seconds{};  ///< duration of the session of a role
  std::string sts_region{};
  std::optional<bool> enable_vpc{};
  std::string source_profile{};  ///< name of the profile with whose credentials the role is assumed
  std::string oidc_provider_arn{};
  std::string oidc_token_file{};
  secret credentials_uri{};
};

struct cli_config {
  std::string current{};  ///< name of the default profile
  std::vector<cli_profile> profiles{};
};

/// The result of searching the file for a profile.
struct cli_search {
  cli_config config{};                 ///< the whole file
  std::optional<std::size_t> index{};  ///< of the profile in `config.profiles`
  std::string path{};                  ///< for messages
  std::string why{};                   ///< why there is no profile; quotes nothing of the file
  bool broken{};                       ///< the file or its current profile is unusable

  /// Returns the profile, nullptr if there is none.
  const cli_profile* profile() const noexcept { return index ? &config.profiles[*index] : nullptr; }
};

/// Searches for a profile in $ALIBABA_CLOUD_CONFIG_FILE, or else in $HOME/.aliyun/config.json; reads the file
/// on every call. `wanted` is the profile's name; if it is "", $ALIBABA_CLOUD_PROFILE is used, or else the
/// file's current profile.
/// Example: cli_config: a malformed file is reported with the position, without its content
ROSTER_DECL cli_search find_cli_profile(std::string_view wanted, const environment& variables);

/// Returns whether $ALIBABA_CLOUD_CLI_PROFILE_DISABLED disables the file.
ROSTER_DECL bool cli_config_disabled(const environment& variables);

/// Searches for a profile as find_cli_profile does. Its mode may be AK, StsToken, RamRoleArn, EcsRamRole,
/// OIDC, ChainableRamRoleArn or CredentialsURI. A profile without an access key, as the tool creates it
/// initially, counts as missing. $ALIBABA_CLOUD_CLI_PROFILE_DISABLED has an effect only if `wanted` is "".
/// Source: the vendor's credentials clients and its command line tool.
/// Example: cli_config_source: a role may be assumed with the credentials of another profile
ROSTER_DECL source_search search_cli_config(std::string_view wanted, const environment& variables);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/cli_config.ipp>
#endif
