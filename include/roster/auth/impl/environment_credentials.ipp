// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of environment_credentials.hpp.

#include <roster/auth/environment_credentials.hpp>

#include <roster/auth/check_key.hpp>
#include <roster/failure.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster {

ROSTER_DECL credentials_search search_variables(const environment_names& names,
                                                const environment& variables) {
  const auto read = [&](std::string_view name) {
    return name.empty() ? std::string() : without_line_ends(find_variable(variables, name).value_or(""));
  };
  const auto id = read(names.access_key_id);
  const auto secret_text = read(names.access_key_secret);
  const auto token = read(names.security_token);
  if (id.empty() || secret_text.empty()) {
    const auto state = [](const auto& value) { return value.empty() ? " (not set)" : " (set)"; };
    return {.told = "the environment variables " + std::string(names.access_key_id) + state(id) + " and " +
                    std::string(names.access_key_secret) + state(secret_text),
            .broken = !id.empty() || !secret_text.empty() || !token.empty()};
  }
  for (const auto& [name, text] : {std::pair(names.access_key_id, std::string_view(id)),
                                   std::pair(names.access_key_secret, std::string_view(secret_text)),
                                   std::pair(names.security_token, std::string_view(token))})
    if (const auto problem = problem_of_ends(text); !problem.empty())
      return {.told = "the environment variable " + std::string(name) + ", which " + std::string(problem),
              .broken = true};
  return {.key = credentials{.access_key_id = id,
                             .access_key_secret = secret(secret_text),
                             .security_token = secret(token)}};
}

ROSTER_DECL credentials read_credentials(const environment_names& names, const environment& variables) {
  auto found = search_variables(names, variables);
  if (!found.key) throw failure(errc::no_credentials, "no credentials: looked at " + found.told);
  return std::move(*found.key);
}

ROSTER_DECL asio::awaitable<credentials> environment_credentials::get() {
  co_return read_credentials(names_, variables_);
}

}  // namespace roster
