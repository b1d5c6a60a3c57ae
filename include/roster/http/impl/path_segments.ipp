// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of path_segments.hpp.

#include <algorithm>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/path_segments.hpp>
#include <roster/http/query.hpp>

namespace roster::inline v0::http {
namespace detail {

[[noreturn]] inline void bad_path(std::string_view path, const std::string& why) {
  throw failure(errc::invalid_argument, "invalid path \"" + escape_for_log(path, 256) + "\": " + why);
}

/// Returns what is wrong with the segments of a decoded path, ignoring their parameters; "" if nothing is.
inline std::string problem_of_segments(std::string_view path) {
  for (bool first = true;; first = false) {
    const auto end = (std::min)(path.find_first_of("/\\"), path.size());
    const bool last = end == path.size();
    const auto segment = path.substr(0, end);
    const auto name = segment.substr(0, segment.find(';'));
    if (name == "." || name == "..")
      return "a dot segment (\".\" or \"..\"), which an intermediary may resolve to another path";
    if (name.empty() && !first && !last) return "an empty segment (\"//\")";
    if (last) return {};
    path.remove_prefix(end + 1);
  }
}

ROSTER_DECL std::string problem_of_path(std::string_view path) {
  if (path.find("//") != path.npos) return "an empty segment (\"//\")";
  const auto decoded = percent_decode(path);  // std::nullopt for a path that check_request() rejects
  return decoded ? detail::problem_of_segments(*decoded) : std::string();
}

ROSTER_DECL void check_path_segments(std::string_view path) {
  const auto problem = problem_of_path(path);
  if (!problem.empty()) detail::bad_path(path, problem);
}

}  // namespace detail

ROSTER_DECL std::string path_from_segments(std::initializer_list<std::string_view> segments) {
  std::string out;
  for (const auto segment : segments) {
    out += '/' + detail::percent_encode(segment);
    if (segment.empty()) detail::bad_path(out, "an empty segment at the end");
  }
  detail::check_path_segments(out);
  return out;
}

}  // namespace roster::inline v0::http
