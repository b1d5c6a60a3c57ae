// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of json_path.hpp.

#include <roster/wire/detail/json_path.hpp>

#include <roster/escape_for_log.hpp>
#include <roster/wire/detail/json_reader.hpp>

namespace roster::inline v0::detail {

/// Skips a value. Returns whether it contains the byte; then `path` leads to the byte.
inline bool find_in_value(json_reader& in, std::size_t offset, std::string& path) {
  const char first = in.peek();
  if (in.offset() >= offset) return true;
  json_reader::scope inside;
  const bool object = first == '{';
  if (!object && first != '[') return in.skip() && in.offset() > offset;
  if (!(object ? in.enter_object(inside) : in.enter_list(inside))) return false;
  const auto here = path.size();
  while (in.more(inside)) {
    path.resize(here);
    std::string_view name;
    if (!object)
      path += '[' + std::to_string(inside.count - 1) + ']';
    else if (in.key(name))
      path.append(here == 0 ? "" : ".").append(escape_for_log(name, max_shown));
    else
      return false;
    if (find_in_value(in, offset, path)) return true;
  }
  path.resize(here);
  return false;
}

ROSTER_DECL std::string json_path(std::string_view json, std::size_t offset, const decode_limits& limits) {
  json_reader in(json, limits);
  std::string path;
  find_in_value(in, offset, path);
  return path;
}

}  // namespace roster::inline v0::detail
