// SPDX-License-Identifier: BSL-1.0
#pragma once
// The client of PAI-EAS.

#include <roster/client.hpp>
#include <roster/eas/config.hpp>
#include <roster/eas/schema.hpp>
#include <utility>

namespace roster::eas {

/// Lists the services of one region. Copies share connections; listings outlive the client.
/// The executor must not run handlers concurrently: an io_context run by one thread, or a strand.
class client {
 public:
  /// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given, or one cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : operation_(std::move(executor), to_client_config(std::move(config))) {}

  /// Returns the services as a lazy range of Row: `service` itself, or a struct of some of its members.
  /// Source: PAI-EAS, ListServices.
  /// Example: eas client: lists services as rows of a user's own struct
  template <class Row = service>
  async_range<Row> list_services(list_services_request what = {}, list_options options = {}) const {
    return operation_.template list<Row>(std::move(what), std::move(options));
  }

  /// Returns the client of the one operation, which can also prepare a request without sending it.
  const roster::client<eas::list_services>& operation() const noexcept { return operation_; }

 private:
  roster::client<eas::list_services> operation_;
};

}  // namespace roster::eas
