// SPDX-License-Identifier: BSL-1.0
#pragma once
// Services for Prometheus: metrics in its text format, and targets for its HTTP and file service discovery.

#include <cstddef>
#include <roster/inventory/model_service.hpp>
#include <string>
#include <vector>

namespace roster_ls {

/// The result of one list.
struct list_result {
  std::string source{};
  bool succeeded{};  ///< completely
  std::size_t requests{};
};

/// Returns the metrics of the services in the text format 0.0.4. Of several services with the same labels, the first
/// counts.
std::string prometheus_metrics(const std::vector<roster::model_service>& services,
                               const std::vector<list_result>& lists, bool reveal_secrets);

/// Returns the services that have a URL as a list of targets, in JSON.
std::string prometheus_targets(const std::vector<roster::model_service>& services, bool reveal_secrets);

}  // namespace roster_ls
