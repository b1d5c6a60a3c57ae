// SPDX-License-Identifier: BSL-1.0
#pragma once
// The 10 members of the DescribeServices body, all optional.

#include <cstdint>
#include <optional>
#include <roster/qianfan/schema/enums.hpp>
#include <roster/schema/flag.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::qianfan {

/// The body of DescribeServices. A member that is not set, or an empty list, is not sent.
/// Source: Qianfan DescribeServices, request parameters.
struct describe_services_request {
  /// Where to resume the list; without it the list starts at the first service. Set by the library.
  std::optional<std::string> marker{};
  /// Services on a page: 10 by default, at most 100, to which the server lowers a larger number. Set by the library
  /// unless it is set.
  std::optional<std::int64_t> max_keys{};
  /// Whether the order is reversed; it is not by default. The order itself is not documented.
  flag page_reverse{};
  /// Part of the service's name.
  std::optional<std::string> name{};
  /// The task of the service, one of these; requests can filter by all but embeddings.
  std::vector<open_enum<qianfan::service_type>> service_type{};
  /// The lifecycle status of the service, one of these.
  std::vector<open_enum<qianfan::run_status>> run_status{};
  /// Who created the service, one of these; responses mask the names.
  std::vector<std::string> creator{};
  /// The billing unit of the service.
  std::optional<open_enum<qianfan::charge_type>> charge_type{};
  /// The payment type of the service.
  std::optional<open_enum<qianfan::pay_type>> pay_type{};
  /// The protocol version of the service, 1 or 2; 1 by default. One call lists one version.
  std::optional<std::int64_t> protocol_version{};

  friend bool operator==(const describe_services_request&, const describe_services_request&) = default;
};

}  // namespace roster::inline v0::qianfan
