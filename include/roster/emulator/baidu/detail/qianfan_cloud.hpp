// SPDX-License-Identifier: BSL-1.0
#pragma once
// Emulated Qianfan: DescribeServices and DescribeService over services in memory, driven by the operations' own
// declarations.

#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/baidu/detail/qianfan_errors.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/http/message.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Holds services and serves requests for them. Where the vendor's documentation is silent, this class decides: the
/// order is the one in which the services were given, and pageReverse reverses it; the marker is the id of the first
/// service of the page, optionally followed by "#" and any text; a marker that is not in the list, maxKeys under 1
/// and a protocolVersion other than 1 and 2 are InappropriateJSON; a service without a protocolVersion has version 1;
/// a fuzzy filter is case-sensitive; creators are compared in the masked form of the response.
/// DescribeService finds a service of either version; an unknown one is ResourceNotFound.
/// Source: Qianfan DescribeServices and DescribeService.
class qianfan_cloud {
 public:
  ROSTER_DECL explicit qianfan_cloud(std::vector<qianfan::service> services, cloud_options options = {});

  /// Handles any HTTP request, valid or not.
  ROSTER_DECL cloud_response handle(const http::request& request, const request_context& context) const;

  /// Handles an accepted request again, with an anomaly.
  ROSTER_DECL cloud_response inject_anomaly(const fault& anomaly, const http::request& request,
                                            const request_context& context) const;

  /// Handles DescribeServices alone: filters, finds the marker and selects the page. Fills `page` unless the request
  /// is rejected. Sets `first` to the position of the page's first service.
  ROSTER_DECL std::optional<rejection> list(const qianfan::describe_services_request& request,
                                            qianfan::result& page, std::size_t& first) const;

  /// Handles DescribeService alone. Fills `described` unless the request is rejected.
  ROSTER_DECL std::optional<rejection> describe(const qianfan::describe_service_request& request,
                                                qianfan::service& described) const;

  /// Adds a service at the end of the list.
  ROSTER_DECL void add(qianfan::service added);

  /// Removes a service. Returns whether there was one with that id.
  ROSTER_DECL bool remove(std::string_view service_id);

  /// Returns all services of both protocol versions, in the order of the list.
  const std::vector<qianfan::service>& services() const noexcept { return services_; }

 private:
  std::optional<rejection> admit(const http::request& request, const request_context& context,
                                 cloud_response& out) const;
  std::optional<rejection> respond(const http::request& request, const request_context& context,
                                   cloud_response& out, const fault* anomaly) const;
  std::optional<rejection> respond_to_describe(const http::request& request, const request_context& context,
                                               cloud_response& out) const;
  std::optional<rejection> list_with_anomaly(const fault& anomaly,
                                             const qianfan::describe_services_request& request,
                                             qianfan::result& page, std::size_t& first) const;
  std::vector<const qianfan::service*> ordered(qianfan::describe_services_request request) const;
  std::vector<qianfan::service> page_before(const qianfan::describe_services_request& request,
                                            std::size_t first, std::size_t size) const;

  std::vector<qianfan::service> services_;
  cloud_options options_;
  qianfan_authenticator authenticator_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/baidu/impl/qianfan_cloud.ipp>
#endif
