// SPDX-License-Identifier: BSL-1.0
#pragma once
// One request with its response or failure, as a value without secrets: the unit of recording and replay.

#include <cstdint>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// A header field of a recorded response.
struct recorded_header {
  std::string name{};
  std::string value{};
};

/// One request with its response or failure. The request has the parts that its response depends on and no headers.
/// Secrets are redacted; see redact_secrets.
struct interaction {
  std::string method{};
  std::string host{};                      ///< the value of the header Host
  std::string target{};                    ///< path and query
  std::string request_body{};              ///< the body of the request
  std::int64_t status{};                   ///< of the response; 0 when the request failed
  std::vector<recorded_header> headers{};  ///< of the response: those that this library reads, and Date
  std::string body{};                      ///< of the response
  std::string error{};    ///< when the request failed: the name of the condition, "connection"
  std::string message{};  ///< when the request failed: its message

  /// The names in the file.
  static consteval auto wire_names() {
    return names{renamed{&interaction::request_body, "sent"}, renamed{&interaction::error, "failed"}};
  }
};

/// Returns the interaction of a request, still without a response.
ROSTER_DECL interaction recorded(const http::request& request);

/// Returns the name of a condition in a recording.
ROSTER_DECL std::string_view name_of_condition(errc condition) noexcept;

/// Returns the condition of a name in a recording.
/// Fails: failure(errc::invalid_argument) for an unknown name.
ROSTER_DECL errc condition_named(std::string_view name);

/// Returns an interaction as one line of JSON, without the end of the line. Bytes that are not UTF-8 become U+FFFD.
ROSTER_DECL std::string to_line(const interaction& entry);

/// Parses lines of JSON; skips empty ones.
/// Fails: failure(errc::invalid_argument); the message names the line.
/// Example: interaction: written lines are parsed back to equal values
ROSTER_DECL std::vector<interaction> parse_recording(std::string_view lines);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/interaction.ipp>
#endif
