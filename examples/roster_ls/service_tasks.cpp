// SPDX-License-Identifier: BSL-1.0
#include "service_tasks.hpp"

#include <roster/inventory/mappings/eas.hpp>
#include <roster/inventory/mappings/qianfan.hpp>
#include <utility>

#include "service_list_of.hpp"
#include "verified_list.hpp"

namespace roster_ls {
namespace {

template <class Operation>
service_list make(task<Operation> work, bool verify) {
  const roster::origin from{
      .name = std::move(work.name), .account = std::move(work.account), .endpoint = work.config.endpoint};
  auto list = service_list_of<Operation>::make(from, work.config, work.request, work.how);
  if (!verify) return list;
  list.add_to = [from, work = std::move(work)](roster::inventory& all, boost::asio::any_io_executor executor,
                                               std::shared_ptr<roster::transport> transport) {
    auto config = work.config;
    config.transport = std::move(transport);
    all.add(from, [client = roster::client<Operation>(std::move(executor), std::move(config)),
                   request = work.request,
                   how = work.how] { return verified_list<Operation>(client, request, how, {}); });
  };
  return list;
}

}  // namespace

service_list to_service_list(task<eas_operation> work, bool verify) { return make(std::move(work), verify); }
service_list to_service_list(task<qianfan_operation> work, bool verify) {
  return make(std::move(work), verify);
}

}  // namespace roster_ls
