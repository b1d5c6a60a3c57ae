// SPDX-License-Identifier: BSL-1.0
#pragma once
// One request with what came of it, as a value without secrets: what is recorded and replayed.

#include <cstdint>
#include <roster/config.hpp>
#include <roster/error.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0 {

/// A header field of a recorded response.
struct recorded_header {
  std::string name{};
  std::string value{};
};

/// An exchange. Of a request there is what decides its answer and none of its headers; what hides secrets is
/// told with redact_secrets.
struct interaction {
  std::string method{};
  std::string host{};                      ///< as the header Host has it
  std::string target{};                    ///< path and query
  std::string sent{};                      ///< the body of the request
  std::int64_t status{};                   ///< 0 when no answer came
  std::vector<recorded_header> headers{};  ///< of the answer: those that this library reads, and Date
  std::string body{};                      ///< of the answer
  std::string failed{};                    ///< when no answer came: the name of the condition, "connection"
  std::string message{};                   ///< and what was said about it
};

namespace detail {

/// Returns what is recorded of a request.
ROSTER_DECL interaction recorded(const http::request& request);

/// Returns a condition as it is named in a recording, and the condition for a name.
/// Fails: failure(errc::invalid_argument) for a name that is none.
ROSTER_DECL std::string_view name_of_condition(errc condition) noexcept;
ROSTER_DECL errc condition_named(std::string_view name);

}  // namespace detail

/// Returns the exchange as one line of JSON, without the end of the line. Bytes that are not UTF-8 become U+FFFD.
ROSTER_DECL std::string to_line(const interaction& exchange);

/// Reads lines of JSON; empty ones are skipped.
/// Fails: failure(errc::invalid_argument) that names the line.
/// Example: interaction: lines come back as they were written
ROSTER_DECL std::vector<interaction> parse_recording(std::string_view lines);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/interaction.ipp>
#endif
