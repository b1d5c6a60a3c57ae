// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of link_header.hpp.

#include <roster/paging/detail/link_header.hpp>

#include <algorithm>
#include <roster/http/detail/grammar.hpp>
#include <string_view>

namespace roster::inline v0::detail {

inline std::string_view without_leading_space(std::string_view text) noexcept {
  text.remove_prefix((std::min)(text.find_first_not_of(" \t"), text.size()));
  return text;
}

/// Removes a token or a quoted string from the beginning of `text`, and returns it without quotes and escapes.
inline std::string take_value(std::string_view& text) {
  std::string out;
  if (!text.starts_with('"')) {
    const auto end = (std::min)(text.find_first_of(";, \t"), text.size());
    out = text.substr(0, end);
    text.remove_prefix(end);
    return out;
  }
  text.remove_prefix(1);
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
    out += text.front();
    text.remove_prefix(1);
  }
  if (!text.empty()) text.remove_prefix(1);
  return out;
}

/// Returns whether a list of relation types, separated by spaces, contains "next".
inline bool names_next(std::string_view types) {
  while (!(types = without_leading_space(types)).empty()) {
    const auto end = (std::min)(types.find_first_of(" \t"), types.size());
    if (http::detail::same_ignoring_case(types.substr(0, end), "next")) return true;
    types.remove_prefix(end);
  }
  return false;
}

/// Removes the parameters of a link from the beginning of `text`; returns whether its relation type is "next". The
/// first "rel" counts.
inline bool take_parameters(std::string_view& text) {
  bool is_next = false;
  bool has_type = false;
  while (!(text = without_leading_space(text)).empty() && text.front() != ',') {
    if (text.front() == ';') {
      text.remove_prefix(1);
      continue;
    }
    const auto end = (std::min)(text.find_first_of("=;,"), text.size());
    const auto name = http::detail::trimmed(text.substr(0, end));
    text.remove_prefix(end);
    std::string value;
    if (text.starts_with('=')) {
      text = without_leading_space(text.substr(1));
      value = take_value(text);
    }
    if (has_type || !http::detail::same_ignoring_case(name, "rel")) continue;
    has_type = true;
    is_next = names_next(value);
  }
  return is_next;
}

/// Removes the target of a link from the beginning of `text`; std::nullopt if there is no valid link.
inline std::optional<std::string_view> take_target(std::string_view& text) noexcept {
  const auto end = text.starts_with('<') ? text.find('>') : text.npos;
  if (end == text.npos) return std::nullopt;
  const auto target = text.substr(1, end - 1);
  const auto rest = without_leading_space(text.substr(end + 1));
  if (target.find('<') != target.npos || (!rest.empty() && rest.front() != ';' && rest.front() != ','))
    return std::nullopt;
  text = rest;
  return target;
}

/// Returns the first link with the relation type "next" in one header field.
inline next_link_result next_link_in(std::string_view text) {
  bool malformed = false;
  while (!(text = without_leading_space(text)).empty()) {
    const auto target = text.front() != ',' ? take_target(text) : std::nullopt;
    if (!target) {  // an empty element, or not a link: continue after the next comma
      malformed = malformed || text.front() != ',';
      text.remove_prefix((std::min)(text.find(','), text.size() - 1) + 1);
      continue;
    }
    if (take_parameters(text)) return {.target = std::string(*target)};
    if (!text.empty()) text.remove_prefix(1);
  }
  return {.malformed = malformed};
}

ROSTER_DECL next_link_result next_link(const http::headers& headers) {
  bool malformed = false;
  for (const http::header& field : headers) {
    if (!http::detail::same_ignoring_case(field.name, "link")) continue;
    auto found = next_link_in(field.value);
    if (found.target) return found;
    malformed = malformed || found.malformed;
  }
  return {.malformed = malformed};
}

}  // namespace roster::inline v0::detail
