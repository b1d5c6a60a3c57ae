// SPDX-License-Identifier: BSL-1.0
#pragma once
// Both clouds in one process: the service for tests, examples and programs that have no real account.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <roster/emulator/data/data.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/options.hpp>
#include <roster/http/message.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {
class emulator_state;
}

/// Emulates PAI-EAS and Qianfan. The path of a request selects the cloud, its access key selects the account. Copies
/// share all state. An omitted access key id means the first account.
/// Thread safety: all members may be called from any thread.
/// Example: emulator: serves both clouds by path
class cloud {
 public:
  /// Creates generated services, or uses the services that the options give each account.
  /// Fails: failure(errc::invalid_argument) for invalid options; the message names the path of the member.
  ROSTER_DECL explicit cloud(emulator::options options = {});

  /// Uses `data` as the services of its only account; ignores `options.services`.
  /// Example: emulator: serves custom services
  ROSTER_DECL cloud(emulator::options options, emulator::data data);

  /// Handles any request, valid or not, and logs it.
  ROSTER_DECL detail::emulated_response respond(const http::request& request) const;

  /// Counts a new connection and returns the fault that applies to it. Called by servers; TLS faults apply only to
  /// servers that make their own certificates.
  ROSTER_DECL std::optional<fault> next_connection_fault(bool makes_certificates = false) const;

  /// Returns a transport that calls this emulator without sockets and ignores the host name. Broken connections and
  /// responses fail as they do on a network. Connection faults never apply: there are no connections.
  ROSTER_DECL std::shared_ptr<roster::transport> transport(boost::asio::any_io_executor executor) const;

  /// Returns the credentials of an account, for the configuration of a client. If tokens expire, every fetch returns
  /// a new token: wrap the provider in refreshing_credentials to reuse one.
  ROSTER_DECL std::shared_ptr<credentials_provider> credentials(std::string_view access_key_id = {}) const;

  /// Returns the accounts in the order of the options.
  ROSTER_DECL std::vector<std::string> access_key_ids() const;
  /// Returns the regions of PAI-EAS, in the order of the options.
  ROSTER_DECL std::vector<std::string> regions() const;

  /// Returns the current PAI-EAS services of all regions in the default list order, newest first.
  ROSTER_DECL std::vector<detail::eas_record> eas_records(std::string_view access_key_id = {}) const;

  /// Returns the current Qianfan services of both protocol versions in list order.
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id = {}) const;

  /// Adds a service. PAI-EAS lists it by its CreateTime, and first if it has none; Qianfan lists it last.
  /// Fails: failure(errc::invalid_argument) for a service that the options would reject, too.
  ROSTER_DECL void add(eas::service added, std::string_view access_key_id = {}) const;
  /// The same for a service of Qianfan.
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id = {}) const;

  /// Removes the service with this id from any account. Returns whether there was one.
  ROSTER_DECL bool remove(std::string_view service_id) const;

  /// Calls `change` once, directly before the request with this number is handled; numbers are those of the log. No
  /// other request is handled in between. `change` may call all members of the emulator and must not wait for other
  /// threads.
  /// Fails: failure(errc::invalid_argument) when that request has already been handled.
  /// Example: emulator: items inserted at the front while listing are reported as drift
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change) const;

  /// Returns the logged requests, oldest first.
  ROSTER_DECL std::vector<logged_request> log() const;
  /// Forgets the logged requests.
  ROSTER_DECL void clear_log() const;

  /// Adds a fault after the existing ones. Returns its number; the faults of the options are numbered from 0.
  ROSTER_DECL std::size_t add_fault(fault added) const;

  /// Returns how many requests or connections a fault has been applied to.
  ROSTER_DECL std::size_t fault_hits(std::size_t number) const;

 private:
  friend class server;

  std::shared_ptr<detail::emulator_state> state_;
};

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/cloud.ipp>
#endif
