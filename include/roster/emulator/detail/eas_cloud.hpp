// SPDX-License-Identifier: BSL-1.0
#pragma once
// Emulated PAI-EAS: ListServices over services in memory, driven by the operation's own declaration.

#include <optional>
#include <roster/config.hpp>
#include <roster/eas/schema.hpp>
#include <roster/emulator/detail/cloud_error.hpp>
#include <roster/emulator/detail/cloud_options.hpp>
#include <roster/emulator/detail/cloud_response.hpp>
#include <roster/emulator/detail/eas_authenticator.hpp>
#include <roster/emulator/detail/eas_record.hpp>
#include <roster/emulator/detail/request_context.hpp>
#include <roster/emulator/fault.hpp>
#include <roster/http/request.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Holds services and serves requests for them. Where the vendor's documentation is silent, this class decides: the
/// order is by CreateTime, newest first; Sort accepts any scalar member of a service; a page after the last one is
/// empty; a page number or size under 1 is InvalidParameter; parameters without a value and unknown parameters are
/// ignored; a fuzzy filter is case-sensitive. If the options name regions, the host or the first segment of the path
/// selects one, and only services whose region member matches are listed.
/// Source: PAI ListServices 2021-07-01.
class eas_cloud {
 public:
  ROSTER_DECL explicit eas_cloud(std::vector<eas_record> records, cloud_options options = {});

  /// Handles any HTTP request, valid or not.
  ROSTER_DECL cloud_response answer(const http::request& request, const request_context& moment);

  /// Handles an accepted request again, with an anomaly.
  ROSTER_DECL cloud_response inject_anomaly(const fault& odd, const http::request& request,
                                            const request_context& moment) const;

  /// Handles ListServices alone: filters, sorts and selects the page. Fills `page` unless the request is rejected.
  /// `region` "" means all.
  ROSTER_DECL std::optional<rejection> list(const eas::list_services_request& request,
                                            eas::list_services_response& page,
                                            std::string_view region = {}) const;

  /// Adds a service before the services of the same age or older.
  ROSTER_DECL void add(eas_record added);

  /// Removes a service. Returns whether there was one with that id.
  ROSTER_DECL bool remove(std::string_view service_id);

  /// Returns all services in the default list order, newest first.
  const std::vector<eas_record>& records() const noexcept { return records_; }

 private:
  std::optional<rejection> admit(const http::request& request, const request_context& moment,
                                 cloud_response& out);
  std::optional<rejection> read(const http::request& request, eas::list_services_request& asked) const;
  std::optional<rejection> respond(const http::request& request, const request_context& moment,
                                   cloud_response& out, const fault* odd) const;
  std::optional<rejection> list_with_anomaly(const fault& odd, const eas::list_services_request& request,
                                             eas::list_services_response& page,
                                             std::string_view region) const;
  std::vector<const eas_record*> matching(const eas::list_services_request& request,
                                          std::string_view region) const;

  std::vector<eas_record> records_;
  cloud_options options_;
  eas_authenticator gate_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/eas_cloud.ipp>
#endif
