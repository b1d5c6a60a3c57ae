// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of transport_failure.hpp.

#include <roster/transport/detail/transport_failure.hpp>

#include <boost/asio/error.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL failure transport_failure(errc condition, std::string message, const std::string& origin,
                                      boost::system::error_code cause) {
  namespace error = boost::asio::error;
  const bool is_in_summary = condition == errc::timed_out || cause == error::eof ||
                             cause == error::connection_refused || cause == error::connection_reset ||
                             cause.category() == error::get_netdb_category();
  if (cause && !is_in_summary) message += ": " + cause.message();
  return {condition, failure_details{.message = std::move(message), .endpoint = origin, .cause = cause}};
}

ROSTER_DECL std::string duration_text(std::chrono::steady_clock::duration duration) {
  const auto ms = std::chrono::round<std::chrono::milliseconds>(duration).count();
  return ms >= 1000 && ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

}  // namespace roster::inline v0::detail
