// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulator over real sockets, HTTP or HTTPS. Only the public API is here, so that its users compile neither Beast
// nor TLS when definitions are compiled separately.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/served_api.hpp>
#include <roster/emulator/server/server_options.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {
class emulator_listener;
}

/// Serves an emulator until it is stopped, over any number of persistent HTTP/1.1 connections. Everything runs on
/// `executor`, which may be shared with the clients of the server.
/// Example: server: serves both clouds over many connections
class server {
 public:
  /// Fails: failure(errc::invalid_argument) for an address, a certificate or a key that cannot be used.
  ROSTER_DECL server(boost::asio::any_io_executor executor, cloud clouds,
                     emulator::server_options options = {});

  /// Serves declared APIs. A request belongs to the first API that it fits best: by its path, then also by its
  /// method, by its constant query parameters, and by its constant headers. One that fits none is rejected, and
  /// logged, by the first API; the message lists the paths of all.
  /// Fails: failure(errc::invalid_argument), also without any API, and if two APIs have the same method, path, constant
  /// query parameters and constant headers.
  /// Example: serve over HTTP: a request belongs to the API that it fits best
  ROSTER_DECL server(boost::asio::any_io_executor executor, std::vector<served_api> apis,
                     emulator::server_options options = {});
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Stops the server.
  ROSTER_DECL ~server();

  /// Starts to listen and returns the endpoint, "http://127.0.0.1:40123". Connections are served as soon as the
  /// executor runs. May be called only once.
  /// Fails: failure(errc::connection) when the server cannot listen on the port.
  ROSTER_DECL std::string start();

  /// Returns the endpoint of a region of PAI-EAS, "http://127.0.0.1:40123/cn-shanghai"; without a region, the
  /// endpoint of everything else. May be called only after `start`.
  /// Fails: failure(errc::invalid_argument) for a region that the emulator does not have.
  /// Example: server: every region has an endpoint
  ROSTER_DECL std::string endpoint(std::string_view region = {}) const;

  /// Returns the certificate, in PEM form, of the authority that clients have to trust when the server makes its own
  /// certificates (write it to a file and set `http.ca_file`); "" otherwise.
  /// Example: server tls: a generated certificate is accepted by clients that trust its authority
  ROSTER_DECL std::string ca_certificate_pem() const;

  /// Closes the port and all connections at once, even in the middle of a response. May be called more than once.
  /// Thread safety: may be called from any thread.
  ROSTER_DECL void stop();

  /// Returns how many connections have been accepted so far.
  ROSTER_DECL std::size_t connections() const noexcept;

  /// Returns how many connections are open: 0 after all clients have closed theirs, so tests can check for leaked
  /// connections.
  /// Example: server: counts the connections that are open
  ROSTER_DECL std::size_t open_connections() const noexcept;

 private:
  std::shared_ptr<detail::emulator_listener> listener_;
};

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/server/impl/server.ipp>
#endif
