// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_chain.hpp.

#include <roster/auth/detail/credentials_chain.hpp>

#include <optional>
#include <roster/failure.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

inline std::string without_line_ends(std::string_view text) {
  const auto begin = text.find_first_not_of("\r\n");
  if (begin == text.npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of("\r\n") - begin + 1));
}

inline std::string_view problem_of_ends(std::string_view text) noexcept {
  if (text.empty()) return {};
  const auto has_end_in = [text](std::string_view set) {
    return set.find(text.front()) != set.npos || set.find(text.back()) != set.npos;
  };
  if (has_end_in(" \t\r\n\v\f")) return "begins or ends with white space";
  if (has_end_in("\"'`")) return "begins or ends with a quote";
  return {};
}

ROSTER_DECL void check_header_text(std::string_view what, std::string_view text, std::string_view reserved,
                                   inner_spaces spaces) {
  if (text.empty()) throw failure(errc::no_credentials, "the " + std::string(what) + " is empty");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_inner = i > 0 && i + 1 < text.size();
    if (byte == 0x20 && is_inner && spaces == inner_spaces::allowed) continue;
    if (byte > 0x20 && byte < 0x7F && reserved.find(text[i]) == reserved.npos) continue;
    throw failure(errc::invalid_argument, "the " + std::string(what) +
                                              " contains an invalid byte at position " + std::to_string(i) +
                                              ", which cannot be sent in a header");
  }
}

ROSTER_DECL credentials without_line_ends(const credentials& key) {
  auto out = key;
  out.access_key_id = without_line_ends(key.access_key_id);
  out.access_key_secret = secret(without_line_ends(key.access_key_secret.reveal()));
  out.security_token = secret(without_line_ends(key.security_token.reveal()));
  return out;
}

ROSTER_DECL std::string problem_of_ends(const credentials& key, const environment_names& names) {
  for (const auto& [name, text] :
       {std::pair(names.access_key_id, std::string_view(key.access_key_id)),
        std::pair(names.access_key_secret, std::string_view(key.access_key_secret.reveal())),
        std::pair(names.security_token, std::string_view(key.security_token.reveal()))}) {
    const auto problem = problem_of_ends(text);
    if (!problem.empty()) return std::string(name) + ", which " + std::string(problem);
  }
  return {};
}

ROSTER_DECL void validate_credentials(const credentials& key) {
  check_header_text("access key id", key.access_key_id, "/,;=");  // separators in an Authorization header
  if (key.access_key_secret.empty()) throw failure(errc::no_credentials, "the access key secret is empty");
  if (!key.security_token.empty()) check_header_text("security token", key.security_token.reveal());
}

ROSTER_DECL asio::awaitable<credentials> credentials_chain::get() {
  std::string tried;
  bool broken = false;
  for (std::size_t i = 0; i < sources_.size() && !broken; ++i) {
    credentials_search found;
    if (sources_[i].look) {
      found = sources_[i].look();
    } else {
      auto pending = sources_[i].ask();
      found = co_await std::move(pending);
    }
    if (found.key) co_return std::move(*found.key);
    tried += (tried.empty() ? "" : "; ") + found.description;
    broken = found.broken;
  }
  std::string message = "no credentials: tried " + tried;
  if (broken)
    message +=
        "; the search stopped there, since a later source could have the credentials of another account";
  throw failure(errc::no_credentials, std::move(message));
}

ROSTER_DECL std::optional<credentials> credentials_chain::try_get() {
  for (const auto& source : sources_) {
    if (!source.look) return std::nullopt;
    auto found = source.look();
    if (found.key || found.broken) return std::move(found.key);
  }
  return std::nullopt;  // get() explains what was tried
}

}  // namespace roster::inline v0::detail
