// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of send_context.hpp.

#include <roster/client/detail/send_context.hpp>

#include <roster/escape_for_log.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL failure with_note(const failure& why, const std::string& note) {
  auto details = why.details();
  details.message += "; " + note;
  return {why.condition(), std::move(details)};
}

ROSTER_DECL failure final_failure(const failure& why, const client_core& core, const send_context& context,
                                  const http::request& request, std::size_t attempts,
                                  const std::string& note) {
  auto details = why.details();
  details.endpoint = core.endpoint.origin();
  details.request = escape_for_log(request.method, 16) + ' ' + escape_for_log(request.path, 256);
  if (context.listing) details.page = context.part.page;
  details.attempts = attempts;
  if (why.condition() == errc::forbidden && details.missing_permission.empty())
    details.missing_permission = context.needed.needed;
  failure whole(why.condition(), std::move(details));
  return note.empty() ? whole : with_note(whole, note);
}

ROSTER_DECL std::chrono::milliseconds time_left(const client_core& core, const send_context& context) {
  if (!context.deadline) return (std::chrono::milliseconds::max)();
  return std::chrono::ceil<std::chrono::milliseconds>(*context.deadline - core.runtime.steady_now());
}

}  // namespace roster::inline v0::detail
