// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redact_text.hpp.

#include <roster/wire/detail/redact_text.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <roster/detail/redactor.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/detail/credentials_in_text.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

inline constexpr int max_nested_texts = 4;
/// Redaction has no limits of size; only the depth of its recursion is limited.
inline constexpr decode_limits redaction_limits{.depth = decode_limits{}.depth,
                                                .items = (std::numeric_limits<std::size_t>::max)(),
                                                .members = (std::numeric_limits<std::size_t>::max)(),
                                                .text = (std::numeric_limits<std::size_t>::max)()};

inline std::optional<std::string> redact_nested(std::string_view text, text_content content,
                                                const redactor* known, int nested);

/// Returns whether a string is a command line option whose value is a secret: "--api-key".
inline bool is_secret_option(std::string_view text) noexcept {
  return text.starts_with('-') && text.find_first_of(" =:") == text.npos && names_secret(text);
}

inline bool is_lower_case_of(std::string_view text, std::string_view lower) noexcept {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (static_cast<char>(text[i] | 0x20) != lower[i]) return false;
  return true;
}

/// Returns whether a member is a part of a pair: "value", or with what the pair is in front, "LabelValue", "tag_value".
inline bool is_part_of_pair(std::string_view member, std::string_view part) noexcept {
  if (member.size() < part.size() || !is_lower_case_of(member.substr(member.size() - part.size()), part))
    return false;
  member.remove_suffix(part.size());
  if (member.ends_with('_') || member.ends_with('-')) member.remove_suffix(1);
  for (const std::string_view kind : {"", "label", "tag", "env", "variable", "parameter", "header"})
    if (is_lower_case_of(member, kind)) return true;
  return false;
}

ROSTER_DECL bool is_name_of_pair(std::string_view member) noexcept {
  return is_part_of_pair(member, "name") || is_part_of_pair(member, "key");
}

ROSTER_DECL bool is_value_of_pair(std::string_view member) noexcept {
  return is_part_of_pair(member, "value") || is_part_of_pair(member, "values");
}

/// Reads JSON once and records the replacements.
class json_redactor {
 public:
  /// `nested` is the number of strings that the JSON is nested in.
  json_redactor(std::string_view json, const redactor* known, int nested)
      : json_(json), in_(json, redaction_limits), known_(known), nested_(nested) {}

  /// Returns false when the text is not JSON.
  bool run(bool is_secret = false) { return value(is_secret) && in_.finish(); }

  /// Returns the redacted JSON, std::nullopt if there is nothing to redact.
  std::optional<std::string> result() const {
    std::optional<std::string> out;
    std::size_t copied = 0;
    for (const edit& one : edits_) {
      if (one.text.empty() || one.begin < copied) continue;  // no replacement, or inside a redacted value
      if (!out) out.emplace();
      out->append(json_.substr(copied, one.begin - copied)).append(one.text);
      copied = one.end;
    }
    if (out) out->append(json_.substr(copied));
    return out;
  }

 private:
  struct edit {
    std::size_t begin{};
    std::size_t end{};
    std::string text{};  ///< "": no replacement
  };

  bool value(bool is_secret) {
    const char first = in_.peek();
    if (is_secret) return secret_value(first);
    if (first == '{') return object();
    if (first == '[') return list();
    if (first != '"') return in_.skip();
    std::string_view unused;
    return text_value(unused);
  }

  /// Redacts a whole value, unless it discloses nothing.
  bool secret_value(char first) {
    const std::size_t start = in_.offset();
    if (first == 't' || first == 'f' || first == 'n') return in_.skip();
    if ((first == '{' || first == '[') && in_.take_empty(first)) return true;
    if (!in_.skip()) return false;
    if (in_.since(start) != "\"\"") edits_.push_back({start, in_.offset(), "\"***\""});
    return true;
  }

  bool list() {
    json_reader::scope inside;
    bool is_secret = false;
    curl_arguments arguments;
    if (!in_.enter_list(inside)) return false;
    while (in_.more(inside)) {
      std::string_view text;
      const bool is_text = in_.peek() == '"';
      const std::size_t start = in_.offset();
      if (is_text && !is_secret ? !text_value(text) : !value(is_secret)) return false;
      if (arguments.has_password(text)) replace_text(start, redacted_secret);
      is_secret = is_secret_option(text);
    }
    return in_.good();
  }

  bool object() {
    json_reader::scope inside;
    std::vector<std::size_t> values;  // indices of the edits that redact the value of a pair
    bool is_secret_pair = false;
    if (!in_.enter_object(inside)) return false;
    while (in_.more(inside)) {
      in_.peek();
      const std::size_t start = in_.offset();
      std::string_view name;
      if (!in_.key(name)) return false;
      const bool is_secret = names_secret(name);
      const bool is_name = is_name_of_pair(name);
      const bool is_value = is_value_of_pair(name);
      if (known_ != nullptr) redact_name(start, name);
      if (is_value) {
        if (!value_of_pair(values)) return false;
      } else if (is_name && in_.peek() == '"') {
        if (!name_of_pair(is_secret_pair)) return false;
      } else if (!value(is_secret)) {
        return false;
      }
    }
    for (const std::size_t i : values) {
      if (!is_secret_pair && i + 1 == edits_.size())
        edits_.pop_back();
      else if (is_secret_pair)
        edits_[i].text = "\"***\"";
    }
    return in_.good();
  }

  bool name_of_pair(bool& is_secret_pair) {
    std::string_view text;
    if (!text_value(text)) return false;
    is_secret_pair = is_secret_pair || names_secret(text);
    return true;
  }

  /// Reads the value of a pair, which is redacted if the name of the pair is secret.
  bool value_of_pair(std::vector<std::size_t>& values) {
    const char first = in_.peek();
    const std::size_t slot = edits_.size();
    const std::size_t start = in_.offset();
    edits_.push_back({start, start, {}});
    if (!value(false)) return false;
    const std::string_view json = in_.since(start);
    edits_[slot].end = in_.offset();
    if (first != 't' && first != 'f' && first != 'n' && json != "\"\"") values.push_back(slot);
    return true;
  }

  /// Reads a string and redacts the secrets in it. `text` is the original.
  bool text_value(std::string_view& text) {
    const std::size_t start = in_.offset();
    if (!in_.text(text)) return false;
    if (auto redacted = redact_nested(text, text_content::any, known_, nested_ + 1))
      replace_text(start, *redacted);
    return true;
  }

  void redact_name(std::size_t start, std::string_view name) {
    const std::string shown = known_->redact(name);
    if (shown != name) replace_text(start, shown, ":");
  }

  void replace_text(std::size_t start, std::string_view text, std::string_view after = "") {
    std::string quoted;
    append_json_string(text, quoted);
    edits_.push_back({start, in_.offset(), quoted.append(after)});
  }

  std::string_view json_;
  json_reader in_;
  const redactor* known_;
  int nested_;
  std::vector<edit> edits_{};  // in order; one may contain those that follow it
};

/// Returns `text` without a byte order mark and without leading and trailing white space.
inline std::string_view without_margins(std::string_view text) noexcept {
  constexpr std::string_view spaces = " \t\r\n\f\v";
  const auto skip = [&] { text.remove_prefix((std::min)(text.find_first_not_of(spaces), text.size())); };
  skip();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  skip();
  return text.substr(0, text.find_last_not_of(spaces) + 1);
}

/// Returns whether a string looks like a JSON document: an object, a list, or a string in quotes.
inline bool looks_like_json(std::string_view text) noexcept {
  return text.starts_with('{') || text.starts_with('[') ||
         (text.size() > 1 && text.front() == '"' && text.back() == '"');
}

inline bool is_in_name(char c) noexcept {
  const char lower = static_cast<char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// Returns whether a word looks generated rather than written: it is long, and has letters and digits.
inline bool looks_generated(std::string_view word) noexcept {
  const auto has = [&](auto is) { return std::any_of(word.begin(), word.end(), is); };
  return word.size() >= 8 && has(http::detail::is_digit) && has(http::detail::is_alpha);
}

/// Returns whether the text after "NAME:" is the tag of an image, a port or a path.
inline bool looks_like_tag(std::string_view word) noexcept {
  return word.size() < 6 || http::detail::is_digit(word[0]) || word[0] == '/' ||
         (word[0] == 'v' && http::detail::is_digit(word[1])) || word == "latest" || word == "stable";
}

/// Returns whether a secret follows the name at [begin, end) of `text` and a colon: at the start of a line or an item
/// any value, in the middle of a sentence what is not prose, as "failed to fetch the token: not found" is.
inline bool has_value_after_colon(std::string_view text, std::size_t begin, std::size_t end,
                                  std::size_t value) noexcept {
  const auto before = begin == 0 ? text.npos : text.find_last_not_of(" \t", begin - 1);
  const bool begins =
      before == text.npos || std::string_view("\n\r\\\"'{[(,-?").find(text[before]) != text.npos;
  const auto word = text.substr(value, text.find_first_of(" \t\r\n\\\"',;&<>", value) - value);
  if (value == end + 1)  // without a blank, as in "image:tag" and "host:port"
    return begins && secret_name_ends_at(text, end) && !looks_like_tag(word);
  const auto name = text.substr(begin, end - begin);
  return begins || name.find_first_of("-_") != name.npos || is_lower_case_of(name, "authorization") ||
         looks_generated(word);
}

/// Returns whether the name at [begin, end) of `text` is followed by a value: `NAME=…`, `"NAME":…`, `NAME: …`,
/// `--NAME …`, `<NAME>…`. A redacted value does not count.
inline bool has_value(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  constexpr std::string_view quotes = "\\\"'";
  constexpr std::string_view spaces = " \t";
  const auto after = [&](std::string_view skipped, std::size_t at) {
    return (std::min)(text.find_first_not_of(skipped, at), text.size());
  };
  const std::size_t unquoted = after(quotes, end);
  const std::size_t at = after(spaces, unquoted);
  if (at == text.size()) return false;
  if (text[end] == '>' && begin != 0 && text[begin - 1] == '<')
    return end + 1 < text.size() && text[end + 1] != '<' &&
           !text.substr(end + 1).starts_with(redacted_secret);
  const bool is_option = text.substr(begin).starts_with("--");
  if (is_option && at != end && text[at] != '-') return true;
  if (text[at] != ':' && text[at] != '=') return false;
  const std::size_t value = after(" \t\\\"'", at + 1);
  if (value == text.size() || std::string_view("&,;=\r\n").find(text[value]) != std::string_view::npos ||
      text.substr(value).starts_with(redacted_secret))
    return false;
  if (text[at] == '=' || unquoted != end) return true;
  if (text.substr(at + 1, value - at - 1).find_first_of(quotes) != text.npos) return true;
  return has_value_after_colon(text, begin, end, value);
}

/// Returns whether a string that is not JSON assigns a value to the name of a secret.
inline bool assigns_secret(std::string_view text) noexcept {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_in_name(text[end])) ++end;
    if (end != begin && (names_secret(text.substr(begin, end - begin)) || secret_name_ends_at(text, end)) &&
        has_value(text, begin, end))
      return true;
    begin = end + 1;
  }
  return false;
}

/// Returns whether a string has a URL with a password, as in "postgres://user:password@host/".
inline bool has_password_in_url(std::string_view text) noexcept {
  constexpr std::string_view mark = "://";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
    at += mark.size();
    const auto authority = text.substr(at, text.find_first_of(" \t\r\n\"'`<>/?#\\", at) - at);
    const auto user_info = authority.substr(0, (std::min)(authority.rfind('@'), authority.size()));
    const auto colon = user_info.find(':');
    if (user_info.size() != authority.size() && colon < user_info.size() - 1 &&
        user_info.substr(colon + 1) != redacted_secret)
      return true;
    at += authority.size();
  }
  return false;
}

/// Returns whether a string may hold a secret that is recognized by its context. Names may be escaped: "\u0074oken".
inline bool may_hold_secret(std::string_view text) noexcept {
  return names_secret(text) || text.find('@') != text.npos || text.find("\\u00") != text.npos ||
         text.find("curl") != text.npos;
}

inline std::optional<std::string> redact_nested(std::string_view text, text_content content,
                                                const redactor* known, int nested) {
  const bool mentions = may_hold_secret(text);
  if (!mentions && known == nullptr) return std::nullopt;
  const std::string_view body = without_margins(text);
  const bool is_json = content == text_content::json || looks_like_json(body);
  if (is_json && nested <= max_nested_texts) {
    json_redactor redacting(body, known, nested);
    if (redacting.run()) {
      auto redacted = redacting.result();
      const auto before = static_cast<std::size_t>(body.data() - text.data());
      if (redacted) {
        redacted->insert(0, text.substr(0, before));
        redacted->append(text.substr(before + body.size()));
      }
      return redacted;
    }
  }
  const bool mentions_name = names_secret(text) || text.find("\\u00") != text.npos;
  if (is_json && mentions_name) return std::string(redacted_secret);
  std::string shown = known != nullptr ? known->redact(text) : std::string(text);
  if (mentions && (assigns_secret(shown) || has_password_in_url(shown) || has_bearer_token(shown) ||
                   has_password_for_curl(shown)))
    return std::string(redacted_secret);
  if (shown == text) return std::nullopt;
  return shown;
}

ROSTER_DECL std::optional<std::string> redact_text(std::string_view text, text_content content,
                                                   const redactor* known) {
  return redact_nested(text, content, known, 0);
}

ROSTER_DECL std::optional<std::string> redact_member(std::string_view json, bool is_secret) {
  if (!is_secret && !may_hold_secret(json)) return std::nullopt;
  json_redactor redacting(json, nullptr, 0);
  if (!redacting.run(is_secret)) return "\"***\"";
  return redacting.result();
}

ROSTER_DECL bool unknown_secrets::is_secret(std::string_view name) {
  if (names_secret(name)) return true;
  if (!is_value_of_pair(name)) return false;
  if (!searched_)
    names_secret_ =
        std::any_of(unknown_.list.begin(), unknown_.list.end(), [](const unknown_fields::field& field) {
          return is_name_of_pair(field.name) && field.json.starts_with('"') && names_secret(field.json);
        });
  searched_ = true;
  return names_secret_;
}

}  // namespace roster::inline v0::detail
