// SPDX-License-Identifier: BSL-1.0
#pragma once
// The source of credentials as data: the configuration in files and variables, before any network access.

#include <chrono>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::alibaba::detail {

/// A role to be assumed, and the STS endpoint to request it from.
/// Source: STS, AssumeRole and AssumeRoleWithOIDC, version 2015-04-01.
struct ram_role {
  std::string arn{};  ///< "acs:ram::ACCOUNT:role/NAME"
  std::string session_name{"roster"};
  std::string policy{};
  std::string external_id{};
  std::chrono::seconds duration{3600};
  std::string sts{"https://sts.aliyuncs.com"};
};

/// A role that is assumed with a token of an OpenID Connect provider, which is read from a file.
struct oidc_role {
  std::string provider_arn{};
  std::string token_file{};
  ram_role role{};
};

/// The role of the ECS instance on which the program runs.
struct ecs_role {
  std::string name{};   ///< "": the role of the instance
  bool imds_v2_only{};  ///< only version 2 of the metadata service is used
};

/// A server that provides credentials to any client that can reach it.
struct credentials_server {
  std::string uri{};
};

/// The initial credentials, and the roles that are assumed in sequence, starting with them.
struct source_config {
  std::variant<credentials, oidc_role, ecs_role, credentials_server> first{};
  std::vector<ram_role> then{};
};

/// The result of searching a file or the environment for a source of credentials.
struct source_search {
  std::optional<source_config> source{};
  std::string location{};  ///< "/home/me/.aliyun/config.json": for messages
  std::string where{};     ///< position in the file, "profiles[0]"; may be empty
  std::string why{};       ///< why there is no source; contains no value
  bool broken{};           ///< the source is malformed or incomplete: the search stops here
  bool decisive{true};     ///< if the source fails, the search stops, too

  /// Returns "PLACE (WHERE WHY)".
  std::string description() const {
    return location + " (" + where + (where.empty() || why.empty() ? "" : " ") + why + ')';
  }
};

}  // namespace roster::inline v0::alibaba::detail
