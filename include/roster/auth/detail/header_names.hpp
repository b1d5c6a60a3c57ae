// SPDX-License-Identifier: BSL-1.0
#pragma once
// The header fields that a signature covers.

#include <algorithm>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Returns the values of all fields of that name, trimmed, sorted and joined by ','.
inline std::string combined_field_value(const http::headers& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const http::header& h : headers)
    if (http::detail::same_ignoring_case(h.name, name)) values.push_back(http::detail::trimmed(h.value));
  std::sort(values.begin(), values.end());
  std::string out;
  std::size_t size = values.size();
  for (const auto value : values) size += value.size();
  out.reserve(size);  // reallocation would leave copies of a security token in memory
  for (std::size_t i = 0; i < values.size(); ++i) out.append(i == 0 ? "" : ",").append(values[i]);
  return out;
}

// Lists of header names as signatures write them: lower case, joined by ';'.

using header_names = std::vector<std::string>;

/// Returns the names of `headers` that `wanted` accepts, in lower case, sorted, without duplicates.
template <class Wanted>
header_names select_names(const http::headers& headers, Wanted wanted) {
  header_names names;
  for (const http::header& h : headers) {
    std::string name = http::detail::lower_case(h.name);
    if (wanted(std::string_view(name))) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Joins names to "host;x-acs-date".
inline std::string join_names(const header_names& names) {
  std::string out;
  for (const std::string& name : names) out.append(&name == &names.front() ? "" : ";").append(name);
  return out;
}

/// Splits "host;x-acs-date"; "" has no names.
inline header_names split_names(std::string_view text) {
  header_names names;
  while (!text.empty()) {
    const auto end = (std::min)(text.find(';'), text.size());
    names.push_back(http::detail::lower_case(text.substr(0, end)));
    text.remove_prefix((std::min)(end + 1, text.size()));
  }
  return names;
}

}  // namespace roster::inline v0::detail
