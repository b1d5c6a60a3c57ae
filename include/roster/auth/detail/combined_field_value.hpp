// SPDX-License-Identifier: BSL-1.0
#pragma once
// The combined value of all header fields of one name, as signatures use it.

#include <algorithm>
#include <roster/http/detail/trimmed.hpp>
#include <roster/http/headers.hpp>
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

}  // namespace roster::inline v0::detail
