// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of event_emitter.hpp.

#include <roster/client/detail/event_emitter.hpp>

#include <roster/client/observer.hpp>
#include <roster/escape_for_log.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Calls `call` with the observer, if there is one. Drops exceptions: an observer must not disturb the client.
template <class Call>
void notify(const client_core& core, const Call& call) noexcept {
  if (!core.observer) return;
  try {
    call(*core.observer);
  } catch (...) {  // dropped, as observer.hpp documents
  }
}

inline observer::event_context event_context_of(const client_core& core, const observed_part& part) {
  return {.operation = std::string(part.operation),
          .host = core.endpoint.authority(),
          .listing = part.listing,
          .page = part.page};
}

inline std::chrono::microseconds in_microseconds(std::chrono::steady_clock::duration time) noexcept {
  return std::chrono::duration_cast<std::chrono::microseconds>(time);
}

ROSTER_DECL void event_emitter::request(const http::request& sent) noexcept {
  notify(core_, [&](observer& watching) {
    begun_ = core_.runtime.steady_now();
    watching.on_request({.context = event_context_of(core_, part_),
                         .attempt = attempt_,
                         .method = escape_for_log(sent.method, 32),
                         .path = escape_for_log(sent.path, 1024),
                         .body_bytes = sent.body.size()});
  });
}

ROSTER_DECL void event_emitter::response(const http::response& came, std::string_view request_id) noexcept {
  notify(core_, [&](observer& watching) {
    watching.on_response({.context = event_context_of(core_, part_),
                          .attempt = attempt_,
                          .status = came.status,
                          .bytes = came.raw_bytes,
                          .request_id = escape_for_log(request_id, 128),
                          .elapsed = in_microseconds(core_.runtime.steady_now() - begun_),
                          .connection_reused = came.connection_reused});
  });
}

ROSTER_DECL void event_emitter::retry(const failure& why, std::chrono::milliseconds wait) const noexcept {
  notify(core_, [&](observer& watching) {
    watching.on_retry(
        {.context = event_context_of(core_, part_), .attempt = attempt_, .why = why, .wait = wait});
  });
}

ROSTER_DECL void event_emitter::failed(const failure& why) const noexcept {
  notify(core_, [&](observer& watching) {
    watching.on_failure({.context = event_context_of(core_, part_), .attempt = attempt_, .why = why});
  });
}

ROSTER_DECL void event_emitter::page(std::size_t items, std::optional<std::int64_t> total,
                                     std::chrono::steady_clock::duration decoding) const noexcept {
  notify(core_, [&](observer& watching) {
    watching.on_page({.context = event_context_of(core_, part_),
                      .items = items,
                      .total = total,
                      .decoding = in_microseconds(decoding)});
  });
}

}  // namespace roster::inline v0::detail
