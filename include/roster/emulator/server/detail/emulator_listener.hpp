// SPDX-License-Identifier: BSL-1.0
#pragma once
// Accepts the connections of the emulator's server and closes them all at once. Held by shared pointers, because its
// pending operations keep it alive.

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/detail/emulated_service.hpp>
#include <roster/emulator/server/detail/server_tls.hpp>
#include <roster/emulator/server/server_options.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

class emulator_listener : public std::enable_shared_from_this<emulator_listener> {
 public:
  ROSTER_DECL emulator_listener(boost::asio::any_io_executor executor,
                                std::shared_ptr<emulated_service> service, emulator::server_options options);

  ROSTER_DECL std::string start();
  ROSTER_DECL std::string endpoint(std::string_view region = {}) const;
  std::string ca_certificate_pem() const { return tls_ ? tls_->ca_certificate_pem() : ""; }
  ROSTER_DECL void stop();
  std::size_t connections() const noexcept { return accepted_; }
  std::size_t open_connections() const noexcept { return open_; }

 private:
  using tcp = boost::asio::ip::tcp;

  void listen();
  boost::asio::awaitable<void> accept_all();
  std::string host() const;
  void begin(tcp::socket socket);
  boost::asio::awaitable<void> serve(tcp::socket socket);
  void end_all();

  boost::asio::strand<boost::asio::any_io_executor> strand_;  // everything but the constructor runs on it
  std::shared_ptr<emulated_service> service_;
  emulator::server_options options_;
  tcp::endpoint local_;
  std::optional<server_tls> tls_{};
  tcp::acceptor acceptor_;
  std::list<boost::asio::cancellation_signal> sessions_{};
  std::atomic<std::size_t> accepted_{};
  std::atomic<std::size_t> open_{};
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/server/impl/emulator_listener.ipp>
#endif
