// SPDX-License-Identifier: BSL-1.0
#pragma once
// Builds and checks paths that every server and proxy interprets in the same way: paths without segments that a server
// or proxy may remove.

#include <initializer_list>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http {

/// Returns the path that consists of these segments, each percent-encoded: `{"services", "cn-shanghai", "a b/c"}`
/// becomes "/services/cn-shanghai/a%20b%2Fc". Use it for names from external sources.
/// Fails: failure(errc::invalid_argument) for an empty segment, and for a segment that check_path_segments() rejects.
/// Example: path_from_segments: encodes every segment
ROSTER_DECL std::string path_from_segments(std::initializer_list<std::string_view> segments);

namespace detail {

/// Returns the reason why check_path_segments() rejects a path, such as "an empty segment", or "".
ROSTER_DECL std::string problem_of_path(std::string_view path);

/// Checks that an encoded path has no empty segment ("//") and no dot segment ("." or ".."), in any encoding: `%2e`,
/// between `%2F`, `\` or `%5C`, before ';'. Such a path may be normalized to one that differs from the signed path.
/// Complexity: linear.
/// Fails: failure(errc::invalid_argument), which names the path.
/// Source: RFC 3986, 5.2.4 and 6.2.2.
ROSTER_DECL void check_path_segments(std::string_view path);

}  // namespace detail

}  // namespace roster::inline v0::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/path_segments.ipp>
#endif
