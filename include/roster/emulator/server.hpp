// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulator over real sockets, HTTP or HTTPS. Only its face is here, so that its users compile neither
// Beast nor TLS when definitions are compiled separately.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/emulator/emulator.hpp>
#include <roster/emulator/server_options.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {
namespace detail {
class emulator_listener;
}

/// Serves an emulator until it is stopped: any number of connections, each kept open as HTTP/1.1 has it.
/// Everything runs on `executor`, which may be shared with the clients of the server.
/// Example: server: serves both clouds over many connections
class emulator_server {
 public:
  /// Fails: failure(errc::invalid_argument) for an address, a certificate or a key that cannot be used.
  ROSTER_DECL emulator_server(boost::asio::any_io_executor executor, emulator clouds,
                              emulator_server_options options = {});
  emulator_server(const emulator_server&) = delete;
  emulator_server& operator=(const emulator_server&) = delete;

  /// Stops.
  ROSTER_DECL ~emulator_server();

  /// Listens, and returns the endpoint, "http://127.0.0.1:40123". Connections are served as soon as the
  /// executor runs. To be called once.
  /// Fails: failure(errc::connection) when the port cannot be had.
  ROSTER_DECL std::string start();

  /// Returns the endpoint of a region of PAI-EAS, "http://127.0.0.1:40123/cn-shanghai"; without a region that
  /// of everything else. To be called after `start`.
  /// Fails: failure(errc::invalid_argument) for a region that the emulator does not have.
  /// Example: server: every region has an endpoint
  ROSTER_DECL std::string endpoint(std::string_view region = {}) const;

  /// Returns the certificate, in PEM form, of the authority that clients have to trust where the server makes
  /// its certificates (a file with it is their `http.ca_file`); "" otherwise.
  /// Example: server tls: a certificate that is made is accepted by who trusts its authority
  ROSTER_DECL std::string authority_pem() const;

  /// Closes the port and all connections, wherever they are. May be called from any thread, and more than
  /// once.
  ROSTER_DECL void stop();

  /// Returns how many connections have been accepted so far.
  ROSTER_DECL std::size_t connections() const noexcept;

  /// Returns how many of them are open: 0 once all clients are gone, which shows that they leak none.
  /// Example: server: counts the connections that are open
  ROSTER_DECL std::size_t open_connections() const noexcept;

 private:
  std::shared_ptr<detail::emulator_listener> listener_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/server.ipp>
#endif
