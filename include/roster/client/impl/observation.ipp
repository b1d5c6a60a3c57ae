// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of observation.hpp.

#include <roster/client/observation.hpp>

#include <roster/client/observer.hpp>
#include <roster/client/sent_request.hpp>
#include <roster/printable.hpp>
#include <string>

namespace roster::detail {

/// Calls `tell` with the observer, if there is one. Nothing that is thrown gets out: who watches must not disturb.
template <class Tell>
void tell_observer(const client_core& core, const Tell& tell) noexcept {
  if (!core.observer) return;
  try {
    tell(*core.observer);
  } catch (...) {  // dropped, as observer.hpp says
  }
}

inline event_place place_of(const client_core& core, const observed_part& part) {
  return {.operation = std::string(part.operation),
          .host = core.endpoint.authority(),
          .listing = part.listing,
          .page = part.page};
}

inline std::chrono::microseconds in_microseconds(std::chrono::steady_clock::duration time) noexcept {
  return std::chrono::duration_cast<std::chrono::microseconds>(time);
}

ROSTER_DECL void observation::request(const http::request& sent) noexcept {
  tell_observer(core_, [&](observer& watching) {
    begun_ = core_.around.steady_now();
    watching.on_request({.at = place_of(core_, part_),
                         .attempt = attempt_,
                         .method = printable(sent.method, 32),
                         .path = printable(sent.path, 1024),
                         .body_bytes = sent.body.size()});
  });
}

ROSTER_DECL void observation::response(const http::response& came, const http::request& sent,
                                       const credentials& key) noexcept {
  tell_observer(core_, [&](observer& watching) {
    auto id = came.headers.get("x-acs-request-id");
    if (id.empty()) id = came.headers.get("x-bce-request-id");
    std::string shown = id.empty() ? std::string() : secrets_of(sent, key).redact(id);
    if (came.secrets) shown = came.secrets->redact(shown);
    watching.on_response({.at = place_of(core_, part_),
                          .attempt = attempt_,
                          .status = came.status,
                          .bytes = came.raw_bytes,
                          .request_id = printable(shown, 128),
                          .took = in_microseconds(core_.around.steady_now() - begun_),
                          .kept_connection = came.kept_connection});
  });
}

ROSTER_DECL void observation::retry(const failure& why, std::chrono::milliseconds wait) const noexcept {
  tell_observer(core_, [&](observer& watching) {
    watching.on_retry({.at = place_of(core_, part_), .attempt = attempt_, .why = why, .wait = wait});
  });
}

ROSTER_DECL void observation::failed(const failure& why) const noexcept {
  tell_observer(core_, [&](observer& watching) {
    watching.on_failure({.at = place_of(core_, part_), .attempt = attempt_, .why = why});
  });
}

ROSTER_DECL void observation::page(std::size_t items, std::optional<std::int64_t> total,
                                   std::chrono::steady_clock::duration decoding) const noexcept {
  tell_observer(core_, [&](observer& watching) {
    watching.on_page({.at = place_of(core_, part_),
                      .items = items,
                      .total = total,
                      .decoding = in_microseconds(decoding)});
  });
}

}  // namespace roster::detail
