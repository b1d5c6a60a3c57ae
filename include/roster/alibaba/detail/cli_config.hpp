// SPDX-License-Identifier: BSL-1.0
#pragma once
// The configuration file of the vendor's command line tool, ~/.aliyun/config.json, as far as a listing needs
// it: plain structs that the library's own decoder reads.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::alibaba::detail {

/// One profile of the file.
/// Source: the vendor's credentials clients; names on the wire are those of the members.
struct cli_profile {
  std::string name{};
  std::string mode{};  ///< "AK", "StsToken", …: cli_key_source.hpp says which are supported
  std::string access_key_id{};
  secret access_key_secret{};
  secret sts_token{};
  std::string region_id{};
  std::string ram_role_name{};  ///< of an ECS instance
  std::string ram_role_arn{};
  std::string ram_session_name{};
  std::string policy{};
  std::string external_id{};
  std::optional<std::int64_t> expired_seconds{};  ///< how long a role is assumed for
  std::string sts_region{};
  std::optional<bool> enable_vpc{};
  std::string source_profile{};  ///< the name of the one whose key assumes the role
  std::string oidc_provider_arn{};
  std::string oidc_token_file{};
  secret credentials_uri{};
};

struct cli_config {
  std::string current{};  ///< the name of the profile that is used unless one is named
  std::vector<cli_profile> profiles{};
};

/// A profile that was looked for in the file.
struct cli_search {
  cli_config config{};                 ///< the whole file
  std::optional<std::size_t> index{};  ///< of the profile, in its profiles
  std::string path{};                  ///< fit for a message
  std::string why{};                   ///< why there is no profile; shows nothing of the file's content
  bool broken{};                       ///< there is something that cannot be used

  /// Returns the profile, a null pointer when there is none.
  const cli_profile* profile() const noexcept { return index ? &config.profiles[*index] : nullptr; }
};

/// Looks for a profile in $ALIBABA_CLOUD_CONFIG_FILE, in $HOME/.aliyun/config.json without that, reading it
/// anew. `wanted` is its name; with "" $ALIBABA_CLOUD_PROFILE is taken, and the file's current one without
/// that.
/// Example: cli_config: a broken file is named with the place, and nothing of it is shown
ROSTER_DECL cli_search find_cli_profile(std::string_view wanted, const environment& variables);

/// Tells whether $ALIBABA_CLOUD_CLI_PROFILE_DISABLED says that the file is not to be looked at.
ROSTER_DECL bool cli_config_disabled(const environment& variables);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/cli_config.ipp>
#endif
