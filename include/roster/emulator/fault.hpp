// SPDX-License-Identifier: BSL-1.0
#pragma once
// What can go wrong on purpose, as a value: which requests it meets, and what happens to them.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster {

enum class fault_kind {
  delay,          ///< the answer comes late, and is right
  status,         ///< another status, code or body
  throttle,       ///< too many requests, in the vendor's words, with hints when to come back
  denied,         ///< a missing permission, in the vendor's words
  expired_token,  ///< the token of temporary credentials has ended, in the vendor's words
  reset,          ///< the connection is reset
  cut,            ///< the connection is closed before the whole body came
  truncate,       ///< the body is whole, but Content-Length promises more, and the connection is closed

  // The bytes that come, or the connection that they come on.
  connection,  ///< of a server: a new connection ends before its first request; these are counted, not requests
  stall,       ///< the answer stops on its way, and the connection stays open
  drip,        ///< the answer comes byte by byte
  flood,       ///< a part of the answer goes on without end
  malformed,  ///< the answer is not HTTP as it should be
  garble,     ///< bytes that belong to nothing come in its middle, beneath TLS where there is TLS
  interim,    ///< answers with the status 103 come before it
  surplus,    ///< it comes once more, unasked
  json,       ///< its body is not JSON as it should be

  // Anomalies: a page as it should be, but for one thing. Requests that are refused do not meet them.
  empty_page,      ///< no services, as if the list went on behind; Qianfan's marker leads to them
  repeat_page,     ///< the services of the page before; on page 1 nothing changes
  page_size,       ///< pages of another size than asked for
  total,           ///< of eas: another TotalCount
  no_total,        ///< of eas: no TotalCount
  page_number,     ///< of eas: another PageNumber
  no_page_number,  ///< of eas: no PageNumber
  repeat_marker,   ///< of qianfan: nextMarker leads to the page that was asked for
  no_marker,       ///< of qianfan: isTruncated is true and there is no nextMarker
  no_truncated,    ///< of qianfan: no isTruncated
  stray_marker,    ///< of qianfan: the last page has a nextMarker too, which leads nowhere
};

/// What an answer with another status has as its body.
enum class fault_body {
  json,     ///< an error in the vendor's shape
  html,     ///< a page, as a proxy would send it
  empty,    ///< nothing
  headers,  ///< nothing; the error is in the headers x-bce-error-code and x-bce-error-message
};

/// How much of an answer comes before a reset, or before it stalls.
enum class reset_place { before, header, body };

/// What a connection meets instead of its first request's answer, and of TLS.
enum class connection_end { close, reset, stall, garbage };

/// Which part of an answer goes on without end.
enum class flood_part { status_line, header, interim, extension, trailer, body };

/// What is wrong with an answer that is not HTTP as it should be.
enum class malformation {
  garbage,            ///< nothing of HTTP
  bad_length,         ///< Content-Length is -1
  two_lengths,        ///< two that differ
  length_and_chunks,  ///< Content-Length and chunks
  bad_chunk,          ///< a chunk whose size is no number
  coding,             ///< a Transfer-Encoding that nobody knows
  compressed,         ///< a Content-Encoding that was not asked for
  folded,             ///< a header line that goes on in the next one
  switching           ///< the status 101
};

/// What is wrong with a body that is not JSON as it should be.
enum class json_mistake {
  cut,       ///< half of it
  trailing,  ///< something behind it
  nan,       ///< a number that is none
  utf8,      ///< a text that is not UTF-8
  deep,      ///< 100,000 lists within each other
  list,      ///< a list where an object should be
  null       ///< null
};

/// A fault. Members that do not belong to its kind are not looked at.
struct fault {
  static constexpr std::size_t always = std::numeric_limits<std::size_t>::max();

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
/// no-length (yes or no); truncate: bytes; connection, malformed and json: how; drip: every-ms; flood: part,
/// bytes; page-size: size, silent (yes or no); total and page-number: set or add. A value cannot hold a comma.
/// Fails: failure(errc::invalid_argument) that says what is known instead.
/// Example: parse_fault: reads every setting
ROSTER_DECL fault parse_fault(std::string_view spec);

/// Returns the fault with the vendor that its kind belongs to.
/// Fails: failure(errc::invalid_argument) for a fault that could not happen.
ROSTER_DECL fault checked(fault one);

/// Tells whether a fault leaves the answer well-formed, but for what it says about the list.
ROSTER_DECL bool is_anomaly(fault_kind kind) noexcept;

/// Returns the name of a kind as parse_fault reads it.
ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept;

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/fault.ipp>
#endif
