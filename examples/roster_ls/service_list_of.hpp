// SPDX-License-Identifier: BSL-1.0
#pragma once
// Makes the list of one operation. Each file that includes this compiles a few operations.

#include <roster/client/client.hpp>
#include <roster/wire/query.hpp>
#include <utility>

#include "services.hpp"

namespace roster_ls {

template <class Operation>
struct service_list_of {
  static service_list make(roster::origin from, roster::client_config config,
                           typename Operation::request request, roster::list_options how) {
    service_list out{.from = from, .config = config};
    out.add_to = [from, config, request, how](roster::inventory& all, boost::asio::any_io_executor executor,
                                              std::shared_ptr<roster::transport> transport) {
      auto own = config;
      own.transport = std::move(transport);
      all.add(from, [client = roster::client<Operation>(std::move(executor), std::move(own)), request, how] {
        return client.list(request, how);
      });
    };
    out.prepare = [request, how](boost::asio::any_io_executor executor, roster::client_config own) {
      return prepare(roster::client<Operation>(std::move(executor), std::move(own)), request, how);
    };
    return out;
  }

 private:
  static boost::asio::awaitable<prepared_request> prepare(roster::client<Operation> client,
                                                          typename Operation::request request,
                                                          roster::list_options how) {
    auto made = co_await client.prepare(std::move(request), std::move(how));
    auto canonical = client.signer()->canonical_request(made);
    co_return prepared_request{.request = std::move(made), .canonical = std::move(canonical)};
  }
};

}  // namespace roster_ls
