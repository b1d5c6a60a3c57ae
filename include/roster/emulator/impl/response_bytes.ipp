// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of response_bytes.hpp.

#include <roster/emulator/detail/response_bytes.hpp>

#include <boost/beast/http/status.hpp>
#include <cstddef>

namespace roster::inline v0::detail {

ROSTER_DECL std::string answer_head(const emulated_response& reply, std::string_view framing,
                                    bool keep_alive) {
  const http::response& response = reply.response;
  const std::string_view reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head.append(reason).append("\r\n");
  for (const http::header& h : response.headers)
    head.append(h.name).append(": ").append(h.value).append("\r\n");
  head.append(framing);
  if (!keep_alive) head.append("Connection: close\r\n");
  return head.append("\r\n");
}

ROSTER_DECL std::string response_bytes(const emulated_response& reply, bool keep_alive, bool head_only) {
  const std::size_t missing = reply.broken ? reply.broken->overstated : 0;
  const bool length = !reply.broken || !reply.broken->no_length;
  std::string bytes =
      answer_head(reply, length ? length_line(reply.response.body.size() + missing) : "", keep_alive);
  if (reply.broken && !reply.broken->header)
    return bytes.substr(0, reply.broken->anything ? bytes.size() / 2 : 0);
  if (head_only) return bytes;
  return bytes.append(reply.response.body, 0, reply.broken ? reply.broken->body : std::string::npos);
}

}  // namespace roster::inline v0::detail
