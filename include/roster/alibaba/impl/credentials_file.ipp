// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_file.hpp.

#include <roster/alibaba/detail/credentials_file.hpp>

#include <algorithm>
#include <array>
#include <roster/alibaba/detail/environment_source.hpp>
#include <roster/auth/detail/ini.hpp>
#include <roster/auth/detail/text_file.hpp>
#include <roster/auth/detail/validate_credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::alibaba::detail {

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

/// Reads a section. Every function returns why it is unusable, or "".
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
  if (!named && !home) return {.place = "~/.alibabacloud/credentials", .why = "HOME is not set"};
  const auto path = named ? *named : *home + "/.alibabacloud/credentials";
  auto file = roster::detail::read_text_file(path);
  const roster::detail::wipe_at_exit wiped(file.text);
  source_search out{.place = escape_for_log(path, 512), .why = file.problem};
  if (file.problem.empty())
    search_section(out, roster::detail::parse_ini(file.text), section, variables);
  else
    out.broken = named.has_value() || !file.absent;
  return out;
}

}  // namespace roster::inline v0::alibaba::detail
