// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of interaction.hpp.

#include <roster/recording/interaction.hpp>

#include <array>
#include <cstddef>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/recording/detail/redact_request.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <roster/wire/encode.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// In the order of errc, which begins at 1.
inline constexpr std::array<std::string_view, 17> condition_names{"invalid_argument",
                                                                  "no_credentials",
                                                                  "unauthenticated",
                                                                  "forbidden",
                                                                  "rejected",
                                                                  "throttled",
                                                                  "unavailable",
                                                                  "connection",
                                                                  "tls",
                                                                  "proxy",
                                                                  "timed_out",
                                                                  "protocol",
                                                                  "too_large",
                                                                  "malformed_response",
                                                                  "pagination_stalled",
                                                                  "busy",
                                                                  "exception"};

ROSTER_DECL std::string_view name_of_condition(errc condition) noexcept {
  const auto index = static_cast<std::size_t>(condition) - 1;
  return index < condition_names.size() ? condition_names[index] : std::string_view("connection");
}

ROSTER_DECL errc condition_named(std::string_view name) {
  for (std::size_t i = 0; i < condition_names.size(); ++i)
    if (condition_names[i] == name) return static_cast<errc>(i + 1);
  throw failure(errc::invalid_argument,
                "invalid recording: unknown condition \"" + escape_for_log(name, 64) + '"');
}

ROSTER_DECL interaction recorded(const http::request& request) {
  const redactor secrets = secrets_of(request);
  http::request shown{.path = request.path, .query = redact_query(request.query)};
  return {.method = request.method,
          .host = std::string(request.headers.get("host")),
          .target = secrets.redact(shown.target()),
          .request_body = redact_secrets(request.body, secrets)};
}

ROSTER_DECL std::string to_line(const interaction& entry) {
  interaction clean = entry;
  for (std::string* text :
       {&clean.method, &clean.host, &clean.target, &clean.request_body, &clean.body, &clean.message})
    *text = as_utf8(*text);
  for (recorded_header& h : clean.headers) h.value = as_utf8(h.value);
  return to_json(clean, {.keep_empty = false});
}

ROSTER_DECL std::vector<interaction> parse_recording(std::string_view lines) {
  std::vector<interaction> out;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const auto end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
    if (line.empty()) continue;
    const std::string which = "invalid recording: line " + std::to_string(number) + ": ";
    const auto error = decode(line, out.emplace_back());
    if (error) throw failure(errc::invalid_argument, which + error->text());
    if (out.back().method.empty() || (out.back().status == 0) == out.back().error.empty())
      throw failure(errc::invalid_argument, which + "expected a method, and either a status or a failure");
    if (!out.back().error.empty()) condition_named(out.back().error);
  }
  return out;
}

}  // namespace roster::inline v0::detail
