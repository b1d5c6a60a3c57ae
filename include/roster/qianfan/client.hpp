// SPDX-License-Identifier: BSL-1.0
#pragma once
// The client of Qianfan.

#include <roster/client.hpp>
#include <roster/qianfan/config.hpp>
#include <roster/qianfan/schema.hpp>
#include <utility>

namespace roster::qianfan {

/// Lists the services of one account. Copies share connections; listings outlive the client.
/// The executor must not run handlers concurrently: an io_context run by one thread, or a strand.
class client {
 public:
  /// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : operation_(std::move(executor), to_client_config(std::move(config))) {}

  /// Returns the services as a lazy range of Row: `service` itself, or a struct of some of its members.
  /// Source: Qianfan, DescribeServices.
  /// Example: qianfan client: lists services as rows of a user's own struct
  template <class Row = service>
  async_range<Row> describe_services(describe_services_request what = {}, list_options options = {}) const {
    return operation_.template list<Row>(std::move(what), std::move(options));
  }

  /// Returns the client of the one operation, which can also prepare a request without sending it.
  const roster::client<qianfan::describe_services>& operation() const noexcept { return operation_; }

 private:
  roster::client<qianfan::describe_services> operation_;
};

}  // namespace roster::qianfan
