// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of emulator.hpp.

#include <roster/emulator/emulator.hpp>

#include <roster/emulator/generate_eas.hpp>
#include <roster/emulator/generate_qianfan.hpp>
#include <roster/emulator/impl/emulator_state.hpp>
#include <roster/emulator/impl/in_process_transport.hpp>
#include <utility>

namespace roster {
namespace detail {

inline emulator_data generate_data(const emulator_options& options) {
  return {generate_eas(options.services, options.seed), generate_qianfan(options.services, options.seed)};
}

}  // namespace detail

ROSTER_DECL emulator::emulator(emulator_options options)
    : emulator(options, detail::generate_data(options)) {}

ROSTER_DECL emulator::emulator(emulator_options options, emulator_data data)
    : state_(std::make_shared<detail::emulator_state>(std::move(options), std::move(data))) {}

ROSTER_DECL emulated_answer emulator::answer(const http::request& request) const {
  return state_->answer(request);
}

ROSTER_DECL std::shared_ptr<roster::transport> emulator::transport(
    boost::asio::any_io_executor executor) const {
  return std::make_shared<detail::in_process_transport>(std::move(executor), state_);
}

ROSTER_DECL const std::vector<eas_record>& emulator::eas_records() const noexcept {
  return state_->eas().records();
}

ROSTER_DECL const std::vector<qianfan::service>& emulator::qianfan_services() const noexcept {
  return state_->qianfan().services();
}

ROSTER_DECL std::vector<logged_request> emulator::log() const { return state_->log(); }

ROSTER_DECL void emulator::clear_log() const { state_->clear_log(); }

ROSTER_DECL std::size_t emulator::add_fault(fault added) const { return state_->add_fault(std::move(added)); }

ROSTER_DECL std::size_t emulator::faults_met(std::size_t number) const { return state_->faults_met(number); }

}  // namespace roster
