// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a region's name may look like, since it becomes a part of a host's name. Any that fits is taken, so that a
// new region needs no new version.

#include <algorithm>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Tells whether a text is written like "cn-shanghai".
inline bool is_region_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace roster::inline v0::alibaba::detail
