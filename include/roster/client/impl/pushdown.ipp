// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of pushdown.hpp.

#include <roster/client/detail/pushdown.hpp>

#include <algorithm>
#include <roster/escape_for_log.hpp>
#include <roster/wire/columns.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL bool is_extra(const list_options& options, std::string_view name) {
  const auto named = [&](const auto& one) { return one.first == name; };
  return std::any_of(options.extra_query.begin(), options.extra_query.end(), named) ||
         std::any_of(options.extra_body.begin(), options.extra_body.end(), named);
}

ROSTER_DECL std::string request_text(const type_descriptor& type, const void* request) {
  std::string out;
  for (const auto& path : column_paths_of(type)) {
    if (path.members.size() > 1) continue;  // is part of the object's text
    const cell value = read_cell(path, request, false);
    if (!value.empty())
      out += (out.empty() ? "" : ", ") + path.name + '=' + escape_for_log(value.text(), 128);
  }
  return out;
}

}  // namespace roster::inline v0::detail
