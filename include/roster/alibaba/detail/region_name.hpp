// SPDX-License-Identifier: BSL-1.0
#pragma once
// The grammar of region names, which become a part of a host name. Any matching name is accepted, so that a
// new region needs no new version.

#include <algorithm>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Returns whether a text is written like "cn-shanghai".
inline bool is_region_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace roster::inline v0::alibaba::detail
