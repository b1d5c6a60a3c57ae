// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lists of services of any API, in the terms that the APIs have in common.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <roster/client/client_config.hpp>
#include <roster/client/options.hpp>
#include <roster/http/message.hpp>
#include <roster/inventory/inventory.hpp>
#include <roster/paging/report.hpp>
#include <roster/transport/transport.hpp>
#include <string>

namespace roster_ls {

/// A request as it would be sent, and the text that its signature covers.
struct prepared_request {
  roster::http::request request{};
  std::string canonical{};
};

/// One list of one API.
struct service_list {
  roster::origin from{};
  roster::client_config config{};
  /// Adds the list to an inventory; its requests are sent by this transport.
  std::function<void(roster::inventory&, boost::asio::any_io_executor, std::shared_ptr<roster::transport>)>
      add_to{};
  /// Prepares the first request; sends nothing.
  std::function<boost::asio::awaitable<prepared_request>(boost::asio::any_io_executor, roster::client_config)>
      prepare{};
};

}  // namespace roster_ls
