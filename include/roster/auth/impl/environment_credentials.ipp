// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of environment_credentials.hpp.

#include <roster/auth/environment_credentials.hpp>

#include <roster/failure.hpp>

namespace roster {

ROSTER_DECL credentials_search search_variables(const environment_names& names,
                                                const environment& variables) {
  const auto id = find_variable(variables, names.access_key_id);
  const auto secret_text = find_variable(variables, names.access_key_secret);
  if (!id || !secret_text) {
    const auto state = [](const auto& value) { return value ? " (set)" : " (not set)"; };
    return {.told = "the environment variables " + std::string(names.access_key_id) + state(id) + " and " +
                    std::string(names.access_key_secret) + state(secret_text)};
  }
  credentials key{.access_key_id = *id, .access_key_secret = secret(*secret_text)};
  if (!names.security_token.empty())
    key.security_token = secret(find_variable(variables, names.security_token).value_or(""));
  return {.key = std::move(key)};
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
