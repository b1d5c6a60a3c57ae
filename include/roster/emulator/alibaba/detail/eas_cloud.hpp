// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulated PAI-EAS.

#include <optional>
#include <roster/config.hpp>
#include <roster/eas/schema.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/eas/schema/enums.hpp>
#include <roster/eas/schema/service.hpp>
#include <roster/emulator/alibaba/detail/eas_errors.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/open_enum.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Attributes that PAI-EAS filters by and does not return. Each member has the name of its request member.
struct eas_attributes {
  std::optional<open_enum<eas::service_type>> service_type{};
  std::optional<open_enum<eas::resource_type>> resource_type{};
  std::optional<std::string> accessibility{};
  std::optional<std::string> parent_service_uid{};

  friend bool operator==(const eas_attributes&, const eas_attributes&) = default;
};

struct eas_record {
  eas::service service{};
  eas_attributes attributes{};

  friend bool operator==(const eas_record&, const eas_record&) = default;
};

/// The route of a request to PAI-EAS: the host selects the region. Where all regions share one host, as on a loopback
/// server, the first segment of the path does.
struct eas_route {
  std::string region{};     ///< as named in the request, known or not; "" if it names none
  bool known{};             ///< it is one of the configured regions
  std::string_view path{};  ///< of the API, without the region; Lifetime: that of the request
};

/// Finds the region in "pai-eas.REGION.aliyuncs.com", "pai-eas-manage-vpc.REGION.aliyuncs.com" and, if `regions` is
/// not empty, "/REGION/api/…".
/// Example: eas_route: the host selects the region; on a shared host, the path does
ROSTER_DECL eas_route find_eas_route(const http::request& request, const std::vector<std::string>& regions);

/// Holds services and serves requests for them. Where the vendor's documentation is silent, this class decides: the
/// order is by CreateTime, newest first; Sort accepts any scalar member of a service; a page after the last one is
/// empty; a page number or size under 1 is InvalidParameter; parameters without a value and unknown parameters are
/// ignored; a fuzzy filter is case-sensitive. If the options name regions, the host or the first segment of the path
/// selects one, and only services whose region member matches are listed and described. A description has endpoints, also
/// of a service that is held without any; the error for an unknown service has status 404.
/// Source: PAI ListServices and DescribeService 2021-07-01.
class eas_cloud {
 public:
  ROSTER_DECL explicit eas_cloud(std::vector<eas_record> records, cloud_options options = {});

  /// Handles any HTTP request, valid or not.
  ROSTER_DECL cloud_response handle(const http::request& request, const request_context& context);

  /// Handles an accepted request again, with an anomaly.
  ROSTER_DECL cloud_response inject_anomaly(const fault& anomaly, const http::request& request,
                                            const request_context& context) const;

  /// Handles ListServices alone: filters, sorts and selects the page. Fills `page` unless the request is rejected.
  /// `region` "" means all.
  ROSTER_DECL std::optional<rejection> list(const eas::list_services_request& request,
                                            eas::list_services_response& page,
                                            std::string_view region = {}) const;

  /// Handles DescribeService alone. Fills `described` unless the request is rejected. `region` "" means all.
  ROSTER_DECL std::optional<rejection> describe(const eas::describe_service_request& request,
                                                eas::service& described, std::string_view region = {}) const;

  /// Adds a service before the services of the same age or older.
  ROSTER_DECL void add(eas_record added);

  /// Removes a service. Returns whether there was one with that id.
  ROSTER_DECL bool remove(std::string_view service_id);

  /// Returns all services in the default list order, newest first.
  const std::vector<eas_record>& records() const noexcept { return records_; }

 private:
  std::optional<rejection> admit(const http::request& request, const request_context& context,
                                 cloud_response& out);
  std::optional<rejection> read(const http::request& request, eas::list_services_request& decoded) const;
  std::optional<rejection> respond(const http::request& request, const request_context& context,
                                   cloud_response& out, const fault* anomaly) const;
  std::optional<rejection> respond_to_describe(const eas::describe_service_request& request,
                                               const request_context& context, cloud_response& out) const;
  std::optional<rejection> list_with_anomaly(const fault& anomaly, const eas::list_services_request& request,
                                             eas::list_services_response& page,
                                             std::string_view region) const;
  std::vector<const eas_record*> matching(const eas::list_services_request& request,
                                          std::string_view region) const;

  std::vector<eas_record> records_;
  cloud_options options_;
  eas_authenticator authenticator_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/alibaba/impl/eas_cloud.ipp>
#endif
