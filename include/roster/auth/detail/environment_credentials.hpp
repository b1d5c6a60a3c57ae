// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials from environment variables, read on every call.

#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

/// Searches variables synchronously. Leading and trailing line ends of a value are ignored.
/// Returns: the credentials, or which of the variables is not set. If only some of them are set, `broken` is
/// set: falling through could use another account's credentials.
ROSTER_DECL credentials_search search_variables(const environment_names& names, const environment& variables);

/// Reads credentials from variables synchronously.
/// Fails: failure(errc::no_credentials) that names the variables and which of them is not set.
ROSTER_DECL credentials read_credentials(const environment_names& names, const environment& variables);

/// Reads a token from a variable synchronously; it is the `security_token` of the result.
/// Fails: failure(errc::no_credentials) if the variable is not set or empty, or its value has blanks or quotes around it.
ROSTER_DECL credentials read_token_variable(std::string_view name, const environment& variables);

class environment_credentials final : public credentials_provider {
 public:
  explicit environment_credentials(environment_names names, environment variables = process_environment())
      : names_(names), variables_(std::move(variables)) {}

  ROSTER_DECL asio::awaitable<credentials> get() override;
  std::optional<credentials> try_get() override { return read_credentials(names_, variables_); }

 private:
  environment_names names_;
  environment variables_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/environment_credentials.ipp>
#endif
