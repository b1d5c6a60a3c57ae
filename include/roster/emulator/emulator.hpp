// SPDX-License-Identifier: BSL-1.0
#pragma once
// Both clouds in one process: what tests, examples and the programs list from when there is no real account.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <roster/emulator/data.hpp>
#include <roster/emulator/detail/emulated_response.hpp>
#include <roster/emulator/emulator_options.hpp>
#include <roster/emulator/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/http/request.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0 {
namespace detail {
class emulator_state;
}

/// Emulates PAI-EAS and Qianfan; the path of a request decides between them, its key selects the account.
/// Copies share everything, and all members may be called from any thread. Where an access key id may be left
/// out, the first account is meant.
/// Example: emulator: serves both clouds by path
class emulator {
 public:
  /// Holds generated services, or those that the options give their accounts.
  /// Fails: failure(errc::invalid_argument) for options that cannot be followed, naming the place.
  ROSTER_DECL explicit emulator(emulator_options options = {});

  /// Holds these services in its one account; `options.services` is not looked at.
  /// Example: emulator: serves services of one's own
  ROSTER_DECL emulator(emulator_options options, emulator_data data);

  /// Answers a request, whatever it is, and logs it.
  ROSTER_DECL detail::emulated_response answer(const http::request& request) const;

  /// Counts a new connection, and returns the fault that it meets. For servers; only one that makes its
  /// certificates can have wrong ones.
  ROSTER_DECL std::optional<fault> meet_connection(bool makes_certificates = false) const;

  /// Returns a transport that leads here without sockets, whatever host is called. Broken connections and
  /// answers are the failures that they are on a network; there are no connections to be met by a fault.
  ROSTER_DECL std::shared_ptr<roster::transport> transport(boost::asio::any_io_executor executor) const;

  /// Returns the key of an account, for the configuration of a client. Where tokens end, each one that is asked
  /// for is a new one: decorate this with refreshing_credentials to have one kept.
  ROSTER_DECL std::shared_ptr<credentials_provider> credentials(std::string_view access_key_id = {}) const;

  /// Returns the accounts in the order of the options.
  ROSTER_DECL std::vector<std::string> access_key_ids() const;
  /// Returns the regions of PAI-EAS as the options have them.
  ROSTER_DECL std::vector<std::string> regions() const;

  /// Returns the present PAI-EAS services of all regions as they are listed by default, newest first.
  ROSTER_DECL std::vector<detail::eas_record> eas_records(std::string_view access_key_id = {}) const;

  /// Returns the present Qianfan services of both protocol versions in the order of the list.
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id = {}) const;

  /// Adds a service. PAI-EAS lists it by its CreateTime, first of all when it has none; Qianfan lists it last.
  /// Fails: failure(errc::invalid_argument) for a service that the options could not have either.
  ROSTER_DECL void add(eas::service added, std::string_view access_key_id = {}) const;
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id = {}) const;

  /// Removes the service with this id, whose ever it is. Returns whether there was one.
  ROSTER_DECL bool remove(std::string_view service_id) const;

  /// Calls `change` once, directly before the request with this number is answered; the log has the same
  /// numbers. No other request comes between. It may call everything here, and must not wait for other threads.
  /// Fails: failure(errc::invalid_argument) when that request has been answered.
  /// Example: emulator: a list can shift while it is paged
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change) const;

  /// Returns the requests so far, the oldest first.
  ROSTER_DECL std::vector<logged_request> log() const;
  ROSTER_DECL void clear_log() const;

  /// Adds a fault behind the others. Returns its number; those of the options have the first ones, from 0 on.
  ROSTER_DECL std::size_t add_fault(fault added) const;

  /// Returns how many requests a fault has met.
  ROSTER_DECL std::size_t fault_hits(std::size_t number) const;

 private:
  std::shared_ptr<detail::emulator_state> state_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/emulator.ipp>
#endif
