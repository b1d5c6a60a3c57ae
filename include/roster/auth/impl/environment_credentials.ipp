// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of environment_credentials.hpp.

#include <roster/auth/detail/environment_credentials.hpp>

#include <optional>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/failure.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL credentials_search search_variables(const environment_names& names,
                                                const environment& variables) {
  const auto read = [&](std::string_view name) {
    auto value = name.empty() ? std::nullopt : find_variable(variables, name);
    return value ? secret(std::move(*value)) : secret();
  };
  auto key = without_line_ends(credentials{.access_key_id = read(names.access_key_id).reveal(),
                                           .access_key_secret = read(names.access_key_secret),
                                           .security_token = read(names.security_token)});
  const bool has_id = !key.access_key_id.empty();
  const bool has_secret = !key.access_key_secret.empty();
  if (!has_id || !has_secret) {
    const auto state = [](bool is_set) { return is_set ? " (set)" : " (not set)"; };
    return {.description = "the environment variables " + std::string(names.access_key_id) + state(has_id) +
                           " and " + std::string(names.access_key_secret) + state(has_secret),
            .broken = has_id || has_secret || !key.security_token.empty()};
  }
  if (const auto problem = problem_of_ends(key, names); !problem.empty())
    return {.description = "the environment variable " + problem, .broken = true};
  return {.key = std::move(key)};
}

ROSTER_DECL credentials read_credentials(const environment_names& names, const environment& variables) {
  auto found = search_variables(names, variables);
  if (!found.key) throw failure(errc::no_credentials, "no credentials: tried " + found.description);
  return std::move(*found.key);
}

ROSTER_DECL credentials read_token_variable(std::string_view name, const environment& variables) {
  credentials out;
  if (auto value = find_variable(variables, name)) out.security_token = secret(std::move(*value));
  out = without_line_ends(out);
  const std::string variable = "no credentials: the environment variable ";
  if (out.security_token.empty())
    throw failure(errc::no_credentials, variable + std::string(name) + " is not set");
  if (const auto problem = problem_of_ends(out, {.security_token = name}); !problem.empty())
    throw failure(errc::no_credentials, variable + problem);
  return out;
}

ROSTER_DECL asio::awaitable<credentials> environment_credentials::get() {
  co_return read_credentials(names_, variables_);
}

}  // namespace roster::inline v0::detail
