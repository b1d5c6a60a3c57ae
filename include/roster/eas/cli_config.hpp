// SPDX-License-Identifier: BSL-1.0
#pragma once
// The configuration file of the vendor's command line tool, ~/.aliyun/config.json, as far as a listing needs
// it: plain structs that the library's own decoder reads.

#include <optional>
#include <roster/auth/credentials_chain.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::eas {

/// One profile of the file.
/// Source: the vendor's credentials clients; names on the wire are those of the members.
struct cli_profile {
  std::string name{};
  std::string mode{};  ///< "AK", "StsToken"; others are for ways that are not supported here
  std::string access_key_id{};
  secret access_key_secret{};
  secret sts_token{};
  std::string region_id{};
};

struct cli_config {
  std::string current{};  ///< the name of the profile that is used unless one is named
  std::vector<cli_profile> profiles{};
};

/// A profile that was looked for in the file.
struct cli_search {
  std::optional<cli_profile> profile{};
  std::string path{};   ///< fit for a message
  std::string where{};  ///< "profiles[0]"
  std::string why{};    ///< why there is no profile; shows nothing of the file's content
  bool broken{};        ///< there is something that cannot be used
};

/// Looks for a profile in $ALIBABA_CLOUD_CONFIG_FILE, in $HOME/.aliyun/config.json without that, reading it
/// anew. `wanted` is its name; with "" $ALIBABA_CLOUD_PROFILE is taken, and the file's current one without
/// that.
/// Example: cli_config: a broken file is named with the place, and nothing of it is shown
ROSTER_DECL cli_search find_cli_profile(std::string_view wanted, const environment& variables);

/// Looks for the key of such a profile, of which the modes AK and StsToken are supported. A profile without a
/// key, as the tool creates them, counts as none. With "" $ALIBABA_CLOUD_CLI_PROFILE_DISABLED is heeded.
ROSTER_DECL credentials_search search_cli_config(std::string_view wanted, const environment& variables);

/// Tells whether $ALIBABA_CLOUD_CLI_PROFILE_DISABLED says that the file is not to be looked at.
ROSTER_DECL bool cli_config_disabled(const environment& variables);

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/cli_config.ipp>
#endif
