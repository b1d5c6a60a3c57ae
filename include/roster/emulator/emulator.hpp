// SPDX-License-Identifier: BSL-1.0
#pragma once
// Both clouds in one process: what tests, examples and the programs list from when there is no real account.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/emulator/data.hpp>
#include <roster/emulator/emulated_answer.hpp>
#include <roster/emulator/emulator_options.hpp>
#include <roster/emulator/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/http/request.hpp>
#include <roster/transport/transport.hpp>
#include <vector>

namespace roster {
namespace detail {
class emulator_state;
}

/// Emulates PAI-EAS and Qianfan; the path of a request decides between them. Copies share everything, and all
/// members may be called from any thread.
/// Example: emulator: serves both clouds by path
class emulator {
 public:
  /// Holds generated services.
  ROSTER_DECL explicit emulator(emulator_options options = {});

  /// Holds these services; `options.services` is not looked at.
  ROSTER_DECL emulator(emulator_options options, emulator_data data);

  /// Answers a request, whatever it is, and logs it.
  ROSTER_DECL emulated_answer answer(const http::request& request) const;

  /// Returns a transport that leads here without sockets, whatever host is called. Broken connections are
  /// failures with errc::connection, as on a network.
  ROSTER_DECL std::shared_ptr<roster::transport> transport(boost::asio::any_io_executor executor) const;

  /// Returns the PAI-EAS services as they are listed by default, newest first.
  /// Lifetime: that of the last copy.
  ROSTER_DECL const std::vector<eas_record>& eas_records() const noexcept;

  /// Returns the Qianfan services of both protocol versions in the order of the list.
  /// Lifetime: that of the last copy.
  ROSTER_DECL const std::vector<qianfan::service>& qianfan_services() const noexcept;

  /// Returns the requests so far, the oldest first.
  ROSTER_DECL std::vector<logged_request> log() const;
  ROSTER_DECL void clear_log() const;

  /// Adds a fault behind the others. Returns its number; those of the options have the first ones, from 0 on.
  ROSTER_DECL std::size_t add_fault(fault added) const;

  /// Returns how many requests a fault has met.
  ROSTER_DECL std::size_t faults_met(std::size_t number) const;

 private:
  std::shared_ptr<detail::emulator_state> state_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/emulator.ipp>
#endif
