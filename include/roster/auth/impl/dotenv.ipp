// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of dotenv.hpp.

#include <roster/auth/detail/dotenv.hpp>

#include <algorithm>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/detail/trimmed.hpp>

namespace roster::inline v0::detail {

/// Parses the text of a .env file, from its current position.
class dotenv_reader {
 public:
  explicit dotenv_reader(std::string_view text) noexcept : text_(text) {}

  dotenv_text read() {
    while (at_ < text_.size()) {
      const auto start = at_;
      const auto line = line_;
      const auto wrong = read_entry();
      if (!wrong.empty()) {
        if (!out_.problem) out_.problem = parse_error{line, wrong};
        at_ = start;
        line_ = line;
      }
      skip_line();
    }
    return std::move(out_);
  }

 private:
  /// Returns the rest of the line, without its end.
  std::string_view rest() const {
    auto out = text_.substr(at_, text_.find('\n', at_) - at_);
    if (out.ends_with('\r')) out.remove_suffix(1);
    return out;
  }

  void skip_line() {
    at_ = (std::min)(text_.find('\n', at_), text_.size() - 1) + 1;
    ++line_;
  }

  /// Reads one entry, up to the last line of its value. Returns what is wrong with it, or "".
  std::string_view read_entry() {
    const auto line = rest();
    const auto content = http::detail::trimmed(line);
    if (content.empty() || content.front() == '#') return {};
    const auto equals = line.find('=');
    auto name = http::detail::trimmed(line.substr(0, equals));
    if (name.starts_with("export ")) name = http::detail::trimmed(name.substr(7));
    if (equals == line.npos || !is_name(name)) return "is not NAME=value";
    at_ += equals + 1;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    std::string value;
    const wipe_at_exit wiped(value);
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '"' && quote != '\'')
      value = plain_value();
    else if (!quoted_value(quote, value))
      return "has a malformed value: the quotes do not enclose it";
    out_.variables.emplace_back(name, secret(std::move(value)));
    return {};
  }

  static bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return http::detail::is_alpha(c) || http::detail::is_digit(c) || c == '_' || c == '.' || c == '-';
    });
  }

  std::string plain_value() const {
    const auto value = rest();
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char before = text_[at_ + i - 1];  // at least the '=' precedes it
      if (value[i] == '#' && (before == ' ' || before == '\t'))
        return std::string(http::detail::trimmed(value.substr(0, i)));
    }
    return std::string(http::detail::trimmed(value));
  }

  /// Returns the end of the quoted value that begins here; the end of the text if it is not closed.
  std::size_t end_of_quoted(char quote) const {
    std::size_t i = at_ + 1;
    while (i < text_.size() && text_[i] != quote) i += quote == '"' && text_[i] == '\\' ? 2 : 1;
    return (std::min)(i, text_.size());
  }

  bool quoted_value(char quote, std::string& value) {
    value.reserve(end_of_quoted(quote) - at_);  // reallocation would leave copies in memory
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size())
        append_escape(text_[++at_], value);
      else
        value += text_[at_];
    }
    if (at_ == text_.size()) return false;
    ++at_;
    const auto behind = http::detail::trimmed(rest());
    return behind.empty() || behind.front() == '#';
  }

  void append_escape(char escaped, std::string& value) {
    if (escaped == '\n') ++line_;
    if (escaped == 'n') {
      value += '\n';
    } else if (escaped == 'r') {
      value += '\r';
    } else if (escaped == 't') {
      value += '\t';
    } else {
      if (escaped != '"' && escaped != '\\' && escaped != '$') value += '\\';
      value += escaped;
    }
  }

  std::string_view text_;
  std::size_t at_{};
  std::size_t line_{1};
  dotenv_text out_{};
};

ROSTER_DECL std::optional<std::string> dotenv_text::value(std::string_view name) const {
  const auto found = std::find_if(variables.rbegin(), variables.rend(),
                                  [&](const auto& variable) { return variable.first == name; });
  if (found == variables.rend()) return std::nullopt;
  return found->second.reveal();
}

ROSTER_DECL dotenv_text parse_dotenv(std::string_view text) { return dotenv_reader(text).read(); }

}  // namespace roster::inline v0::detail
