// SPDX-License-Identifier: BSL-1.0
#pragma once
// Paths with parameters, as targets declare them.

#include <roster/config.hpp>
#include <roster/http/url.hpp>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns whether a path has the pattern "/v1/projects/{project}", and stores its parameters, decoded, by name. None is
/// empty.
ROSTER_DECL bool match_path(std::string_view pattern, std::string_view path, http::detail::query_list& out);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/path_pattern.ipp>
#endif
