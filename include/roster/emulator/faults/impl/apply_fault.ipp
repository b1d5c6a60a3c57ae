// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of apply_fault.hpp.

#include <roster/emulator/faults/detail/apply_fault.hpp>

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL std::string response_header(const emulated_response& reply, std::string_view framing,
                                        bool keep_alive) {
  const http::response& response = reply.response;
  const std::string_view reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  std::string header = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  header.append(reason).append("\r\n");
  for (const http::header& h : response.headers)
    header.append(h.name).append(": ").append(h.value).append("\r\n");
  header.append(framing);
  if (!keep_alive) header.append("Connection: close\r\n");
  return header.append("\r\n");
}

ROSTER_DECL std::string response_bytes(const emulated_response& reply, bool keep_alive, bool head_only) {
  const std::size_t missing = reply.broken ? reply.broken->overstated : 0;
  const bool length = !reply.broken || !reply.broken->no_length;
  std::string bytes =
      response_header(reply, length ? length_line(reply.response.body.size() + missing) : "", keep_alive);
  if (reply.broken && !reply.broken->header)
    return bytes.substr(0, reply.broken->anything ? bytes.size() / 2 : 0);
  if (head_only) return bytes;
  return bytes.append(reply.response.body, 0, reply.broken ? reply.broken->body : std::string::npos);
}

inline constexpr std::string_view chunked_line = "Transfer-Encoding: chunked\r\n";
inline constexpr std::string_view hints = "HTTP/1.1 103 Early Hints\r\nLink: </hint>\r\n\r\n";
inline constexpr std::size_t flood_piece = 1024;

inline std::string one_chunk(const std::string& data) {
  std::array<char, 20> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", data.size());
  return size.data() + data + "\r\n";
}

/// Returns the bytes of the response before it stalls.
inline std::string up_to(reset_place where, const std::string& whole, std::size_t body) {
  if (where == reset_place::before) return {};
  const std::size_t header = whole.size() - body;
  return whole.substr(0, where == reset_place::header ? header / 2 : header + body / 2);
}

inline std::string malformed_bytes(malformation wrong, const emulated_response& reply) {
  const std::string& body = reply.response.body;
  const std::string length = length_line(body.size());
  const std::string chunked(chunked_line);
  const auto with = [&](const std::string& lines) { return response_header(reply, lines, true); };
  switch (wrong) {
    case malformation::garbage:
      break;
    case malformation::bad_length:
      return with("Content-Length: -1\r\n") + body;
    case malformation::two_lengths:
      return with(length + length_line(body.size() + 1)) + body;
    case malformation::length_and_chunks:
      return with(length + chunked) + one_chunk(body) + "0\r\n\r\n";
    case malformation::bad_chunk:
      return with(chunked) + "ZZ\r\n" + body + "\r\n0\r\n\r\n";
    case malformation::coding:
      return with("Transfer-Encoding: unheard-of\r\n") + body;
    case malformation::compressed:
      return with("Content-Encoding: gzip\r\n" + length) + body;
    case malformation::folded:
      return with("X-Folded: one\r\n two\r\n" + length) + body;
    case malformation::switching:
      return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
  }
  return "this is no HTTP at all\r\n\r\n";
}

inline corrupted_response flood_bytes(flood_part part, const emulated_response& reply) {
  const std::string piece(flood_piece, 'x');
  const std::string chunked = response_header(reply, chunked_line, true);
  const std::string open_head = chunked.substr(0, chunked.size() - 2);  // without the final empty line
  const std::string line = "X-Flood: " + piece + "\r\n";
  switch (part) {
    case flood_part::status_line:
      break;
    case flood_part::header:
      return {.first = open_head, .repeated = line};
    case flood_part::interim:
      return {.repeated = std::string(hints)};
    case flood_part::extension:
      return {.first = chunked + "1;", .repeated = piece};
    case flood_part::trailer:
      return {.first = chunked + one_chunk(reply.response.body) + "0\r\n", .repeated = line};
    case flood_part::body:
      return {.first = chunked, .repeated = one_chunk(std::string(flood_piece, ' '))};
  }
  return {.first = "HTTP/1.1 200 ", .repeated = piece};
}

ROSTER_DECL corrupted_response spoil(const emulated_response& reply, bool keep_alive) {
  const fault& by = *reply.spoilt;
  const std::string whole = response_bytes(reply, keep_alive, false);
  const auto then = keep_alive ? afterwards::next_request : afterwards::close;
  switch (by.kind) {
    case fault_kind::stall:
      return {.first = up_to(by.where, whole, reply.response.body.size()), .then = afterwards::wait};
    case fault_kind::drip:
      return {.first = whole, .every = by.every, .then = then};
    case fault_kind::flood: {
      corrupted_response out = flood_bytes(by.part, reply);
      out.most = by.bytes;
      return out;
    }
    case fault_kind::malformed:
      return {.first = malformed_bytes(by.wrong, reply)};
    case fault_kind::garble:
      return {.first = whole.substr(0, whole.size() / 2), .garbled = "bytes that belong to nothing"};
    case fault_kind::interim:
      return {.first = std::string(hints) + std::string(hints) + whole, .then = then};
    case fault_kind::surplus:
      return {.first = whole + whole, .then = then};
    default:
      return {.first = whole, .then = then};
  }
}

/// A response and the fault that is applied to it.
struct spoilt {
  const fault& happens;
  cloud_response& reply;
  const fault_errors& errors;
};

/// Replaces the response by an error in the service's format, unless the fault overrides its parts.
inline void respond_with_error(const spoilt& s, cloud_error error) {
  if (s.happens.status != 0) error.status = s.happens.status;
  if (!s.happens.code.empty()) error.code = s.happens.code;
  if (!s.happens.message.empty()) error.message = s.happens.message;
  s.reply.code = error.code;
  s.reply.response = s.errors.respond({error, {}});
}

/// Returns the service's own error for a status. Clients may retry after 408 (request timeout), as after 5xx.
inline const cloud_error& error_for_status(unsigned status, const fault_errors& errors) {
  if (status < 400 || status >= 500) return errors.internal;
  switch (status) {
    case 401:
      return errors.unauthenticated;
    case 403:
      return errors.denied;
    case 404:
      return errors.not_found;
    case 408:
      return errors.internal;
    case 429:
      return errors.throttled;
    default:
      return errors.bad_request;
  }
}

inline void respond_with_status(const spoilt& s) {
  const cloud_error& error = error_for_status(s.happens.status, s.errors);
  respond_with_error(s, error);
  http::response& response = s.reply.response;
  if (s.happens.body == fault_body::json) return;
  if (s.happens.body == fault_body::html) {
    const std::string title = std::to_string(response.status) + " from a gateway";
    response.headers.set("Content-Type", "text/html");
    response.body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body><h1>" + title +
                    "</h1></body>\r\n</html>\r\n";
    return;
  }
  response.body.clear();
  response.headers.erase("Content-Type");
  if (s.happens.body == fault_body::empty) return;
  response.headers.set("x-bce-error-code", s.reply.code);
  response.headers.set("x-bce-error-message",
                       s.happens.message.empty() ? std::string(error.message) : s.happens.message);
}

inline void respond_throttled(const spoilt& s) {
  respond_with_error(s, s.errors.throttled);
  http::headers& headers = s.reply.response.headers;
  if (s.happens.retry_after_ms)
    headers.set("x-acs-retry-after", std::to_string(s.happens.retry_after_ms->count()));
  if (s.happens.retry_after) headers.set("Retry-After", std::to_string(s.happens.retry_after->count()));
  if (s.happens.ratelimit_ms) {
    const std::string left = std::to_string(s.happens.ratelimit_ms->count());
    headers.set("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:" + left + ",Reset:" + left);
  }
}

/// Returns how many bytes of a body are sent: the requested number, or half of the body if that is 0, but never all.
inline std::size_t cut_size(std::size_t whole, std::size_t requested) {
  return requested == 0 ? whole / 2 : (std::min)(requested, whole == 0 ? 0 : whole - 1);
}

/// Inserts a member before those of a JSON object.
inline std::string with_member(const std::string& object, const std::string& value) {
  const auto brace = object.find('{');
  if (brace == object.npos) return value;
  const bool empty = object.find('"', brace) == object.npos;
  return "{\"unexpected\":" + value + (empty ? "" : ",") + object.substr(brace + 1);
}

/// Returns a body with an error in its JSON.
inline std::string corrupted(json_fault how, const std::string& body) {
  switch (how) {
    case json_fault::cut:
      return body.substr(0, body.size() / 2);
    case json_fault::trailing:
      return body + "}";
    case json_fault::nan:
      return with_member(body, "NaN");
    case json_fault::utf8:
      return with_member(body, "\"\xC3\x28\"");
    case json_fault::deep:
      return with_member(body, std::string(100'000, '[') + std::string(100'000, ']'));
    case json_fault::list:
      return "[" + body + "]";
    case json_fault::null:
      break;
  }
  return "null";
}

inline broken_delivery broken_by_reset(reset_place where, std::size_t body) {
  const bool in_body = where == reset_place::body;
  return {.how = broken_by::reset,
          .header = in_body,
          .anything = where != reset_place::before,
          .body = in_body ? cut_size(body, 0) : 0};
}

ROSTER_DECL emulated_response apply_fault(const fault& happens, cloud_response& reply,
                                          const fault_errors& errors) {
  const spoilt s{happens, reply, errors};
  emulated_response out{.wait = happens.wait};
  const std::size_t size = reply.response.body.size();
  switch (happens.kind) {
    case fault_kind::delay:
      break;
    case fault_kind::status:
      respond_with_status(s);
      break;
    case fault_kind::throttle:
      respond_throttled(s);
      break;
    case fault_kind::denied:
      respond_with_error(s, s.errors.denied);
      break;
    case fault_kind::expired_token:
      respond_with_error(s, s.errors.expired_token);
      break;
    case fault_kind::reset:
      out.broken = broken_by_reset(happens.where, size);
      break;
    case fault_kind::cut:
      out.broken = broken_delivery{.how = broken_by::close,
                                   .header = true,
                                   .anything = true,
                                   .body = cut_size(size, happens.bytes),
                                   .no_length = happens.no_length};
      break;
    case fault_kind::truncate:
      out.broken = broken_delivery{.how = broken_by::close,
                                   .header = true,
                                   .anything = true,
                                   .body = size,
                                   .overstated = happens.bytes == 0 ? 100 : happens.bytes};
      break;
    case fault_kind::json:
      reply.response.body = corrupted(happens.json, reply.response.body);
      break;
    case fault_kind::stall:
    case fault_kind::drip:
    case fault_kind::flood:
    case fault_kind::malformed:
    case fault_kind::garble:
    case fault_kind::interim:
    case fault_kind::surplus:
      out.spoilt = happens;
      break;
    default:  // an anomaly, which the cloud has applied already
      break;
  }
  out.response = reply.response;
  return out;
}

}  // namespace roster::inline v0::emulator::detail
