// SPDX-License-Identifier: BSL-1.0
#pragma once
// The kinds of faults that the emulator injects, and the variants of some kinds.

namespace roster::inline v0 {

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

}  // namespace roster::inline v0
