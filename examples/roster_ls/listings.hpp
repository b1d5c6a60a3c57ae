// SPDX-License-Identifier: BSL-1.0
#pragma once
// What is listed and watched: the tasks of one API, or services in the terms that all APIs have in common.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/client.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/inventory/inventory.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "options.hpp"
#include "services.hpp"
#include "tasks.hpp"
#include "verified_list.hpp"

namespace roster_ls {

/// Returns the connections that all lists share.
inline std::shared_ptr<roster::transport> shared_transport(const boost::asio::any_io_executor& executor,
                                                           const roster::client_config& common) {
  return roster::detail::make_client_transport(executor, common.http, common.variables);
}

inline roster::fleet_options fleet_options_of(const options& wanted) {
  using enum roster::merge_order;
  return {.max_concurrency = wanted.parallel, .order = wanted.unordered ? unordered : ordered};
}

/// The tasks of one API, with all fields of its items.
template <class Operation>
struct api_listing {
  using task = roster_ls::task<Operation>;
  using item = roster::item_of<Operation>;
  static constexpr auto letters = roster::case_of<Operation>;

  static const std::string& name_of(const task& work) { return work.name; }
  static std::string key_of(const item& of) { return *roster::find(of, roster::key_of<Operation>); }

  static auto open(boost::asio::any_io_executor executor, const std::vector<task>& work,
                   const roster::condition<item>& only, const options& wanted) {
    const auto connections = shared_transport(executor, work.front().config);
    std::vector<roster::fleet_target<item>> targets;
    for (auto one : work) {
      one.config.transport = connections;
      targets.push_back({.from = {.name = one.name}, .open = [executor, one, only, verify = wanted.verify] {
                           const roster::client<Operation> client(executor, one.config);
                           return verify ? verified_list(client, one.request, one.how, only)
                                         : roster::concat(client.list(one.request, one.how) |
                                                          roster::where(only));
                         }});
    }
    return roster::fleet(executor, std::move(targets), fleet_options_of(wanted));
  }
};

using eas_listing = api_listing<eas_operation>;
using qianfan_listing = api_listing<qianfan_operation>;

/// Whether a service has all labels of --label.
class has_labels {
 public:
  explicit has_labels(const options& wanted) {
    for (const auto& list : wanted.labels)
      for (const auto part : std::views::split(std::string_view(list), ',')) {
        const std::string_view label(part.begin(), part.end());
        const auto equals = label.find('=');
        labels_.emplace_back(label.substr(0, equals),
                             equals == label.npos ? std::nullopt : std::optional(label.substr(equals + 1)));
      }
  }

  bool operator()(const roster::sourced<roster::model_service>& of) const {
    return std::all_of(labels_.begin(), labels_.end(), [&](const auto& wanted) {
      const auto found = of.item.labels.find(wanted.first);
      return found != of.item.labels.end() && (!wanted.second || found->second == *wanted.second);
    });
  }

 private:
  std::vector<std::pair<std::string, std::optional<std::string>>> labels_{};  // without a value: any
};

/// Services of any APIs.
struct service_listing {
  using task = service_list;
  using item = roster::model_service;
  static constexpr auto letters = roster::verbatim_case;

  static const std::string& name_of(const task& work) { return work.from.name; }
  static std::string key_of(const item& of) { return of.id; }

  static auto open(boost::asio::any_io_executor executor, const std::vector<task>& work,
                   const roster::condition<item>& only, const options& wanted) {
    const auto connections = shared_transport(executor, work.front().config);
    roster::inventory all(executor);
    for (const auto& one : work) one.add_to(all, executor, connections);
    return all.list(fleet_options_of(wanted), only) | std::views::filter(has_labels(wanted));
  }
};

}  // namespace roster_ls
