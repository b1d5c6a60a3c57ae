// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of sts.hpp.

#include <roster/alibaba/detail/sts.hpp>

#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/auth/acs3.hpp>
#include <roster/auth/token_file.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::alibaba::detail {

ROSTER_DECL bool is_switched_on(const environment& variables, std::string_view name) {
  return http::detail::lower_case(roster::detail::find_variable(variables, name).value_or("")) == "true";
}

ROSTER_DECL std::optional<std::string> sts_endpoint(std::string_view region, bool vpc,
                                                    const environment& variables) {
  const auto named = region.empty()
                         ? roster::detail::find_variable(variables, "ALIBABA_CLOUD_STS_REGION").value_or("")
                         : std::string(region);
  if (named.empty()) return "https://sts.aliyuncs.com";
  if (!is_region_name(named)) return std::nullopt;
  const bool inside = vpc || is_switched_on(variables, "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED");
  return (inside ? "https://sts-vpc." : "https://sts.") + named + ".aliyuncs.com";
}

/// Source: the version of the API that the vendor's clients call.
inline constexpr std::string_view sts_version = "2015-04-01";

inline http::detail::query_list role_parameters(const ram_role& role) {
  http::detail::query_list out{{"RoleArn", role.arn},
                               {"RoleSessionName", role.session_name},
                               {"DurationSeconds", std::to_string(role.duration.count())}};
  if (!role.policy.empty()) out.emplace_back("Policy", role.policy);
  return out;
}

inline read_key sts_reader(runtime runtime) {
  return [runtime = roster::detail::with_defaults(std::move(runtime))](const http::response& response) {
    return read_sts_response(response, runtime.now());
  };
}

ROSTER_DECL asio::awaitable<credentials> assume_role(credentials_network network, ram_role role,
                                                     credentials with) {
  auto query = role_parameters(role);
  if (!role.external_id.empty()) query.emplace_back("ExternalId", role.external_id);
  credentials_request what{.endpoint = role.sts,
                           .method = "POST",
                           .query = http::detail::encode_query(query),
                           .sign = acs3({.action = "AssumeRole", .version = std::string(sts_version)}),
                           .key = std::move(with)};
  auto read = sts_reader(network.runtime);
  auto pending = request_credentials(std::move(network), std::move(what), std::move(read));
  auto key = co_await std::move(pending);
  co_return key;
}

ROSTER_DECL asio::awaitable<credentials> assume_role_with_oidc(credentials_network network, oidc_role role) {
  const auto token = roster::detail::read_token(role.token_file);
  const auto now = roster::detail::with_defaults(network.runtime).now();
  auto form = role_parameters(role.role);
  form.emplace_back("OIDCProviderArn", role.provider_arn);
  form.emplace_back("OIDCToken", token.reveal());
  const roster::detail::wipe_at_exit wiped(form.back().second);
  credentials_request what{
      .endpoint = role.role.sts,
      .method = "POST",
      .query = http::detail::encode_query({{"Action", "AssumeRoleWithOIDC"},
                                           {"Format", "JSON"},
                                           {"Timestamp", http::detail::format_utc_date(now)},
                                           {"Version", std::string(sts_version)}}),
      .form = http::detail::encode_query(form),
      .secrets = {token}};
  auto read = sts_reader(network.runtime);
  auto pending = request_credentials(std::move(network), std::move(what), std::move(read));
  auto key = co_await std::move(pending);
  co_return key;
}

}  // namespace roster::inline v0::alibaba::detail
