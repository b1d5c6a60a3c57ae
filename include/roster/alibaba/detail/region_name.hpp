// SPDX-License-Identifier: BSL-1.0
#pragma once
// The grammar of region names, which are parts of host names. Any matching name is accepted, so that a new
// region requires no new version of the library.

#include <algorithm>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Returns whether a string has the form of "cn-shanghai".
inline bool is_region_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace roster::inline v0::alibaba::detail
