// SPDX-License-Identifier: BSL-1.0
#pragma once
// Creates the events of one request for the client's observer. This is the only place that creates events,
// so it decides which parts of a request are visible.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/client/detail/client_core.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// The listing or call that a request belongs to.
struct observed_part {
  std::string_view operation{};
  std::uint64_t listing{};
  std::size_t page{};
};

/// Notifies the observer of one request and its attempts; does nothing, at no cost, without an observer.
/// Lifetime: the core must outlive it.
class event_emitter {
 public:
  event_emitter(const client_core& core, const observed_part& part) noexcept : core_(core), part_(part) {}

  void set_part(const observed_part& part) noexcept { part_ = part; }
  void begin_attempt(std::size_t number) noexcept { attempt_ = number; }
  ROSTER_DECL void request(const http::request& sent) noexcept;
  /// `request_id`: the response's, without the secrets of the request.
  ROSTER_DECL void response(const http::response& came, std::string_view request_id) noexcept;
  ROSTER_DECL void retry(const failure& why, std::chrono::milliseconds wait) const noexcept;
  ROSTER_DECL void failed(const failure& why) const noexcept;
  ROSTER_DECL void page(std::size_t items, std::optional<std::int64_t> total,
                        std::chrono::steady_clock::duration decoding) const noexcept;

 private:
  const client_core& core_;
  observed_part part_;
  std::size_t attempt_{};
  std::chrono::steady_clock::time_point begun_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/event_emitter.ipp>
#endif
