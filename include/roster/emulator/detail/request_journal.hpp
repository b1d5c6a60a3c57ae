// SPDX-License-Identifier: BSL-1.0
#pragma once
// What every emulated service does with its requests: counts them, makes scheduled changes, selects faults, and logs.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/detail/fault_plan.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

struct journal_options {
  std::uint64_t seed{1};  ///< of request ids and random member orders
  emulator::member_order member_order{};
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system clock
  std::function<void(const logged_request&)>
      on_request{};          ///< called for each request; must not call the emulator
  std::size_t max_logged{};  ///< beyond this, the oldest are dropped
};

/// Thread safety: all members may be called from any thread; `lock` makes several calls one step.
class request_journal {
 public:
  ROSTER_DECL explicit request_journal(journal_options options);

  /// Locks this journal and the state of its service. Recursive: a scheduled change may call the service.
  [[nodiscard]] std::unique_lock<std::recursive_mutex> lock() { return std::unique_lock(mutex_); }

  /// Counts a request and makes the changes that are due before it.
  ROSTER_DECL void begin_request();

  /// Returns time, request id and member order for the response to the current request. `digits` are the 16
  /// hexadecimal digits of its id.
  ROSTER_DECL request_context next_context(std::string_view digits);

  /// Returns the fault that applies to the current request.
  ROSTER_DECL std::optional<fault> trigger(const fault_target& request);

  /// Completes `entry`, which has what only the service knows (vendor and account), and logs it. Secrets of the
  /// request are redacted.
  ROSTER_DECL void write(const http::request& request, const cloud_response& reply,
                         const emulated_response& sent, const std::optional<fault>& met,
                         logged_request entry);

  ROSTER_DECL std::chrono::sys_seconds now() const;
  ROSTER_DECL std::vector<logged_request> log();
  ROSTER_DECL void clear_log();
  ROSTER_DECL std::size_t add_fault(fault added);
  ROSTER_DECL std::size_t fault_hits(std::size_t number);
  ROSTER_DECL std::optional<fault> next_connection_fault(bool makes_certificates);

  /// Fails: failure(errc::invalid_argument) when that request has already been received.
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change);

 private:
  std::recursive_mutex mutex_{};  // guards all mutable state, that of the service included
  journal_options options_;
  fault_plan faults_{};
  std::multimap<std::int64_t, std::function<void()>>
      changes_{};  // by the number of the request that they precede
  std::deque<logged_request> log_{};
  std::int64_t requests_{};
  sample_source ids_;
  sample_source orders_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/request_journal.ipp>
#endif
