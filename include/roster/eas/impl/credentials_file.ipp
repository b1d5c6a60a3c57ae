// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_file.hpp.

#include <roster/eas/credentials_file.hpp>

#include <algorithm>
#include <array>
#include <roster/auth/ini_text.hpp>
#include <roster/auth/text_file.hpp>
#include <roster/printable.hpp>
#include <string>
#include <utility>

namespace roster::eas {
namespace detail {

// Source: the types that the vendor's clients know, 2026. A type is content of the file: only one of these is
// ever named.
inline constexpr std::array<std::string_view, 6> unsupported_types{
    "ecs_ram_role", "ram_role_arn", "rsa_key_pair", "oidc_role_arn", "credentials_uri", "bearer"};

/// Returns why a section cannot be used; "" when it can.
inline std::string problem_of(const ini_section& section) {
  const auto type = section.value("type");
  if (type.empty()) return "has no type";
  if (type != "access_key" && type != "sts") {
    const bool known =
        std::find(unsupported_types.begin(), unsupported_types.end(), type) != unsupported_types.end();
    return (known ? "has type " + std::string(type) + ", which is not supported"
                  : std::string("has a type that is not known")) +
           "; access_key and sts are";
  }
  if (section.value("access_key_id").empty()) return "lacks access_key_id";
  if (section.value("access_key_secret").empty()) return "lacks access_key_secret";
  if (type == "sts" && section.value("security_token").empty()) return "lacks security_token";
  return {};
}

inline credentials_search search_section(const std::string& place, const ini_text& file,
                                         const std::string& wanted) {
  const auto told = [&](const std::string& why) { return place + " (" + why + ')'; };
  if (file.problem) return {.told = told(file.problem->text()), .broken = true};
  const auto name = '[' + printable(wanted, 64) + ']';
  const auto* const section = file.section(wanted);
  if (section == nullptr) return {.told = told("has no section " + name)};
  if (const auto problem = problem_of(*section); !problem.empty())
    return {.told = told(name + ' ' + problem), .broken = true};
  credentials key{.access_key_id = std::string(section->value("access_key_id")),
                  .access_key_secret = secret(section->value("access_key_secret"))};
  if (section->value("type") == "sts") key.security_token = secret(section->value("security_token"));
  return {.key = std::move(key)};
}

}  // namespace detail

ROSTER_DECL credentials_search search_credentials_file(std::string_view wanted,
                                                       const environment& variables) {
  const auto section = wanted.empty() ? find_variable(variables, "ALIBABA_CLOUD_PROFILE").value_or("default")
                                      : std::string(wanted);
  const auto named = find_variable(variables, "ALIBABA_CLOUD_CREDENTIALS_FILE");
  const auto home = find_variable(variables, "HOME");
  if (!named && !home) return {.told = "~/.alibabacloud/credentials (HOME is not set)"};
  const auto path = named ? *named : *home + "/.alibabacloud/credentials";
  const auto place = printable(path, 512);
  const auto file = read_text_file(path);
  if (!file.problem.empty())
    return {.told = place + " (" + file.problem + ')', .broken = named.has_value() || !file.absent};
  return detail::search_section(place, parse_ini(file.text), section);
}

}  // namespace roster::eas
