// SPDX-License-Identifier: BSL-1.0
#pragma once
// What one exchange is part of, and what is said when it fails.

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/event_emitter.hpp>
#include <roster/client/detail/sent_request.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/request.hpp>
#include <roster/http/response.hpp>
#include <roster/paging/report.hpp>
#include <roster/schema/permission.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Why an answer is not taken as a page.
struct response_error {
  failure why;
  bool cut_body{};  ///< the JSON ends too early, as a cut answer does
};

/// Takes an answer; returns nothing when it was what is wanted, which may then be moved out.
using response_handler = std::function<std::optional<response_error>(http::response&)>;

/// An answer that is judged later than it came, and its request, whose secrets may be in no message about it.
struct prefetched_response {
  http::response response{};
  sent_request sent{};
};

/// What an exchange is part of: for deadlines, counters, messages and whoever observes it.
struct send_context {
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  permission needed{};
  roster::report& counters;
  observed_part part{};  ///< which page of what
  prefetched_response*
      received{};         ///< an answer that is here: to the first attempt, which is counted already
  sent_request* sent{};   ///< where the request is kept, if its answer is to be judged later
  bool listing{true};     ///< otherwise a single call: no page, and its answer may be empty
  bool repeatable{true};  ///< otherwise there is one attempt, whatever comes of it
};

/// Returns the failure with something more in its message.
ROSTER_DECL failure with_note(const failure& why, const std::string& note);

/// Returns the failure with what it belongs to, after so many attempts at the request.
ROSTER_DECL failure final_failure(const failure& why, const client_core& core, const send_context& context,
                                  const http::request& request, std::size_t attempts,
                                  const std::string& note);

/// Returns the time until the deadline; the longest there is, without one.
ROSTER_DECL std::chrono::milliseconds time_left(const client_core& core, const send_context& context);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/send_context.ipp>
#endif
