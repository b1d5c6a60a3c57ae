// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of token_file.hpp.

#include <roster/auth/token_file.hpp>

#include <optional>
#include <roster/auth/detail/config_file.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <utility>

namespace roster::inline v0 {
namespace detail {

ROSTER_DECL secret read_token(const std::string& path) {
  text_file file = read_text_file(path);
  const wipe_at_exit wiped(file.text);
  const std::string name = escape_for_log(path, 512);
  if (!file.problem.empty()) throw failure(errc::no_credentials, name + ' ' + file.problem);
  secret token(without_space(file.text));
  if (token.empty()) throw failure(errc::no_credentials, name + " is empty");
  const auto problem = problem_of_ends(credentials{.security_token = token}, {.security_token = "token"});
  if (!problem.empty()) throw failure(errc::no_credentials, name + " has a " + problem);
  return token;
}

class token_of_file final : public credentials_provider {
 public:
  explicit token_of_file(std::string path) : path_(std::move(path)) {}

  asio::awaitable<credentials> get() override { co_return read(); }
  std::optional<credentials> try_get() override { return read(); }

 private:
  credentials read() const {
    credentials out;
    out.security_token = read_token(path_);
    check_header_text("token in " + escape_for_log(path_, 512), out.security_token.reveal());
    return out;
  }

  std::string path_;
};

}  // namespace detail

ROSTER_DECL std::shared_ptr<credentials_provider> token_file(std::string path) {
  return std::make_shared<detail::token_of_file>(std::move(path));
}

}  // namespace roster::inline v0
