// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where a key comes from, as data: what files and variables say, before anything is asked across the network.

#include <chrono>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::alibaba::detail {

/// A role that is assumed, and the STS that is asked for it.
/// Source: STS, AssumeRole and AssumeRoleWithOIDC, version 2015-04-01.
struct ram_role {
  std::string arn{};  ///< "acs:ram::ACCOUNT:role/NAME"
  std::string session_name{"roster"};
  std::string policy{};
  std::string external_id{};
  std::chrono::seconds duration{3600};
  std::string sts{"https://sts.aliyuncs.com"};
};

/// A role that is assumed with the token of an OpenID provider, which stands in a file.
struct oidc_role {
  std::string provider_arn{};
  std::string token_file{};
  ram_role role{};
};

/// The role of the ECS instance that the program runs on.
struct ecs_role {
  std::string name{};  ///< "": the one that the instance has
  bool token_only{};   ///< only version 2 of the metadata service is asked
};

/// A server that gives out keys to whoever can reach it.
struct key_server {
  std::string uri{};
};

/// A first key, and roles that are assumed with it, one after the other.
struct key_source {
  std::variant<credentials, oidc_role, ecs_role, key_server> first{};
  std::vector<ram_role> then{};
};

/// What looking at one place brought.
struct key_source_search {
  std::optional<key_source> source{};
  std::string place{};  ///< "/home/me/.aliyun/config.json": fit for a message
  std::string where{};  ///< in there, "profiles[0]"; may be empty
  std::string why{};    ///< why there is no source; shows no value
  bool broken{};        ///< there is something that cannot be used: nothing may be taken in its stead
  bool decisive{true};  ///< a source that fails is broken as well

  /// Returns "PLACE (WHERE WHY)".
  std::string told() const {
    return place + " (" + where + (where.empty() || why.empty() ? "" : " ") + why + ')';
  }
};

}  // namespace roster::inline v0::alibaba::detail
