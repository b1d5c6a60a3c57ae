// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of serialize_header.hpp.

#include <roster/transport/detail/serialize_header.hpp>

#include <cstddef>

namespace roster::inline v0::detail {

/// An upper bound of the header bytes that come neither from the request nor from the options.
inline constexpr std::size_t max_added_bytes = 256;

inline void append_header(std::string& header, std::string_view name, std::string_view value) {
  header.append(name).append(": ").append(value).append("\r\n");
}

ROSTER_DECL std::string serialize_header(const http::request& request, const std::string& user_agent,
                                         const proxy* through, std::string_view accept_encoding) {
  const std::string origin = through == nullptr ? "" : "http://" + request.to.authority();
  std::size_t size = max_added_bytes + request.method.size() + origin.size() + request.path.size() +
                     request.query.size() + user_agent.size();
  for (const http::header& h : request.headers) size += h.name.size() + h.value.size() + 4;
  if (through != nullptr) size += through->authorization.reveal().size();
  std::string header;
  header.reserve(size);  // a reallocation would leave copies of credentials in memory
  header.append(request.method).append(1, ' ').append(origin).append(request.path);
  if (!request.query.empty()) header.append(1, '?').append(request.query);
  header += " HTTP/1.1\r\n";
  for (const http::header& h : request.headers) append_header(header, h.name, h.value);
  if (!request.headers.contains("accept-encoding")) append_header(header, "Accept-Encoding", accept_encoding);
  if (!user_agent.empty() && !request.headers.contains("user-agent"))
    append_header(header, "User-Agent", user_agent);
  if (through != nullptr && !through->authorization.empty())
    append_header(header, "Proxy-Authorization", through->authorization.reveal());
  const bool expects_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (expects_body || !request.body.empty())
    append_header(header, "Content-Length", std::to_string(request.body.size()));
  header += "\r\n";
  return header;  // moved; the result of += would be copied
}

}  // namespace roster::inline v0::detail
