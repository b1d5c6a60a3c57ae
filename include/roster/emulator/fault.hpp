// SPDX-License-Identifier: BSL-1.0
#pragma once
// An injected fault as a value: which requests it applies to, and what happens to them.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/fault_kind.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// A fault. Members that do not belong to its kind are ignored.
struct fault {
  static constexpr std::size_t always = (std::numeric_limits<std::size_t>::max)();

  fault_kind kind{};

  // Which requests. Only requests that match `vendor`, `account`, `region` and `page` are counted.
  std::size_t at{1};                   ///< the first request it applies to, counted from 1
  std::size_t times{1};                ///< how many requests it applies to from there on
  std::string vendor{};                ///< "eas" or "qianfan"; "": both, or the one that the kind belongs to
  std::string account{};               ///< the access key id in the request; "": all
  std::string region{};                ///< of PAI-EAS; "": all
  std::optional<std::int64_t> page{};  ///< the requested page, from 1

  // What happens. `wait` applies to every kind.
  std::chrono::milliseconds wait{};  ///< delay before the first byte
  unsigned status{};                 ///< of status and throttle; 0: 500 and 429
  std::string code{};                ///< of status and throttle; "": the vendor's own
  std::string message{};             ///< of all kinds with an error; "": the vendor's own
  fault_body body{};                 ///< of status
  std::optional<std::chrono::milliseconds> retry_after_ms{};  ///< of throttle: x-acs-retry-after
  std::optional<std::chrono::seconds> retry_after{};          ///< of throttle: Retry-After
  std::optional<std::chrono::milliseconds> ratelimit_ms{};    ///< of throttle: x-ratelimit-user-api
  reset_place where{};                                        ///< of reset and stall
  connection_end end{};                                       ///< of connection
  tls_fault tls{};                                            ///< of tls
  flood_part part{};                                          ///< of flood
  malformation wrong{};                                       ///< of malformed
  json_fault mistake{};                                       ///< of json
  std::chrono::milliseconds every{10};                        ///< of drip: between two bytes
  std::optional<std::int64_t> size{};                         ///< of page_size: the page size that is used
  bool silent{};                      ///< of page_size: still echoes the requested size
  std::optional<std::int64_t> set{};  ///< of total and page_number: the reported value, or:
  std::optional<std::int64_t> add{};  ///< the difference from the correct value
  /// Of cut: bytes of the body that are sent; of truncate: bytes of the body that are missing; of flood: bytes after
  /// which the connection is closed. 0: half of the body, 100, and never.
  std::size_t bytes{};
  bool no_length{};  ///< of cut: omits Content-Length, so only TLS or JSON shows that it is cut
};

/// Parses "KIND" or "KIND:NAME=VALUE,…", such as "throttle:times=2,retry-after-ms=50". The kinds are those of
/// fault_kind, with '-' for '_'. The names are at, times (a number or "always"), vendor, account, region, page and
/// wait-ms, and by kind: status: status, code, message, body; throttle: status, code, message, retry-after-ms,
/// retry-after (seconds), ratelimit-ms; denied, expired-token: message; reset and stall: where; cut: bytes, no-length
/// (yes or no); truncate: bytes; connection, tls, malformed and json: how; drip: every-ms; flood: part, bytes;
/// page-size: size, silent (yes or no); total and page-number: set or add. A value cannot contain a comma.
/// Fails: failure(errc::invalid_argument); the message lists the valid values.
/// Example: parse_fault: reads every setting
ROSTER_DECL fault parse_fault(std::string_view spec);

/// Returns the fault with the vendor that its kind or region implies.
/// Fails: failure(errc::invalid_argument) for a fault that can never apply or lacks a required setting.
ROSTER_DECL fault checked(fault one);

/// Returns whether a fault is an anomaly: the response stays well-formed, and only its statements about the list are
/// wrong.
ROSTER_DECL bool is_anomaly(fault_kind kind) noexcept;

/// Returns whether a fault applies to new connections, before any request.
ROSTER_DECL bool applies_to_connections(fault_kind kind) noexcept;

/// Returns the name of a kind as parse_fault reads it.
ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept;

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/fault.ipp>
#endif
