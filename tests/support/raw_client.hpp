// SPDX-License-Identifier: BSL-1.0
#pragma once
// A client that sends raw bytes and returns what it receives, for what an HTTP client would hide.

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster_test {

/// What was received on a connection until its end.
struct raw_end {
  std::string bytes{};
  boost::system::error_code how{};  ///< eof or connection_reset
};

class raw_client {
 public:
  explicit raw_client(const std::string& endpoint) {
    const auto to = roster::http::detail::parse_endpoint(endpoint);
    socket_.connect({boost::asio::ip::make_address(to.host), to.port});
  }

  void say(std::string_view bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes)); }

  /// Reads one response with a Content-Length.
  std::string hear() {
    for (;;) {
      const auto header = heard_.find("\r\n\r\n");
      const auto length = heard_.find("Content-Length: ");
      if (header != heard_.npos) {
        const std::size_t size = header + 4 + std::stoul(heard_.substr(length + 16));
        if (heard_.size() >= size) {
          std::string one = heard_.substr(0, size);
          heard_.erase(0, size);
          return one;
        }
      }
      heard_.resize(heard_.size() + 65536);
      const std::size_t before = heard_.size() - 65536;
      heard_.resize(before + socket_.read_some(boost::asio::buffer(heard_.data() + before, 65536)));
    }
  }

  /// Reads until the peer closes the connection.
  raw_end hear_all() {
    raw_end end{.bytes = std::exchange(heard_, {})};
    boost::asio::read(socket_, boost::asio::dynamic_buffer(end.bytes), end.how);
    return end;
  }

 private:
  boost::asio::io_context io_{};
  boost::asio::ip::tcp::socket socket_{io_};
  std::string heard_{};
};

/// Returns a request in serialized form.
inline std::string bytes_of(const roster::http::request& request, std::string_view extra = "") {
  std::string out = request.method + ' ' + request.target() + " HTTP/1.1\r\n";
  for (const auto& h : request.headers) out += h.name + ": " + h.value + "\r\n";
  out.append(extra);
  if (!request.body.empty()) out += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return out + "\r\n" + request.body;
}

}  // namespace roster_test
