// SPDX-License-Identifier: BSL-1.0
#pragma once
// What can go wrong on purpose: the kinds of faults, and the choices that some of them have.

namespace roster::inline v0 {

/// What happens to the requests that a fault meets.
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
  tls,         ///< a new connection's TLS is wrong, of a server that makes its certificates; counted so, too
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

/// What is wrong with the TLS of a server.
enum class tls_mistake {
  wrong_host,         ///< its certificate is another host's
  expired,            ///< its certificate has ended
  not_yet_valid,      ///< its certificate begins tomorrow
  self_signed,        ///< no authority has signed its certificate
  unknown_authority,  ///< its certificate is signed by one that nobody knows
  common_name,        ///< only the common name of its certificate is the host, which no longer counts
  weak_key,           ///< its key has 1024 bits, of RSA
  old_version,        ///< it speaks TLS 1.1 and older
  plain_http,         ///< it speaks HTTP without TLS
  cut                 ///< the connection is closed in the middle of the handshake
};

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

}  // namespace roster::inline v0
