// SPDX-License-Identifier: BSL-1.0
#pragma once
// An address that never accepts a connection attempt, as behind a firewall that drops packets: a listening
// socket on loopback with a full backlog.

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <vector>

namespace roster_test {

/// Connection attempts to it hang as long as it exists.
class dead_address {
 public:
  using tcp = boost::asio::ip::tcp;

  explicit dead_address(boost::asio::io_context& context, const char* address = "127.0.0.1",
                        std::uint16_t port = 0)
      : full_(context) {
    full_.open(tcp::v4());
    full_.set_option(tcp::acceptor::reuse_address(true));
    full_.bind({boost::asio::ip::make_address(address), port});
    full_.listen(0);
    for (int i = 0; i < 4; ++i) {
      tcp::socket& filler = fillers_.emplace_back(context, tcp::v4());
      filler.non_blocking(true);
      const tcp::endpoint to = full_.local_endpoint();
      (void)::connect(filler.native_handle(), to.data(), static_cast<socklen_t>(to.size()));  // does not wait
    }
  }

  std::uint16_t port() const { return full_.local_endpoint().port(); }
  boost::asio::ip::address address() const { return full_.local_endpoint().address(); }

  /// Accepts the queued connections. Returns how many there were; fewer than attempted if the backlog was
  /// full.
  std::size_t accept_all() {
    full_.non_blocking(true);
    std::size_t accepted = 0;
    for (boost::system::error_code none; !none;) {
      tcp::socket one(full_.get_executor());
      full_.accept(one, none);
      accepted += !none;
    }
    return accepted;
  }
  std::size_t fillers() const { return fillers_.size(); }

 private:
  tcp::acceptor full_;
  std::vector<tcp::socket> fillers_{};
};

}  // namespace roster_test
