// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of typed_call.hpp.

#include <roster/client/detail/typed_call.hpp>

#include <roster/client/observer.hpp>
#include <roster/failure.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL call_state begin_call(std::shared_ptr<const client_core> core, const call_declaration& declared,
                                  const call_options& options) {
  call_state call{.core = std::move(core),
                  .errors = declared.errors,
                  .counters = options.report ? options.report : std::make_shared<roster::report>(),
                  .lenient = options.lenient};
  if (options.deadline) call.deadline = call.core->runtime.steady_now() + *options.deadline;
  return call;
}

ROSTER_DECL std::unique_ptr<retry_loop> attempts_at_call(const call_state& call, http::request request,
                                                         const call_declaration& declared, bool idempotent) {
  request.idempotent = idempotent;
  send_context context{.deadline = call.deadline,
                       .needed = declared.needed,
                       .errors = call.errors,
                       .counters = *call.counters,
                       .part = {.operation = declared.name},
                       .listing = false,
                       .idempotent = idempotent};
  if (call.core->observer) context.part.listing = call.core->observer->next_listing();
  return std::make_unique<retry_loop>(call.core, std::move(request), context);
}

ROSTER_DECL std::optional<response_error> check_empty_response(bool may_be_empty) {
  if (may_be_empty) return std::nullopt;
  return response_error{failure(errc::protocol, "empty body, expected a JSON object")};
}

ROSTER_DECL std::optional<response_error> check_decoded_call(const call_state& call,
                                                             const http::response& response,
                                                             const std::string& missing_key) {
  if (call.deadline && call.core->runtime.steady_now() > *call.deadline)
    return response_error{failure(errc::timed_out, "call deadline exceeded")};
  if (auto rejected = check_list_response(response, {.is_empty = !missing_key.empty()}, call.errors))
    return response_error{std::move(*rejected)};
  if (missing_key.empty() || call.lenient) return std::nullopt;
  return response_error{decode_failure(response, "missing key: " + missing_key + " is absent or empty",
                                       errc::malformed_response, call.errors)};
}

}  // namespace roster::inline v0::detail
