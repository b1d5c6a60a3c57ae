// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_in_text.hpp.

#include <algorithm>
#include <cstddef>
#include <roster/detail/redactor.hpp>
#include <roster/wire/detail/credentials_in_text.hpp>

namespace roster::inline v0::detail {

/// The separators between words of a command line; quotes, too, so that they are not part of a word.
inline constexpr std::string_view word_ends = " \t\r\n\\\"'`";

/// Removes the next word from `text` and returns it; "" at the end.
inline std::string_view take_word(std::string_view& text) noexcept {
  text.remove_prefix((std::min)(text.find_first_not_of(word_ends), text.size()));
  const std::string_view word = text.substr(0, text.find_first_of(word_ends));
  text.remove_prefix(word.size());
  return word;
}

inline constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
inline constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }

/// Returns whether a word is "bearer" in any letter case.
inline bool is_bearer(std::string_view word) noexcept {
  constexpr std::string_view name = "bearer";
  return std::equal(word.begin(), word.end(), name.begin(), name.end(),
                    [](char a, char b) { return (is_upper(a) ? static_cast<char>(a + 32) : a) == b; });
}

/// Returns whether a word after "Bearer" looks like a token and not like a word of a sentence.
inline bool looks_random(std::string_view word) noexcept {
  constexpr std::size_t least = 8;
  if (word.size() < least) return false;
  const std::string_view inside = word.substr(1);
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }) ||
         (std::any_of(inside.begin(), inside.end(), is_upper) &&
          std::any_of(word.begin(), word.end(), is_lower));
}

ROSTER_DECL bool has_bearer_token(std::string_view text) noexcept {
  bool is_first = true;
  for (auto word = take_word(text); !word.empty(); is_first = false) {
    const std::string_view next = take_word(text);
    if (is_bearer(word) && !next.empty() && !next.starts_with(redacted_secret)) {
      const bool is_last = text.find_first_not_of(word_ends) == text.npos;
      if (looks_random(next) || (is_first && is_last)) return true;
    }
    word = next;
  }
  return false;
}

inline bool is_curl(std::string_view word) noexcept {
  return word.substr(word.find_last_of("/($=;|&") + 1) == "curl";  // as in "$(curl"
}

inline bool is_login_option(std::string_view word) noexcept {
  if (word == "--user" || word == "--proxy-user") return true;
  return word.size() > 1 && word.front() == '-' && (word.back() == 'u' || word.back() == 'U') &&
         std::all_of(word.begin() + 1, word.end(), [](char c) { return is_lower(c) || is_upper(c); });
}

inline std::string_view login_in_option(std::string_view word) noexcept {
  for (const std::string_view option : {"--user=", "--proxy-user=", "-u", "-U"})
    if (word.starts_with(option)) return word.substr(option.size());
  return {};
}

inline bool is_login_with_password(std::string_view login) noexcept {
  const auto colon = login.find(':');
  return colon != login.npos && colon + 1 < login.size() &&
         !login.substr(colon + 1).starts_with(redacted_secret);
}

ROSTER_DECL bool curl_arguments::has_password(std::string_view word) noexcept {
  const bool found = (is_login_ && is_login_with_password(word)) ||
                     (is_of_curl_ && is_login_with_password(login_in_option(word)));
  is_login_ = is_of_curl_ && is_login_option(word);
  is_of_curl_ = is_of_curl_ || is_curl(word);
  return found;
}

ROSTER_DECL bool has_password_for_curl(std::string_view text) noexcept {
  curl_arguments arguments;
  for (auto word = take_word(text); !word.empty(); word = take_word(text))
    if (arguments.has_password(word)) return true;
  return false;
}

}  // namespace roster::inline v0::detail
