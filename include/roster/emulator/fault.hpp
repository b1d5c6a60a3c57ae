// SPDX-License-Identifier: BSL-1.0
#pragma once
// What can go wrong on purpose, as a value: which requests it meets, and what happens to them.

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

/// A fault. Members that do not belong to its kind are not looked at.
struct fault {
  static constexpr std::size_t always = (std::numeric_limits<std::size_t>::max)();

  fault_kind kind{};

  // Which requests. Only those are counted that `vendor`, `account`, `region` and `page` allow.
  std::size_t at{1};                   ///< the first one that it meets, from 1 on
  std::size_t times{1};                ///< how many it meets from there on
  std::string vendor{};                ///< "eas" or "qianfan"; "": both, or the one that the kind belongs to
  std::string account{};               ///< the access key id that is named; "": all
  std::string region{};                ///< of PAI-EAS; "": all
  std::optional<std::int64_t> page{};  ///< the page that is asked for, from 1 on

  // What happens. `wait` belongs to every kind.
  std::chrono::milliseconds wait{};  ///< before anything is answered
  unsigned status{};                 ///< of status and throttle; 0: 500 and 429
  std::string code{};                ///< of status and throttle; "": the vendor's own
  std::string message{};             ///< of all with an error; "": the vendor's own
  fault_body body{};                 ///< of status
  std::optional<std::chrono::milliseconds> retry_after_ms{};  ///< of throttle: x-acs-retry-after
  std::optional<std::chrono::seconds> retry_after{};          ///< of throttle: Retry-After
  std::optional<std::chrono::milliseconds> ratelimit_ms{};    ///< of throttle: x-ratelimit-user-api
  reset_place where{};                                        ///< of reset and stall
  connection_end end{};                                       ///< of connection
  tls_mistake tls{};                                          ///< of tls
  flood_part part{};                                          ///< of flood
  malformation wrong{};                                       ///< of malformed
  json_mistake mistake{};                                     ///< of json
  std::chrono::milliseconds every{10};                        ///< of drip: between two bytes
  std::optional<std::int64_t> size{};                         ///< of page_size: the size that is used
  bool silent{};                      ///< of page_size: the size that was asked for is echoed all the same
  std::optional<std::int64_t> set{};  ///< of total and page_number: what is said, or:
  std::optional<std::int64_t> add{};  ///< by how much it is wrong
  /// Of cut: how many of the body come; of truncate: how many are missing; of flood: after how many the
  /// connection is closed. 0: some, and without end.
  std::size_t bytes{};
  bool no_length{};  ///< of cut: there is no Content-Length, so that only TLS or JSON shows that it is cut
};

/// Parses "KIND" or "KIND:NAME=VALUE,…", such as "throttle:times=2,retry-after-ms=50". The kinds are those of
/// fault_kind, with '-' for '_'. The names are at, times (a number or "always"), vendor, account, region, page
/// and wait-ms, and by kind: status: status, code, message, body; throttle: status, code, message,
/// retry-after-ms, retry-after (seconds), ratelimit-ms; denied, expired-token: message; reset and stall: where; cut: bytes,
/// no-length (yes or no); truncate: bytes; connection, tls, malformed and json: how; drip: every-ms; flood: part,
/// bytes; page-size: size, silent (yes or no); total and page-number: set or add. A value cannot hold a comma.
/// Fails: failure(errc::invalid_argument) that says what is known instead.
/// Example: parse_fault: reads every setting
ROSTER_DECL fault parse_fault(std::string_view spec);

/// Returns the fault with the vendor that its kind belongs to.
/// Fails: failure(errc::invalid_argument) for a fault that could not happen.
ROSTER_DECL fault checked(fault one);

/// Tells whether a fault leaves the answer well-formed, but for what it says about the list.
ROSTER_DECL bool is_anomaly(fault_kind kind) noexcept;

/// Tells whether a fault meets new connections, before any request.
ROSTER_DECL bool meets_connections(fault_kind kind) noexcept;

/// Returns the name of a kind as parse_fault reads it.
ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept;

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/fault.ipp>
#endif
