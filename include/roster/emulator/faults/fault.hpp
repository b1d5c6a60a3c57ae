// SPDX-License-Identifier: BSL-1.0
#pragma once
// Faults that the emulator injects.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {

/// What happens to the requests that a fault applies to.
enum class fault_kind {
  delay,          ///< the response is correct, but late
  status,         ///< another status, code or body
  throttle,       ///< too many requests: the vendor's error, with retry hints
  denied,         ///< a missing permission: the vendor's error
  expired_token,  ///< an expired token of temporary credentials: the vendor's error
  reset,          ///< the connection is reset
  cut,            ///< the connection is closed before the end of the body
  truncate,       ///< the body is whole, but Content-Length is larger, and the connection is closed

  // Corrupted bytes, or corrupted connections.
  connection,  ///< servers only: a new connection ends before its first request; counts connections
  tls,         ///< servers that make their certificates: TLS of a new connection fails; counts connections
  stall,       ///< the response stops midway, and the connection stays open
  drip,        ///< the response is sent byte by byte
  flood,       ///< a part of the response never ends
  malformed,   ///< the response violates HTTP
  garble,      ///< garbage bytes in the middle of the response, below the TLS layer if there is one
  interim,     ///< responses with status 103 precede the response
  surplus,     ///< the response is sent a second time, unsolicited
  json,        ///< the body is malformed or unexpected JSON

  // Anomalies: a valid page with one thing wrong. They do not apply to rejected requests.
  empty_page,      ///< no services, although the list continues; Qianfan's nextMarker refers to them
  repeat_page,     ///< the services of the previous page; page 1 does not change
  page_size,       ///< pages of another size than requested
  total,           ///< of eas: another TotalCount
  no_total,        ///< of eas: no TotalCount
  page_number,     ///< of eas: another PageNumber
  no_page_number,  ///< of eas: no PageNumber
  repeat_marker,   ///< of qianfan: nextMarker refers to the current page
  no_marker,       ///< of qianfan: isTruncated is true and there is no nextMarker
  no_truncated,    ///< of qianfan: no isTruncated
  stray_marker,    ///< of qianfan: the last page has a nextMarker, too; it is not in the list
};

/// The body of a response with another status.
enum class fault_body {
  json,     ///< an error in the vendor's format
  html,     ///< an HTML page, as from a proxy
  empty,    ///< empty
  headers,  ///< empty; the error is in the headers x-bce-error-code and x-bce-error-message
};

/// How much of a response is sent before a reset or a stall.
enum class reset_place { before, header, body };

/// What happens on a connection instead of the first response, or instead of TLS.
enum class connection_end { close, reset, stall, garbage };

/// What is wrong with the TLS of a server.
enum class tls_fault {
  wrong_host,         ///< its certificate is for another host
  expired,            ///< its certificate has expired
  not_yet_valid,      ///< its certificate is valid from tomorrow
  self_signed,        ///< its certificate is self-signed
  unknown_authority,  ///< its certificate is signed by an unknown authority
  common_name,        ///< its certificate has the host only as the common name, which clients ignore
  weak_key,           ///< its key is RSA with 1024 bits
  old_version,        ///< it speaks TLS 1.1 and older only
  plain_http,         ///< it speaks HTTP without TLS
  cut                 ///< the connection is closed in the middle of the handshake
};

/// The part of a response that never ends.
enum class flood_part { status_line, header, interim, extension, trailer, body };

/// How a response violates HTTP.
enum class malformation {
  garbage,            ///< not HTTP at all
  bad_length,         ///< Content-Length is -1
  two_lengths,        ///< two different values of Content-Length
  length_and_chunks,  ///< both Content-Length and chunked encoding
  bad_chunk,          ///< a chunk whose size is not a number
  coding,             ///< an unknown Transfer-Encoding
  compressed,         ///< a Content-Encoding that was not requested
  folded,             ///< a header line that is folded onto the next one
  switching           ///< the status 101
};

/// What is wrong with a JSON body.
enum class json_fault {
  cut,       ///< only the first half
  trailing,  ///< extra characters after it
  nan,       ///< a value that is NaN
  utf8,      ///< a string that is not UTF-8
  deep,      ///< 100,000 nested arrays
  list,      ///< an array instead of an object
  null       ///< null
};

}  // namespace roster::inline v0::emulator

namespace roster::inline v0::emulator::detail {

// The keywords of fault specifications and their meanings, as data: the parser and its messages use the same tables.

template <class E, std::size_t N>
using fault_words = std::array<std::pair<std::string_view, E>, N>;

inline constexpr fault_words<fault_kind, 29> fault_kinds{{{"delay", fault_kind::delay},
                                                          {"status", fault_kind::status},
                                                          {"throttle", fault_kind::throttle},
                                                          {"denied", fault_kind::denied},
                                                          {"expired-token", fault_kind::expired_token},
                                                          {"reset", fault_kind::reset},
                                                          {"cut", fault_kind::cut},
                                                          {"truncate", fault_kind::truncate},
                                                          {"connection", fault_kind::connection},
                                                          {"tls", fault_kind::tls},
                                                          {"stall", fault_kind::stall},
                                                          {"drip", fault_kind::drip},
                                                          {"flood", fault_kind::flood},
                                                          {"malformed", fault_kind::malformed},
                                                          {"garble", fault_kind::garble},
                                                          {"interim", fault_kind::interim},
                                                          {"surplus", fault_kind::surplus},
                                                          {"json", fault_kind::json},
                                                          {"empty-page", fault_kind::empty_page},
                                                          {"repeat-page", fault_kind::repeat_page},
                                                          {"page-size", fault_kind::page_size},
                                                          {"total", fault_kind::total},
                                                          {"no-total", fault_kind::no_total},
                                                          {"page-number", fault_kind::page_number},
                                                          {"no-page-number", fault_kind::no_page_number},
                                                          {"repeat-marker", fault_kind::repeat_marker},
                                                          {"no-marker", fault_kind::no_marker},
                                                          {"no-truncated", fault_kind::no_truncated},
                                                          {"stray-marker", fault_kind::stray_marker}}};
inline constexpr fault_words<fault_body, 4> fault_bodies{{{"json", fault_body::json},
                                                          {"html", fault_body::html},
                                                          {"empty", fault_body::empty},
                                                          {"headers", fault_body::headers}}};
inline constexpr fault_words<reset_place, 3> reset_places{
    {{"before", reset_place::before}, {"header", reset_place::header}, {"body", reset_place::body}}};
inline constexpr fault_words<connection_end, 4> connection_ends{{{"close", connection_end::close},
                                                                 {"reset", connection_end::reset},
                                                                 {"stall", connection_end::stall},
                                                                 {"garbage", connection_end::garbage}}};
inline constexpr fault_words<tls_fault, 10> tls_fault_words{
    {{"wrong-host", tls_fault::wrong_host},
     {"expired", tls_fault::expired},
     {"not-yet-valid", tls_fault::not_yet_valid},
     {"self-signed", tls_fault::self_signed},
     {"unknown-authority", tls_fault::unknown_authority},
     {"common-name", tls_fault::common_name},
     {"weak-key", tls_fault::weak_key},
     {"old-version", tls_fault::old_version},
     {"plain-http", tls_fault::plain_http},
     {"cut", tls_fault::cut}}};
inline constexpr fault_words<flood_part, 6> flood_parts{{{"status-line", flood_part::status_line},
                                                         {"header", flood_part::header},
                                                         {"interim", flood_part::interim},
                                                         {"extension", flood_part::extension},
                                                         {"trailer", flood_part::trailer},
                                                         {"body", flood_part::body}}};
inline constexpr fault_words<malformation, 9> malformations{
    {{"garbage", malformation::garbage},
     {"bad-length", malformation::bad_length},
     {"two-lengths", malformation::two_lengths},
     {"length-and-chunks", malformation::length_and_chunks},
     {"bad-chunk", malformation::bad_chunk},
     {"coding", malformation::coding},
     {"compressed", malformation::compressed},
     {"folded", malformation::folded},
     {"switching", malformation::switching}}};
inline constexpr fault_words<json_fault, 7> json_fault_words{{{"cut", json_fault::cut},
                                                              {"trailing", json_fault::trailing},
                                                              {"nan", json_fault::nan},
                                                              {"utf8", json_fault::utf8},
                                                              {"deep", json_fault::deep},
                                                              {"list", json_fault::list},
                                                              {"null", json_fault::null}}};
inline constexpr fault_words<bool, 2> yes_no{{{"yes", true}, {"no", false}}};
inline constexpr fault_words<bool, 2> fault_vendors{{{"eas", true}, {"qianfan", true}}};

}  // namespace roster::inline v0::emulator::detail

namespace roster::inline v0::emulator {

/// A fault. Members that do not belong to its kind are ignored.
struct fault {
  static constexpr std::size_t always =
      (std::numeric_limits<std::size_t>::max)();  ///< as `times`: in every request

  fault_kind kind{};  ///< what goes wrong

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
  std::string code{};                ///< of status and throttle; "": the vendor's own for this status
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
  json_fault json{};                                          ///< of json
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
/// page-size: size, silent (yes or no); total and page-number: set or add. A value cannot contain a comma, and no
/// setting occurs twice.
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

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/faults/impl/fault.ipp>
#endif
