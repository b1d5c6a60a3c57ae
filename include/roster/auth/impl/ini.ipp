// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of ini.hpp.

#include <roster/auth/detail/ini.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <roster/http/detail/trimmed.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

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
  std::map<std::string, std::size_t, std::less<>> places{};
  std::string current{};  ///< name of the current section

  ini_section& section() {
    const auto [found, is_new] = places.try_emplace(current, out.sections.size());
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

}  // namespace roster::inline v0::detail
