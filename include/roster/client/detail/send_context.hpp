// SPDX-License-Identifier: BSL-1.0
#pragma once
// The context of one request, and how its failure is described.

#include <chrono>
#include <cstddef>
#include <optional>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/event_emitter.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/request.hpp>
#include <roster/paging/report.hpp>
#include <roster/schema/permission.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Why a response is not accepted.
struct response_error {
  failure why;
  bool truncated_body{};  ///< the JSON ends early, as in a truncated response
};

/// The context of a request, for deadlines, counters, messages and observers.
struct send_context {
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  permission needed{};
  roster::report& counters;
  observed_part part{};   ///< the page and its listing or call
  bool listing{true};     ///< false for a single call: no page number, and an empty response is allowed
  bool repeatable{true};  ///< false: there is one attempt, whatever its outcome
};

/// Returns the failure with a note added to its message.
ROSTER_DECL failure with_note(const failure& why, const std::string& note);

/// Returns the failure with its context added, after `attempts` attempts at the request.
ROSTER_DECL failure final_failure(const failure& why, const client_core& core, const send_context& context,
                                  const http::request& request, std::size_t attempts,
                                  const std::string& note);

/// Returns the time until the deadline, or the maximum if there is none.
ROSTER_DECL std::chrono::milliseconds time_left(const client_core& core, const send_context& context);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/send_context.ipp>
#endif
