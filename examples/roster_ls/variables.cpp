// SPDX-License-Identifier: BSL-1.0
#include "variables.hpp"

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <roster/auth/detail/environment_credentials.hpp>
#include <roster/auth/environment.hpp>
#include <roster/auth/token_file.hpp>
#include <roster/failure.hpp>
#include <system_error>
#include <utility>

#include "options.hpp"

namespace roster_ls {
namespace {

class access_key_reader final : public roster::credentials_provider {
 public:
  access_key_reader(std::string access_key, std::string secret_key, std::string session_token)
      : access_key_(std::move(access_key)),
        secret_key_(std::move(secret_key)),
        session_token_(std::move(session_token)) {}

  boost::asio::awaitable<roster::credentials> get() override {
    co_return roster::detail::read_credentials({access_key_, secret_key_, session_token_},
                                               roster::process_environment());
  }

 private:
  std::string access_key_;
  std::string secret_key_;
  std::string session_token_;
};

class token_reader final : public roster::credentials_provider {
 public:
  explicit token_reader(std::string variable) : variable_(std::move(variable)) {}

  boost::asio::awaitable<roster::credentials> get() override {
    co_return roster::detail::read_token_variable(variable_, roster::process_environment());
  }

 private:
  std::string variable_;
};

/// Reads the file of `token_file`. The text of an entry that names no file is not shown: it may be the token.
class token_file_reader final : public roster::credentials_provider {
 public:
  token_file_reader(const std::string& path, std::string place)
      : path_(path), place_(std::move(place)), file_(roster::token_file(path)) {}

  boost::asio::awaitable<roster::credentials> get() override {
    std::error_code ignored;
    if (!std::filesystem::exists(path_, ignored))
      throw roster::failure(roster::errc::no_credentials,
                            "no credentials: " + place_ +
                                ": the file of token_file cannot be found; its name is not shown, since it "
                                "may be the token");
    auto found = co_await file_->get();
    co_return found;
  }

 private:
  std::string path_;
  std::string place_;
  std::shared_ptr<roster::credentials_provider> file_;
};

}  // namespace

std::shared_ptr<roster::credentials_provider> access_key_variables(std::string access_key,
                                                                   std::string secret_key,
                                                                   std::string session_token) {
  return std::make_shared<access_key_reader>(std::move(access_key), std::move(secret_key),
                                             std::move(session_token));
}

void check_access_key(const configured_source& from) {
  if (from.access_key_env.empty() != from.secret_key_env.empty())
    throw usage_error(from.where + ": access_key_env and secret_key_env belong together");
  if (!from.session_token_env.empty() && from.access_key_env.empty())
    throw usage_error(from.where + ": session_token_env requires access_key_env and secret_key_env");
}

std::shared_ptr<roster::credentials_provider> credentials_of(const catalog_api& api,
                                                             const configured_source& own) {
  const bool uses_key = !api.access_key.empty();
  const bool has_key = !own.access_key_env.empty() || !own.secret_key_env.empty();
  check_access_key(own);
  const bool has_token = !own.token_env.empty() || !own.token_file.empty();
  const auto& key_place = own.place(own.access_key_env.empty() ? "secret_key_env" : "access_key_env");
  const auto& token_place = own.place(own.token_env.empty() ? "token_file" : "token_env");
  if (uses_key && has_token)
    throw usage_error(token_place + ": " + std::string(api.name) +
                      " signs with an access key; name its variables with access_key_env and secret_key_env");
  if (!uses_key && api.token.empty() && (has_key || has_token))
    throw usage_error((has_key ? key_place : token_place) + ": " + std::string(api.name) +
                      " uses no credentials");
  if (!uses_key && has_key)
    throw usage_error(key_place + ": " + std::string(api.name) +
                      " uses a token; name its variable with token_env, or its file with token_file");
  if (has_key) return access_key_variables(own.access_key_env, own.secret_key_env, own.session_token_env);
  if (!own.token_file.empty())
    return std::make_shared<token_file_reader>(own.token_file, own.place("token_file"));
  if (!own.token_env.empty()) return std::make_shared<token_reader>(own.token_env);
  if (uses_key)
    return access_key_variables(std::string(api.access_key), std::string(api.secret_key),
                                std::string(api.token));
  return api.token.empty() ? nullptr : std::make_shared<token_reader>(std::string(api.token));
}

}  // namespace roster_ls
