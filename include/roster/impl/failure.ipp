// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of failure.hpp.

#include <roster/failure.hpp>

#include <boost/system/errc.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0 {
namespace detail {

#if defined(__GNUC__)  // Boost's error_category has no virtual destructor by design
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#endif

class error_category_impl final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "roster"; }

  std::string message(int value) const override {
    switch (static_cast<errc>(value)) {
      case errc::invalid_argument:
        return "invalid argument";
      case errc::no_credentials:
        return "no credentials";
      case errc::unauthenticated:
        return "authentication failed";
      case errc::forbidden:
        return "permission denied";
      case errc::bad_request:
        return "bad request";
      case errc::throttled:
        return "throttled";
      case errc::unavailable:
        return "service unavailable";
      case errc::connection:
        return "connection failed";
      case errc::tls:
        return "TLS error";
      case errc::proxy:
        return "proxy error";
      case errc::timed_out:
        return "timed out";
      case errc::protocol:
        return "protocol error";
      case errc::too_large:
        return "response too large";
      case errc::malformed_response:
        return "malformed response";
      case errc::pagination_stalled:
        return "pagination stalled";
      case errc::busy:
        return "operation in progress";
      case errc::exception:
        return "a user function threw an exception";
    }
    return "unknown roster error";
  }
};

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

}  // namespace detail

ROSTER_DECL const boost::system::error_category& error_category() noexcept {
  static const detail::error_category_impl instance;
  return instance;
}

namespace detail {

inline void append_part(std::string& line, const char* label, const std::string& value) {
  if (value.empty()) return;
  line += line.empty() ? "" : "; ";
  line += label;
  line += value;
}

/// Returns a summary of a network error. Recognizes Asio's categories by name, to avoid a dependency on Asio.
inline std::string_view connection_summary(const boost::system::error_code& cause) {
  namespace posix = boost::system::errc;
  const std::string_view category = cause.category().name();
  if (cause == posix::connection_refused) return "connection refused";
  if (cause == posix::connection_reset || cause == posix::broken_pipe || cause == posix::connection_aborted)
    return "connection reset";
  if (category == "asio.misc") return "connection closed";  // asio::error::eof
  if (cause == posix::network_unreachable) return "network unreachable";
  if (cause == posix::host_unreachable) return "host unreachable";
  if (cause == posix::timed_out) return "connection timed out";
  if (category == "asio.netdb" || category == "asio.addrinfo") return "host not found";
  return "connection failed";
}

/// Returns the summary of the condition, with which the failure's message begins.
inline std::string failure_summary(errc condition, const failure_details& details) {
  if (condition == errc::connection) return std::string(connection_summary(details.cause));
  if (condition == errc::bad_request && details.http_status == 404) return "not found";
  return make_error_code(condition).message();
}

/// Returns whether a message already begins with the condition, possibly more specific than the summary.
inline bool names_condition(std::string_view message, errc condition, std::string_view summary) {
  const std::string_view first_clause = message.substr(0, message.find(": "));
  if (message.starts_with(summary)) return true;
  switch (condition) {
    case errc::invalid_argument:
      return first_clause.starts_with("invalid ");
    case errc::timed_out:
      return first_clause.ends_with("timed out");
    case errc::tls:
      return first_clause.starts_with("TLS ");
    case errc::proxy:
      return first_clause.starts_with("proxy ");
    default:
      return false;
  }
}

inline std::string failure_line(errc condition, const failure_details& details) {
  std::string line = failure_summary(condition, details);
  if (names_condition(details.message, condition, line))
    line = details.message;
  else if (!details.message.empty())
    line += ": " + details.message;
  if (details.http_status != 0) append_part(line, "HTTP ", std::to_string(details.http_status));
  append_part(line, "code ", details.vendor_code);
  append_part(line, "service message: ", details.vendor_message);
  append_part(line, "missing permission: ", details.missing_permission);
  append_part(line, "request id ", details.request_id);
  append_part(line, "see ", details.recommendation);
  if (line.find(details.endpoint) == line.npos) append_part(line, "endpoint ", details.endpoint);
  append_part(line, "request ", details.request);
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

}  // namespace roster::inline v0
