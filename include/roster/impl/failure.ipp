// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of failure.hpp.

#include <roster/failure.hpp>
#include <utility>

namespace roster {
namespace detail {

inline void append_part(std::string& line, const char* label, const std::string& value) {
  if (value.empty()) return;
  line += line.empty() ? "" : "; ";
  line += label;
  line += value;
}

inline std::string failure_line(errc condition, const failure_details& details) {
  std::string line = details.message.empty() ? make_error_code(condition).message() : details.message;
  if (details.http_status != 0) append_part(line, "HTTP ", std::to_string(details.http_status));
  append_part(line, "code ", details.vendor_code);
  append_part(line, "service says: ", details.vendor_message);
  append_part(line, "missing permission: ", details.missing_permission);
  append_part(line, "request id ", details.request_id);
  append_part(line, "see ", details.recommendation);
  if (line.find(details.endpoint) == line.npos) append_part(line, "endpoint ", details.endpoint);
  if (details.page > 1) append_part(line, "page ", std::to_string(details.page));
  if (details.attempts > 1) append_part(line, "attempts ", std::to_string(details.attempts));
  return line;
}

}  // namespace detail

ROSTER_DECL failure::failure(errc condition, failure_details details)
    : system_error(make_error_code(condition)),
      details_(std::make_shared<const failure_details>(std::move(details))),
      line_(std::make_shared<const std::string>(detail::failure_line(condition, *details_))) {}

ROSTER_DECL failure::failure(errc condition, std::string message)
    : failure(condition, failure_details{.message = std::move(message)}) {}

}  // namespace roster
