// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a user may choose about the HTTP client: a plain aggregate, so that a client's own options can carry
// it.

#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <roster/config.hpp>
#include <roster/transport/answer_limits.hpp>
#include <string>
#include <vector>

namespace roster {

/// Receives the addresses of a host, or why there are none.
using address_handler = std::function<void(boost::system::error_code, std::vector<boost::asio::ip::address>)>;

/// Finds the addresses of a host name; calls the handler once, on the client's executor.
using host_resolver = std::function<void(const std::string& host, address_handler)>;

/// Deadlines are absolute: they do not start anew with every byte that comes. All are cut short by the
/// `until` of a send. There is no option to skip the verification of certificates.
struct http_client_options {
  std::chrono::milliseconds connect_deadline{10'000};     ///< from the name of the host to a TCP connection
  std::chrono::milliseconds handshake_deadline{10'000};   ///< for TLS
  std::chrono::milliseconds first_byte_deadline{30'000};  ///< from sending to the first byte of an answer
  answer_limits limits{};
  std::string ca_file{};  ///< PEM file of the only authorities to trust; "": those of the system
  std::size_t max_idle_connections{32};
  std::chrono::milliseconds idle_time{30'000};  ///< an idle connection older than this is not used again
  std::string user_agent{};  ///< the application, "my-app/1.2"; the library's own "roster/…" goes behind it
  host_resolver resolve{};   ///< empty: the system's resolver
};

}  // namespace roster
