// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of sources.hpp.

#include <roster/alibaba/detail/sources.hpp>

#include <algorithm>
#include <array>
#include <roster/alibaba/detail/network_sources.hpp>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/auth/detail/config_file.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <string>
#include <utility>
#include <variant>

namespace roster::inline v0::alibaba::detail {

ROSTER_DECL std::string session_name_of(std::string_view configured, const environment& variables) {
  if (!configured.empty()) return std::string(configured);
  return roster::detail::find_variable(variables, "ALIBABA_CLOUD_ROLE_SESSION_NAME").value_or("roster");
}

ROSTER_DECL ecs_role ecs_role_of(std::string_view name, const environment& variables) {
  auto named = name.empty()
                   ? roster::detail::find_variable(variables, "ALIBABA_CLOUD_ECS_METADATA").value_or("")
                   : std::string(name);
  return {.name = std::move(named),
          .imds_v2_only = is_switched_on(variables, "ALIBABA_CLOUD_IMDSV1_DISABLED")};
}

ROSTER_DECL bool ecs_metadata_disabled(const environment& variables) {
  return is_switched_on(variables, "ALIBABA_CLOUD_ECS_METADATA_DISABLED");
}

ROSTER_DECL source_search search_oidc_variables(const environment& variables) {
  const auto role = roster::detail::find_variable(variables, "ALIBABA_CLOUD_ROLE_ARN");
  const auto provider = roster::detail::find_variable(variables, "ALIBABA_CLOUD_OIDC_PROVIDER_ARN");
  const auto file = roster::detail::find_variable(variables, "ALIBABA_CLOUD_OIDC_TOKEN_FILE");
  if (!role || !provider || !file) {
    const auto state = [](const auto& value) { return value ? "set" : "not set"; };
    return {.location = "the OIDC role of ALIBABA_CLOUD_ROLE_ARN",
            .why = std::string(state(role)) + "; ALIBABA_CLOUD_OIDC_PROVIDER_ARN " + state(provider) +
                   "; ALIBABA_CLOUD_OIDC_TOKEN_FILE " + state(file),
            .broken = provider || file};  // a role alone may serve another purpose
  }
  source_search out{.location = "the OIDC role of ALIBABA_CLOUD_ROLE_ARN"};
  const auto sts = sts_endpoint({}, false, variables);
  if (sts) {
    ram_role assumed{.arn = *role, .session_name = session_name_of({}, variables), .sts = *sts};
    out.source = source_config{
        .first = oidc_role{.provider_arn = *provider, .token_file = *file, .role = std::move(assumed)}};
  } else {
    out.why = "ALIBABA_CLOUD_STS_REGION is not a valid region";
    out.broken = true;
  }
  return out;
}

ROSTER_DECL source_search search_ecs_variables(const environment& variables) {
  source_search out{.location = "the metadata service " + std::string(metadata_endpoint)};
  if (ecs_metadata_disabled(variables)) {
    out.why = "ALIBABA_CLOUD_ECS_METADATA_DISABLED is true";
    return out;
  }
  auto role = ecs_role_of({}, variables);
  out.decisive = !role.name.empty();
  out.source = source_config{.first = std::move(role)};
  return out;
}

ROSTER_DECL source_search search_uri_variable(const environment& variables) {
  source_search out{.location = "the server of ALIBABA_CLOUD_CREDENTIALS_URI"};
  auto uri = roster::detail::find_variable(variables, "ALIBABA_CLOUD_CREDENTIALS_URI");
  if (uri)
    out.source = source_config{.first = credentials_server{std::move(*uri)}};
  else
    out.why = "not set";
  return out;
}

// Source: the types that the vendor's clients support, 2026. A type is content of the file, so that messages
// contain only these known types.
inline constexpr std::array<std::string_view, 3> unsupported_types{"rsa_key_pair", "credentials_uri",
                                                                   "bearer"};

inline std::string problem_of_type(std::string_view type) {
  if (type.empty()) return "is missing type";
  const bool known =
      std::find(unsupported_types.begin(), unsupported_types.end(), type) != unsupported_types.end();
  return (known ? "has the unsupported type " + std::string(type) : std::string("has an unknown type")) +
         "; supported are access_key, sts, ram_role_arn, ecs_ram_role and oidc_role_arn";
}

/// Reads a section. A function that returns a std::string returns why the section is unusable, or "".
class section_reader {
 public:
  section_reader(const roster::detail::ini_section& section, const environment& variables)
      : section_(section), variables_(variables) {}

  std::string read() {
    const auto type = section_.value("type");
    if (type == "access_key" || type == "sts") return read_key(type == "sts");
    if (type == "ram_role_arn") {
      ram_role role;
      auto problem = read_role(role);
      if (problem.empty()) problem = read_key(false);
      out_.then.push_back(std::move(role));
      return problem;
    }
    if (type == "ecs_ram_role") {
      if (ecs_metadata_disabled(variables_)) return metadata_disabled;
      out_.first = ecs_role_of(section_.value("role_name"), variables_);
      return {};
    }
    return type == "oidc_role_arn" ? read_oidc_role() : problem_of_type(type);
  }

  source_config take() { return std::move(out_); }

 private:
  std::string read_key(bool temporary) {
    for (const auto* const name : {"access_key_id", "access_key_secret", "security_token"})
      if (section_.value(name).empty() && (temporary || std::string_view(name) != "security_token"))
        return "is missing " + std::string(name);
    credentials key{.access_key_id = std::string(section_.value("access_key_id")),
                    .access_key_secret = secret(section_.value("access_key_secret"))};
    if (temporary) key.security_token = secret(section_.value("security_token"));
    key = roster::detail::without_line_ends(key);
    const auto problem =
        roster::detail::problem_of_ends(key, {"access_key_id", "access_key_secret", "security_token"});
    out_.first = std::move(key);
    return problem.empty() ? problem : "has " + problem;
  }

  std::string read_role(ram_role& out) const {
    out.arn = section_.value("role_arn");
    if (out.arn.empty()) return "is missing role_arn";
    out.session_name = session_name_of(section_.value("role_session_name"), variables_);
    out.policy = section_.value("policy");
    const auto sts = sts_endpoint({}, false, variables_);
    if (!sts) return "needs STS, but ALIBABA_CLOUD_STS_REGION is not a valid region";
    out.sts = *sts;
    return {};
  }

  std::string read_oidc_role() {
    oidc_role out{.provider_arn = std::string(section_.value("oidc_provider_arn")),
                  .token_file = std::string(section_.value("oidc_token_file_path"))};
    if (out.provider_arn.empty()) return "is missing oidc_provider_arn";
    if (out.token_file.empty()) return "is missing oidc_token_file_path";
    auto problem = read_role(out.role);
    out_.first = std::move(out);
    return problem;
  }

  const roster::detail::ini_section& section_;
  const environment& variables_;
  source_config out_{};
};

inline void search_section(source_search& out, const roster::detail::ini_text& file,
                           const std::string& wanted, const environment& variables) {
  out.broken = file.problem.has_value();
  if (file.problem) {
    out.why = file.problem->text();
    return;
  }
  const auto name = '[' + escape_for_log(wanted, 64) + ']';
  const auto* const section = file.section(wanted);
  if (section == nullptr) {
    out.why = "has no section " + name;
    return;
  }
  section_reader reader(*section, variables);
  out.where = name;
  out.why = reader.read();
  out.broken = !out.why.empty();
  if (!out.broken) out.source = reader.take();
}

ROSTER_DECL source_search search_credentials_file(std::string_view wanted, const environment& variables) {
  const auto section =
      wanted.empty() ? roster::detail::find_variable(variables, "ALIBABA_CLOUD_PROFILE").value_or("default")
                     : std::string(wanted);
  const auto named = roster::detail::find_variable(variables, "ALIBABA_CLOUD_CREDENTIALS_FILE");
  const auto home = roster::detail::find_variable(variables, "HOME");
  if (!named && !home) return {.location = "~/.alibabacloud/credentials", .why = "HOME is not set"};
  const auto path = named ? *named : *home + "/.alibabacloud/credentials";
  auto file = roster::detail::read_text_file(path);
  const roster::detail::wipe_at_exit wiped(file.text);
  source_search out{.location = escape_for_log(path, 512), .why = file.problem};
  if (file.problem.empty())
    search_section(out, roster::detail::parse_ini(file.text), section, variables);
  else
    out.broken = named.has_value() || !file.absent;
  return out;
}

inline asio::awaitable<credentials> ready(credentials key) { co_return key; }

/// Starts fetching the initial credentials of a source.
struct fetch_first {
  credentials_network network;

  asio::awaitable<credentials> operator()(const credentials& key) const { return ready(key); }
  asio::awaitable<credentials> operator()(const oidc_role& role) const {
    return assume_role_with_oidc(network, role);
  }
  asio::awaitable<credentials> operator()(const ecs_role& role) const {
    return fetch_instance_credentials(network, role);
  }
  asio::awaitable<credentials> operator()(const credentials_server& server) const {
    return fetch_credentials_uri(network, server);
  }
};

inline asio::awaitable<credentials> fetch_credentials(source_config source, credentials_network network) {
  auto first = std::visit(fetch_first{network}, source.first);
  auto key = co_await std::move(first);
  for (const auto& role : source.then) {
    auto assumed = assume_role(network, role, std::move(key));
    key = co_await std::move(assumed);
  }
  co_return key;
}

ROSTER_DECL asio::awaitable<roster::detail::credentials_search> resolve_credentials(
    source_search found, credentials_network network) {
  if (!found.source)
    co_return roster::detail::credentials_search{.description = found.description(), .broken = found.broken};
  roster::detail::credentials_search out;
  try {
    auto pending = fetch_credentials(*found.source, std::move(network));
    auto key = co_await std::move(pending);
    out.key = std::move(key);
  } catch (const failure& f) {
    if (!found.where.empty()) found.where += ':';
    found.why = f.details().message;
    out.description = found.description();
    out.broken = found.decisive;
  }
  co_return out;
}

}  // namespace roster::inline v0::alibaba::detail
