// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redactor.hpp.

#include <roster/detail/redactor.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <roster/detail/base64.hpp>
#include <roster/detail/utf8.hpp>
#include <roster/detail/wipe.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// Words that are secrets even when a prefix is joined to them without a separator, in the singular.
inline constexpr std::array<std::string_view, 17> secret_words{
    "sessionid", "token",   "secret",     "password", "passwd", "passphrase",
    "passcode",  "pwd",     "credential", "creds",    "auth",   "authorization",
    "jwt",       "session", "signature",  "cookie",   "bearer"};
/// Words that are secrets only if no prefix is joined to them.
inline constexpr std::array<std::string_view, 2> whole_secret_words{"sig", "pass"};
/// The words before "key" in the names of keys that grant access.
inline constexpr std::array<std::string_view, 13> secret_key_kinds{
    "secret", "api",       "access", "private", "subscription", "signing", "encryption",
    "auth",   "functions", "master", "account", "shared",       "ssh"};
/// The words after "pass" when it is a separate word.
inline constexpr std::array<std::string_view, 3> pass_words{"word", "phrase", "code"};
inline constexpr std::array<std::string_view, 1> pass{"pass"};
/// The words before "token" and "tokens" in the names of page tokens.
inline constexpr std::array<std::string_view, 8> page_words{
    "next", "page", "nextpage", "paging", "pagination", "continuation", "continue", "previous"};
/// The words before "tokens" when it is a count of them.
inline constexpr std::array<std::string_view, 19> counting_words{
    "max",    "min", "num",     "number",  "total",     "prompt",    "completion", "input", "output", "new",
    "cached", "all", "batched", "prefill", "generated", "reasoning", "special",    "stop",  "added"};
/// The words after the name of a secret when the value is metadata of the secret.
inline constexpr std::array<std::string_view, 8> describing_words{"type",  "method", "version", "nonce",
                                                                  "count", "limit",  "length",  "per"};

constexpr bool is_upper_letter(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_any_letter(char c) noexcept { return is_upper_letter(c) || is_lower_letter(c); }
constexpr char small_letter(char c) noexcept { return static_cast<char>(c | 0x20); }  // requires a letter
constexpr bool joins_words(char c) noexcept { return c == '_' || c == '-' || c == '.' || c == ' '; }

/// For each last letter, a bit set of the letters before it with which the name of a secret may end: rules out nearly
/// every word with one lookup. The lowest five bits of a letter are its number, in either case.
inline constexpr std::array<std::uint32_t, 32> secret_endings = [] {
  std::array<std::uint32_t, 32> endings{};
  const auto add = [&](std::string_view word) {
    const auto last = static_cast<std::size_t>(word.back() & 31);
    endings[last] |= 1U << (word[word.size() - 2] & 31);
    endings['s' & 31] |= 1U << last;  // the plural
  };
  for (const std::string_view word : secret_words) add(word);
  for (const std::string_view word : whole_secret_words) add(word);
  for (const std::string_view word : pass_words) add(word);
  add("key");
  return endings;
}();

/// Returns whether `before` and `last` may be the last two letters of the name of a secret, provided that they are
/// letters.
constexpr bool may_end_secret(char before, char last) noexcept {
  return (secret_endings[static_cast<std::size_t>(last & 31)] >> (before & 31) & 1U) != 0;
}

/// Returns whether a word may end before `at`, which follows a letter. Where upper case changes to lower case, the
/// word may end on either side of the last upper-case letter: "TOKENvalue", "TOKENValue".
inline bool word_ends_at(std::string_view text, std::size_t at) noexcept {
  if (at == text.size() || !is_any_letter(text[at])) return true;
  if (is_lower_letter(text[at])) return is_upper_letter(text[at - 1]);
  return is_lower_letter(text[at - 1]) || (at + 1 < text.size() && is_lower_letter(text[at + 1]));
}

/// Returns whether a word may begin at `at`. A letter after a backslash is a JSON escape and not part of a word.
inline bool word_begins_at(std::string_view text, std::size_t at) noexcept {
  if (at == 0 || !is_any_letter(text[at - 1]) || is_upper_letter(text[at])) return true;
  return at >= 2 && text[at - 2] == '\\';
}

inline bool is_word_at(std::string_view text, std::size_t at, std::string_view word) noexcept {
  if (text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (!is_any_letter(text[at + i]) || small_letter(text[at + i]) != word[i]) return false;
  return true;
}

inline bool is_word_before(std::string_view text, std::size_t end, std::string_view word) noexcept {
  return end >= word.size() && is_word_at(text.substr(0, end), end - word.size(), word);
}

template <std::size_t Size>
bool is_one_before(std::string_view text, std::size_t end, const std::array<std::string_view, Size>& words,
                   bool whole) noexcept {
  if (end > 0 && joins_words(text[end - 1])) --end;
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return is_word_before(text, end, word) && (!whole || word_begins_at(text, end - word.size()));
  });
}

inline bool is_word_after(std::string_view text, std::size_t at, std::string_view word) noexcept {
  if (at < text.size() && joins_words(text[at])) ++at;
  if (!is_word_at(text, at, word)) return false;
  at += word.size();
  return word_ends_at(text, at) || (small_letter(text[at]) == 's' && word_ends_at(text, at + 1));
}

/// Returns whether the name of a secret ends at `end`, or its plural at `plural_end` where that differs.
inline bool secret_word_ends_at(std::string_view text, std::size_t end, std::size_t plural_end) noexcept {
  const auto described = [&] {
    return std::any_of(describing_words.begin(), describing_words.end(),
                       [&](std::string_view word) { return is_word_after(text, plural_end, word); });
  };
  for (const std::string_view word : secret_words) {
    if (!is_word_before(text, end, word)) continue;
    const std::size_t begin = end - word.size();
    const bool counts = end != plural_end && is_one_before(text, begin, counting_words, true);
    const bool of_page = is_one_before(text, begin, page_words, true);
    return !(word == "token" && (counts || of_page)) && !described();
  }
  for (const std::string_view word : whole_secret_words)
    if (is_word_before(text, end, word) && word_begins_at(text, end - word.size())) return !described();
  for (const std::string_view word : pass_words)
    if (is_word_before(text, end, word) && is_one_before(text, end - word.size(), pass, true))
      return !described();
  return is_word_before(text, end, "key") && is_one_before(text, end - 3, secret_key_kinds, false) &&
         !is_word_after(text, plural_end, "id");
}

ROSTER_DECL bool secret_name_ends_at(std::string_view text, std::size_t end) noexcept {
  if (end < 2 || end > text.size() || !may_end_secret(text[end - 2], text[end - 1])) return false;
  return secret_word_ends_at(text, end, end) ||
         (small_letter(text[end - 1]) == 's' && secret_word_ends_at(text, end - 1, end));
}

ROSTER_DECL bool names_secret(std::string_view name) noexcept {
  for (std::size_t end = 2; end < name.size(); ++end) {
    const bool goes_on = is_lower_letter(name[end]) && !is_upper_letter(name[end - 1]);
    if (goes_on || !may_end_secret(name[end - 2], name[end - 1])) continue;
    if (is_any_letter(name[end - 1]) && word_ends_at(name, end) && secret_name_ends_at(name, end))
      return true;
  }
  return secret_name_ends_at(name, name.size());
}

/// Shorter encoded secrets would match in identifiers by coincidence.
inline constexpr std::size_t min_encoded_size = 6;
inline constexpr int max_nested_escapes = 3;

inline wiped_string hex_encode(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  wiped_string out;
  out.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

/// Returns the base64 digits that depend on `bytes` alone when they follow `before` other bytes.
inline wiped_string base64_within(std::string_view bytes, std::size_t before) {
  const std::size_t begin = (before * 8 + 5) / 6;
  const std::size_t end = (before + bytes.size()) * 8 / 6;
  wiped_string shifted;
  shifted.reserve(before + bytes.size());
  shifted.append(before, '\0').append(bytes);
  std::string encoded = base64_encode(shifted);
  const wipe_at_exit wiped(encoded);
  return wiped_string(std::string_view(encoded).substr(begin, end - begin));
}

inline std::string_view without_padding(std::string_view base64) noexcept {
  return base64.substr(0, base64.find('='));
}

/// Returns whether the byte at `at` belongs to an escape that begins with the backslash before it.
inline bool is_escaped_at(std::string_view text, std::size_t at) noexcept {
  std::size_t begin = at;
  while (begin != 0 && text[begin - 1] == '\\') --begin;
  return (at - begin) % 2 == 1;
}

ROSTER_DECL void redactor::add_encoded(std::string_view spelling) {
  if (spelling.size() >= min_encoded_size) spellings_.add(spelling);
}

ROSTER_DECL void redactor::add(std::string_view secret) {
  if (secret.size() < min_secret_size) return;
  std::string base64 = base64_encode(secret);
  const wipe_at_exit wiped(base64);
  spellings_.add(secret);
  add_encoded(hex_encode(secret));
  add_encoded(base64);
  add_encoded(without_padding(base64));
  for (std::size_t before = 0; before < 3; ++before) add_encoded(base64_within(secret, before));
}

ROSTER_DECL void redactor::add_login(std::string_view user, std::string_view password) {
  wiped_string login;
  login.reserve(user.size() + 1 + password.size());
  login.append(user).append(1, ':').append(password);
  if (login.size() < min_secret_size) return;
  std::string base64 = base64_encode(login);
  const wipe_at_exit wiped(base64);
  spellings_.add_whole(login);
  spellings_.add_whole(hex_encode(login));
  spellings_.add_whole(base64);
  spellings_.add_whole(without_padding(base64));
  for (std::size_t before = 0; before < 3; ++before)
    if (const auto within = base64_within(login, before); within.size() >= min_encoded_size)
      spellings_.add_whole(within);
}

ROSTER_DECL std::string redactor::redact(std::string_view text) const {
  if (empty()) return std::string(text);
  std::vector<bool> hidden;
  unescaped_text shown(text);
  for (int nested = 0;; ++nested) {
    spellings_.find(shown.bytes(), [&](std::size_t begin, std::size_t end) {
      hidden.resize(text.size());
      const auto first = static_cast<std::ptrdiff_t>(shown.origin_of(begin));
      const auto last = static_cast<std::ptrdiff_t>(shown.origin_end(end));
      std::fill(hidden.begin() + first, hidden.begin() + last, true);
    });
    if (nested == max_nested_escapes || !shown.decode_escapes()) break;
  }
  if (hidden.empty()) return std::string(text);
  std::string out;
  out.reserve(text.size());  // reallocation would leave copies of secrets of another redactor in freed memory
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!hidden[at]) {
      out += text[at];
      continue;
    }
    if (at != 0 && hidden[at - 1]) continue;
    if (is_escaped_at(text, at)) out.pop_back();  // a truncated escape would make JSON invalid
    out += redacted_secret;
  }
  return out;
}

ROSTER_DECL void redactor::redact_in_place(std::string& text) const {
  std::string redacted = redact(text);
  text.swap(redacted);
  wipe(redacted);
}

ROSTER_DECL failure redactor::redact(const failure& from) const {
  auto details = from.details();
  bool changed = false;
  for (auto* text : {&details.message, &details.vendor_code, &details.vendor_message, &details.recommendation,
                     &details.request_id, &details.missing_permission, &details.request}) {
    std::string before = *text;
    const wipe_at_exit wiped(before);
    redact_in_place(*text);
    changed = changed || before != *text;
  }
  return changed ? failure(from.condition(), std::move(details)) : from;
}

}  // namespace roster::inline v0::detail
