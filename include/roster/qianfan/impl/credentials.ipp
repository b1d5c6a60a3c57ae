// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials.hpp.

#include <roster/qianfan/credentials.hpp>

#include <roster/auth/detail/config_file.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/auth/detail/environment_credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::qianfan {
namespace detail {

inline constexpr roster::detail::environment_names credential_variables{
    .access_key_id = "QIANFAN_ACCESS_KEY", .access_key_secret = "QIANFAN_SECRET_KEY"};

inline constexpr std::string_view endpoint_variable = "QIANFAN_CONSOLE_API_BASE_URL";

/// The .env file as it was read.
struct dotenv_file {
  std::string location{};  ///< its path, escaped for messages
  std::string problem{};
  bool wrong{};  ///< the file exists or was named explicitly, and cannot be read
  roster::detail::dotenv_text text{};

  /// Returns an environment that falls back to the variables of the file.
  environment with_fallback(const environment& variables) const {
    return [&variables, this](std::string_view name) {
      auto value = roster::detail::find_variable(variables, name);
      return value ? value : text.value(name);
    };
  }
};

inline dotenv_file read_dotenv(const environment& variables) {
  const auto named = roster::detail::find_variable(variables, "QIANFAN_DOT_ENV_CONFIG_FILE");
  const auto path = named.value_or(".env");
  auto file = roster::detail::read_text_file(path);
  const roster::detail::wipe_at_exit wiped(file.text);
  return {.location = escape_for_log(path, 512),
          .problem = file.problem,
          .wrong = !file.problem.empty() && (named || !file.absent),
          .text = roster::detail::parse_dotenv(file.text)};
}

/// Describes why the file does not provide the missing credentials.
inline std::string describe(const dotenv_file& file) {
  if (!file.problem.empty()) return file.location + " (" + file.problem + ')';
  std::string out = file.location + " (sets ";
  const auto sets = [&file](std::string_view name) {
    const secret value(file.text.value(name).value_or(""));
    return !value.empty();
  };
  const bool id = sets(credential_variables.access_key_id);
  const bool key = sets(credential_variables.access_key_secret);
  out += id    ? "only " + std::string(credential_variables.access_key_id)
         : key ? "only " + std::string(credential_variables.access_key_secret)
               : "neither";
  if (file.text.problem) out += "; " + file.text.problem->text();
  return out + ')';
}

/// Searches both sources. A variable and a line of the file may form a pair; but if the file has a whole pair, it does
/// not supply the missing half of a pair in the variables.
inline roster::detail::credentials_search search(const environment& variables) {
  auto found = roster::detail::search_variables(credential_variables, variables);
  if (found.key) return found;
  const auto file = read_dotenv(variables);
  const auto in_file = roster::detail::search_variables(
      credential_variables, [&file](std::string_view name) { return file.text.value(name); });
  if (found.broken && in_file.key) {
    found.description += ", while " + file.location + " sets both";
    return found;
  }
  auto together = roster::detail::search_variables(credential_variables, file.with_fallback(variables));
  if (together.key) return together;
  return {.description = found.description + "; " + describe(file), .broken = found.broken};
}

/// Searches only the file.
inline roster::detail::credentials_search search_file(const environment& variables) {
  const auto file = read_dotenv(variables);
  auto found = roster::detail::search_variables(
      credential_variables, [&file](std::string_view name) { return file.text.value(name); });
  if (!found.key) found.description = describe(file);
  return found;
}

/// Returns a configured endpoint.
/// Fails: failure(errc::invalid_argument) if it is not a valid URL; the message names the variable.
inline std::string checked_endpoint(std::string url) {
  try {
    (void)http::detail::parse_endpoint(url);
  } catch (const failure& f) {
    throw failure(errc::invalid_argument, std::string(endpoint_variable) + ": " + f.details().message);
  }
  return url;
}

ROSTER_DECL std::optional<std::string> endpoint_of_variables(const environment& variables) {
  auto endpoint = roster::detail::find_variable(variables, endpoint_variable);
  if (endpoint) endpoint = checked_endpoint(std::move(*endpoint));
  return endpoint;
}

ROSTER_DECL std::optional<std::string> endpoint_of_file(const environment& variables) {
  const auto key = roster::detail::search_variables(credential_variables, variables);
  if (key.key || key.broken) return std::nullopt;
  const auto file = read_dotenv(variables);
  if (file.wrong)
    throw failure(errc::invalid_argument,
                  "cannot read the endpoint from " + file.location + " (" + file.problem + ')');
  const environment in_file = [&file](std::string_view name) { return file.text.value(name); };
  if (!roster::detail::search_variables(credential_variables, in_file).key) return std::nullopt;
  auto endpoint = roster::detail::find_variable(in_file, endpoint_variable);
  if (endpoint) endpoint = checked_endpoint(std::move(*endpoint));
  return endpoint;
}

ROSTER_DECL std::shared_ptr<credentials_provider> file_credentials(environment variables) {
  return std::make_shared<roster::detail::credentials_chain>(std::vector<roster::detail::credentials_source>{
      {.look = [variables] { return search_file(variables); }}});
}

}  // namespace detail

ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(environment variables) {
  return std::make_shared<roster::detail::credentials_chain>(std::vector<roster::detail::credentials_source>{
      {.look = [variables] { return detail::search(variables); }}});
}

namespace detail {

ROSTER_DECL std::optional<std::string> configured_endpoint(const environment& variables) {
  auto endpoint = detail::endpoint_of_variables(variables);
  return endpoint ? endpoint : detail::endpoint_of_file(variables);
}

}  // namespace detail

}  // namespace roster::inline v0::qianfan
