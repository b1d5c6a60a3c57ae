// SPDX-License-Identifier: BSL-1.0
#pragma once
// The default sources of Qianfan's credentials and endpoint: the environment, and the .env file that the vendor's own
// clients read.

#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::qianfan {

/// Returns a provider that reads QIANFAN_ACCESS_KEY and QIANFAN_SECRET_KEY, each from the environment first and then
/// from $QIANFAN_DOT_ENV_CONFIG_FILE, or .env of the working directory if that is not set. They are read for every
/// attempt, so that a changed file takes effect at once.
/// Fails: when credentials are requested: failure(errc::no_credentials), which names both sources and why neither has
/// credentials.
/// Example: qianfan credentials: the environment takes precedence over .env, variable by variable
ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(
    environment variables = process_environment());

namespace detail {

/// Returns QIANFAN_CONSOLE_API_BASE_URL of the environment. That of the file is used only if both the access key and
/// the secret key come from the file, too: a file in the working directory must not decide where credentials of the
/// environment are sent. Returns nothing otherwise.
/// Fails: failure(errc::invalid_argument) when the value is not a URL, and when the file is needed, exists and cannot
/// be read.
/// Example: qianfan credentials: the endpoint of .env is used only with the credentials of the same file
ROSTER_DECL std::optional<std::string> configured_endpoint(
    const environment& variables = process_environment());

/// The two sources of configured_endpoint().
ROSTER_DECL std::optional<std::string> endpoint_of_variables(const environment& variables);
ROSTER_DECL std::optional<std::string> endpoint_of_file(const environment& variables);

/// Returns a provider that reads only the file, for a client whose endpoint comes from it.
ROSTER_DECL std::shared_ptr<credentials_provider> file_credentials(environment variables);

}  // namespace detail
}  // namespace roster::inline v0::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/qianfan/impl/credentials.ipp>
#endif
