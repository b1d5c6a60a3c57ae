// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of cloud.hpp.

#include <roster/emulator/cloud.hpp>

#include <optional>
#include <roster/emulator/detail/emulator_state.hpp>
#include <roster/emulator/detail/in_process_transport.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::emulator {
namespace detail {

/// Returns the credentials of an account, with a new token for each call if tokens expire.
class issued_credentials final : public credentials_provider {
 public:
  issued_credentials(std::shared_ptr<emulator_state> from, std::string access_key_id)
      : from_(std::move(from)), access_key_id_(std::move(access_key_id)) {
    (void)from_->issue_key(access_key_id_);  // throws for an unknown account
  }

  asio::awaitable<credentials> get() override { co_return from_->issue_key(access_key_id_); }
  std::optional<roster::credentials> try_get() override { return from_->issue_key(access_key_id_); }

 private:
  std::shared_ptr<emulator_state> from_;
  std::string access_key_id_;
};

}  // namespace detail

ROSTER_DECL cloud::cloud(emulator::options options)
    : state_(std::make_shared<detail::emulator_state>(std::move(options), std::nullopt)) {}

ROSTER_DECL cloud::cloud(emulator::options options, emulator::data data)
    : state_(std::make_shared<detail::emulator_state>(std::move(options), std::move(data))) {}

ROSTER_DECL detail::emulated_response cloud::respond(const http::request& request) const {
  return state_->respond(request);
}

ROSTER_DECL std::shared_ptr<roster::transport> cloud::transport(boost::asio::any_io_executor executor) const {
  roster::detail::check_executor(executor);
  return std::make_shared<detail::in_process_transport>(std::move(executor), state_);
}

ROSTER_DECL std::shared_ptr<credentials_provider> cloud::credentials(std::string_view access_key_id) const {
  return std::make_shared<detail::issued_credentials>(state_, std::string(access_key_id));
}

ROSTER_DECL std::vector<std::string> cloud::access_key_ids() const { return state_->access_key_ids(); }

ROSTER_DECL std::vector<std::string> cloud::regions() const { return state_->regions(); }

ROSTER_DECL std::vector<detail::eas_record> cloud::eas_records(std::string_view access_key_id) const {
  return state_->eas_records(access_key_id);
}

ROSTER_DECL std::vector<qianfan::service> cloud::qianfan_services(std::string_view access_key_id) const {
  return state_->qianfan_services(access_key_id);
}

ROSTER_DECL void cloud::add(eas::service added, std::string_view access_key_id) const {
  state_->add(std::move(added), access_key_id);
}

ROSTER_DECL void cloud::add(qianfan::service added, std::string_view access_key_id) const {
  state_->add(std::move(added), access_key_id);
}

ROSTER_DECL bool cloud::remove(std::string_view service_id) const { return state_->remove(service_id); }

ROSTER_DECL void cloud::before_request(std::int64_t number, std::function<void()> change) const {
  state_->journal().before_request(number, std::move(change));
}

ROSTER_DECL std::vector<logged_request> cloud::log() const { return state_->journal().log(); }

ROSTER_DECL void cloud::clear_log() const { state_->journal().clear_log(); }

ROSTER_DECL std::optional<fault> cloud::next_connection_fault(bool makes_certificates) const {
  return state_->next_connection_fault(makes_certificates);
}

ROSTER_DECL std::size_t cloud::add_fault(fault added) const { return state_->add_fault(std::move(added)); }

ROSTER_DECL std::size_t cloud::fault_hits(std::size_t number) const {
  return state_->journal().fault_hits(number);
}

}  // namespace roster::inline v0::emulator
