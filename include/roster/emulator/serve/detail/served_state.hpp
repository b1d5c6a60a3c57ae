// SPDX-License-Identifier: BSL-1.0
#pragma once
// What copies of a served API share: its operation, its options, and the journal of its requests.

#include <cstddef>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/detail/emulated_service.hpp>
#include <roster/emulator/detail/request_journal.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/serve/detail/error_form.hpp>
#include <roster/emulator/serve/detail/route.hpp>
#include <roster/emulator/serve/detail/serve_problem.hpp>
#include <roster/emulator/serve_options.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// A declared operation with its items.
class served_operation {
 public:
  virtual ~served_operation() = default;

  virtual const operation_route& route() const noexcept = 0;
  virtual const error_form& errors() const noexcept = 0;

  /// Responds to a request that fits the route and is authentic; `anomaly` is an anomaly to inject, or null. Returns why
  /// the request is rejected, or nothing.
  virtual std::optional<serve_problem> respond(const http::request& request, const route_match& match,
                                               const request_context& context, const fault* anomaly,
                                               cloud_response& out) = 0;

 protected:
  served_operation() = default;
  served_operation(const served_operation&) = delete;
  served_operation& operator=(const served_operation&) = delete;
};

class served_state final : public emulated_service {
 public:
  /// Fails: failure(errc::invalid_argument) for contradictory options.
  ROSTER_DECL served_state(std::unique_ptr<served_operation> operation, serve_options options);

  emulated_response respond(const http::request& request) override { return respond(request, {}); }

  /// Rejects a request with another path with the message `unknown`, unless that is empty.
  ROSTER_DECL emulated_response respond(const http::request& request, const std::string& unknown);

  std::optional<fault> next_connection_fault(bool makes_certificates) override {
    return journal_.next_connection_fault(makes_certificates);
  }
  ROSTER_DECL std::size_t add_fault(fault added);
  const operation_route& route() const noexcept { return operation_->route(); }
  route_fit fit_of(const http::request& request) const { return match_route(route(), request).fit; }
  request_journal& journal() noexcept { return journal_; }

 private:
  std::optional<serve_problem> admit(const http::request& request, const route_match& match,
                                     cloud_response& out) const;
  cloud_response reply_to(const http::request& request, const std::string& unknown,
                          const request_context& context, const fault* anomaly);

  std::unique_ptr<served_operation> operation_;
  serve_options options_;
  request_journal journal_;
};

/// Several APIs, of which each request belongs to one.
class served_set final : public emulated_service {
 public:
  /// Fails: failure(errc::invalid_argument) without any API, or if two APIs have the same route.
  ROSTER_DECL explicit served_set(std::vector<std::shared_ptr<served_state>> apis);

  ROSTER_DECL emulated_response respond(const http::request& request) override;
  ROSTER_DECL std::optional<fault> next_connection_fault(bool makes_certificates) override;

 private:
  std::vector<std::shared_ptr<served_state>> apis_;
  std::vector<operation_route> routes_{};
};

/// Returns why a request is not what `by` sends with this key, or nothing. The time of the request is that of its
/// date header.
ROSTER_DECL std::optional<serve_problem> check_signature(const signer& by, const credentials& key,
                                                         const http::request& request,
                                                         std::chrono::sys_seconds now);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/serve/impl/served_state.ipp>
#endif
