// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of config_file.hpp.

#include <roster/auth/detail/config_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <functional>
#include <map>
#include <roster/detail/open_flags.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/grammar.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace roster::inline v0::detail {

/// RAII handle of an open file.
class open_file {
 public:
  // Non-blocking, so that a pipe without a writer opens immediately and can be rejected.
  explicit open_file(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | careful_open)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_;
};

inline text_file not_read(int error) {
  if (error == ENOENT || error == ENOTDIR) return {.problem = "does not exist", .absent = true};
  return {.problem = "cannot be read: " + std::generic_category().message(error)};
}

/// Returns why a file of this type is not read; "" if it is.
inline std::string problem_of_kind(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return "is a directory";
  if (!S_ISREG(status.st_mode)) return "is not a regular file";
  return {};
}

inline std::string too_large(std::size_t most) {
  return "is too large (more than " + std::to_string(most) + " bytes)";
}

/// Returns why a file with this content is rejected; "" if it is accepted.
inline std::string problem_of_text(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "is UTF-16; expected UTF-8";
  const auto zero = text.find('\0');
  if (zero != text.npos) return "is not text: byte " + std::to_string(zero) + " is zero";
  return {};
}

inline text_file read_all(const open_file& file, std::size_t most) {
  text_file out;
  std::string buffer(8192, '\0');
  const wipe_at_exit wiped(buffer);
  while (true) {
    const auto count = ::read(file.descriptor(), buffer.data(), static_cast<unsigned>(buffer.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count > 0)
      append_secret(out.text, std::string_view(buffer).substr(0, static_cast<std::size_t>(count)));
    if (count < 0)
      out.problem = not_read(errno).problem;
    else if (out.text.size() > most)
      out.problem = too_large(most);
    if (count <= 0 || !out.problem.empty()) return out;
  }
}

ROSTER_DECL text_file read_text_file(const std::string& path, std::size_t most) {
  if (path.find('\0') != path.npos) return {.problem = "is not a path: it contains a zero byte"};
  struct stat status{};
  // Checked before opening, since opening a device can have side effects.
  if (::stat(path.c_str(), &status) != 0) return not_read(errno);
  if (auto problem = problem_of_kind(status); !problem.empty()) return {.problem = std::move(problem)};
  const open_file file(path);
  if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) return not_read(errno);
  if (auto problem = problem_of_kind(status); !problem.empty()) return {.problem = std::move(problem)};
  auto out = read_all(file, most);
  if (out.problem.empty()) out.problem = problem_of_text(out.text);
  if (!out.problem.empty()) wipe(out.text);
  if (out.text.starts_with("\xEF\xBB\xBF")) out.text.erase(0, 3);
  return out;
}

/// Removes the first line from `text` and returns it without its line end.
inline std::string_view take_line(std::string_view& text) {
  const auto end = (std::min)(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix((std::min)(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Returns the text before a comment that begins after white space.
inline std::string_view without_comment(std::string_view text, std::string_view marks) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (marks.find(text[i]) != marks.npos && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t'))
      return http::detail::trimmed(text.substr(0, i));
  return http::detail::trimmed(text);
}

/// Returns a value without its quotes; std::nullopt if they are not closed or text follows them.
inline std::optional<std::string_view> ini_value(std::string_view text) {
  text = http::detail::trimmed(text);
  const char quote = text.empty() ? '\0' : text.front();
  if (quote != '"' && quote != '\'') return without_comment(text, "#;");
  const auto end = text.find(quote, 1);
  if (end == text.npos || !without_comment(text.substr(end + 1), "#;").empty()) return std::nullopt;
  return text.substr(1, end - 1);
}

/// The sections read so far, with their indexes by name.
struct ini_reading {
  ini_text out{};
  std::map<std::string, std::size_t, std::less<>> index_of_section{};
  std::string current{};  ///< name of the current section

  ini_section& section() {
    const auto [found, is_new] = index_of_section.try_emplace(current, out.sections.size());
    return is_new ? out.sections.emplace_back(ini_section{.name = current}) : out.sections[found->second];
  }
};

/// Reads one line. Returns what is wrong with it, or "".
inline std::string_view read_ini_line(ini_reading& reading, std::string_view line) {
  line = http::detail::trimmed(line);
  if (line.empty() || line.front() == '#' || line.front() == ';') return {};
  if (line.front() == '[') {
    const auto end = line.find(']');
    if (end == line.npos || !without_comment(line.substr(end + 1), "#;").empty())
      return "has a malformed section header: expected [section]";
    reading.current = http::detail::trimmed(line.substr(1, end - 1));
    reading.section();
    return {};
  }
  const auto equals = line.find('=');
  const auto name = http::detail::trimmed(line.substr(0, equals));
  if (equals == line.npos || name.empty()) return "is neither [section] nor name = value";
  const auto value = ini_value(line.substr(equals + 1));
  if (!value) return "has a malformed value: the quotes do not enclose it";
  reading.section().values.emplace_back(name, *value);
  return {};
}

ROSTER_DECL std::string_view ini_section::value(std::string_view wanted) const noexcept {
  const auto found =
      std::find_if(values.rbegin(), values.rend(), [&](const auto& entry) { return entry.first == wanted; });
  return found == values.rend() ? std::string_view() : found->second.reveal();
}

ROSTER_DECL const ini_section* ini_text::section(std::string_view name) const noexcept {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const ini_section& section) { return section.name == name; });
  return found == sections.end() ? nullptr : &*found;
}

ROSTER_DECL ini_text parse_ini(std::string_view text) {
  ini_reading reading;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const auto what = read_ini_line(reading, take_line(text));
    if (what.empty()) continue;
    reading.out.problem = parse_error{line, what};
    break;
  }
  return std::move(reading.out);
}

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
    const auto after = http::detail::trimmed(rest());
    return after.empty() || after.front() == '#';
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
