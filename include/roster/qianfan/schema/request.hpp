// SPDX-License-Identifier: BSL-1.0
#pragma once
// What DescribeServices can be asked: the 10 members of its body, every one optional.

#include <cstdint>
#include <optional>
#include <roster/qianfan/schema/enums.hpp>
#include <roster/schema/flag.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::qianfan {

/// A member that is not set, or an empty list, is not sent.
/// Source: Qianfan DescribeServices, request
/// parameters.
struct describe_services_request {
  /// Where the list goes on; without it from the first service. The library sets it.
  std::optional<std::string> marker{};
  /// Services on a page: 10 by default, and at most 100, to which the server lowers a larger number. The
  /// library sets it unless it is set.
  std::optional<std::int64_t> max_keys{};
  /// Whether the order is reversed; it is not by default. Which order that is, is not documented.
  flag page_reverse{};
  /// Part of the service's name.
  std::optional<std::string> name{};
  /// What the service does, one of these; all but embeddings can be asked for.
  std::vector<open_enum<qianfan::service_type>> service_type{};
  /// The state of the service, one of these.
  std::vector<open_enum<qianfan::run_status>> run_status{};
  /// Who created the service, one of these; answers mask the names.
  std::vector<std::string> creator{};
  /// What the service is charged by.
  std::optional<open_enum<qianfan::charge_type>> charge_type{};
  /// When the service is paid for.
  std::optional<open_enum<qianfan::pay_type>> pay_type{};
  /// The version of the service, 1 or 2; 1 by default. One call lists one of them.
  std::optional<std::int64_t> protocol_version{};

  friend bool operator==(const describe_services_request&, const describe_services_request&) = default;
};

}  // namespace roster::inline v0::qianfan
