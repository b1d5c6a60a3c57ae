// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of path_pattern.hpp.

#include <roster/emulator/detail/path_pattern.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Takes the value of a parameter from the front of `path`; `after` is the pattern that follows the parameter.
/// Returns false if there is none.
inline bool take_parameter(std::string_view& path, std::string_view after, std::string& value) {
  const std::string_view segment = path.substr(0, path.find('/'));
  const std::string_view text = after.substr(0, after.find_first_of("/{"));
  const bool ends_segment = text.size() == after.size() || after[text.size()] == '/';
  std::size_t size = segment.size();
  if (!text.empty()) size = ends_segment ? segment.rfind(text) : segment.find(text);
  if (size == segment.npos || size == 0) return false;
  auto decoded = http::detail::percent_decode(segment.substr(0, size));
  if (!decoded) return false;
  value = std::move(*decoded);
  path.remove_prefix(size);
  return true;
}

ROSTER_DECL bool match_path(std::string_view pattern, std::string_view path, http::detail::query_list& out) {
  while (true) {
    const auto open = pattern.find('{');
    const std::string_view text = pattern.substr(0, open);
    if (!path.starts_with(text)) return false;
    path.remove_prefix(text.size());
    if (open == pattern.npos) return path.empty();
    const auto close = pattern.find('}', open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    pattern.remove_prefix(close + 1);
    std::string value;
    if (!take_parameter(path, pattern, value)) return false;
    out.emplace_back(std::string(name), std::move(value));
  }
}

}  // namespace roster::inline v0::emulator::detail
