// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of eas_cloud.hpp.

#include <roster/emulator/alibaba/detail/eas_cloud.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <roster/emulator/alibaba/detail/eas_errors.hpp>
#include <roster/emulator/alibaba/detail/eas_member_order.hpp>
#include <roster/emulator/data/detail/matches.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/detail/path_pattern.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/operation.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Returns the region in a host name of PAI-EAS; "" for any other host.
inline std::string region_of_host(std::string_view authority) {
  const std::string host = http::detail::lower_case(authority.substr(0, authority.find(':')));
  constexpr std::string_view tail = ".aliyuncs.com";
  for (const std::string_view head : {"pai-eas.", "pai-eas-manage-vpc."})
    if (host.starts_with(head) && host.ends_with(tail) && host.size() > head.size() + tail.size())
      return host.substr(head.size(), host.size() - head.size() - tail.size());
  return {};
}

ROSTER_DECL eas_route find_eas_route(const http::request& request, const std::vector<std::string>& regions) {
  eas_route route{.region = region_of_host(request.headers.get("host")), .path = request.path};
  const auto slash = route.path.find('/', 1);
  const bool has_segment = slash != route.path.npos && route.path.substr(slash).starts_with("/api/");
  if (route.region.empty() && !regions.empty() && has_segment) {
    route.region = route.path.substr(1, slash - 1);
    route.path.remove_prefix(slash);
  }
  route.known = std::find(regions.begin(), regions.end(), route.region) != regions.end();
  return route;
}

inline constexpr std::string_view eas_default_sort = "CreateTime";
inline constexpr std::int64_t eas_default_page_size = 100;

inline const roster::detail::type_descriptor& eas_service_shape() {
  return roster::detail::type_descriptor_of<eas::service, case_of<eas::list_services>>;
}

/// Sorts records, or pointers to them, by a member of their service.
template <class Record, class GetService>
void sort_records(std::vector<Record>& records, std::size_t member, bool ascending, GetService get_service) {
  std::vector<roster::detail::erased_ref> services;
  services.reserve(records.size());
  for (const Record& r : records) services.push_back({&eas_service_shape(), &get_service(r)});
  const auto positions = sorted_positions(services, member, ascending);
  std::vector<Record> sorted;
  sorted.reserve(records.size());
  for (const std::size_t at : positions) sorted.push_back(std::move(records[at]));
  records = std::move(sorted);
}

inline rejection bad_eas_parameter(std::string detail) {
  return {eas_errors::bad_parameter, std::move(detail)};
}

inline rejection unknown_region(const eas_route& route, const std::vector<std::string>& regions) {
  std::string known;
  for (const std::string& region : regions) known.append(known.empty() ? "" : ", ").append(region);
  const std::string found =
      route.region.empty() ? "The host names no region" : "There is no " + escape_for_log(route.region, 64);
  return {eas_errors::unknown_region, found + "; the regions are " + escape_for_log(known, 1000) + '.'};
}

/// Returns whether a header is present with another value; an absent header is accepted.
inline bool contradicts(const http::headers& headers, std::string_view name, std::string_view wanted) {
  return headers.contains(name) && headers.get(name) != wanted;
}

/// Returns the service that a path of DescribeService names; nothing for any other path.
inline std::optional<eas::describe_service_request> read_service_path(std::string_view path) {
  http::detail::query_list found;
  if (!match_path(eas::describe_service::target.path, path, found)) return std::nullopt;
  return eas::describe_service_request{.cluster_id = std::move(found[0].second),
                                       .service_name = std::move(found[1].second)};
}

/// Adds the endpoints that a list omits.
inline void add_endpoints(eas::service& s, const std::string& region) {
  const std::string tail = region + ".aliyuncs.com/api/predict/" + s.service_name;
  if (!s.internet_endpoint) s.internet_endpoint = "http://10123456789." + tail;
  if (!s.intranet_endpoint) s.intranet_endpoint = "http://10123456789.vpc." + tail;
}

ROSTER_DECL eas_cloud::eas_cloud(std::vector<eas_record> records, cloud_options options)
    : records_(std::move(records)),
      options_(checked(std::move(options))),
      authenticator_(options_.key, options_.tokens_expire) {
  const auto by_time = find_sort_member(eas_service_shape(), eas_default_sort);
  sort_records(records_, *by_time, false,
               [](const eas_record& r) -> const eas::service& { return r.service; });
}

ROSTER_DECL cloud_response eas_cloud::handle(const http::request& request, const request_context& context) {
  cloud_response out;
  std::optional<rejection> rejected;
  try {
    rejected = admit(request, context, out);
    if (!rejected) {
      const auto described = read_service_path(find_eas_route(request, options_.regions).path);
      rejected =
          described ? respond_to_describe(*described, context, out) : respond(request, context, out, nullptr);
    }
  } catch (const std::exception& why) {
    rejected = rejection{eas_errors::internal, why.what()};
  }
  if (rejected) {
    out.code = rejected->error.code;
    out.response = eas_error_response(*rejected, request.headers.get("host"), context, out.needed);
  }
  return out;
}

ROSTER_DECL cloud_response eas_cloud::inject_anomaly(const fault& anomaly, const http::request& request,
                                                     const request_context& context) const {
  cloud_response out{.region = find_eas_route(request, options_.regions).region};
  if (options_.verify_signatures) out.authentic = true;
  respond(request, context, out, &anomaly);  // rejects only what `handle` has rejected before
  return out;
}

ROSTER_DECL std::optional<rejection> eas_cloud::respond(const http::request& request,
                                                        const request_context& context, cloud_response& out,
                                                        const fault* anomaly) const {
  eas::list_services_request decoded;
  if (auto rejected = read(request, decoded)) return rejected;
  out.page_size = decoded.page_size;
  eas::list_services_response page;
  const std::string_view region = options_.regions.empty() ? std::string_view() : out.region;
  if (auto rejected =
          anomaly ? list_with_anomaly(*anomaly, decoded, page, region) : list(decoded, page, region))
    return rejected;
  out.page = decoded.page_number.value_or(1);
  page.request_id = context.request_id;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json;charset=utf-8"},
                  {"x-acs-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<eas::list_services>>(page, {.reveal_secrets = true}),
                              eas_member_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::respond_to_describe(
    const eas::describe_service_request& request, const request_context& context, cloud_response& out) const {
  eas::service described;
  const std::string_view region = options_.regions.empty() ? std::string_view() : out.region;
  if (auto rejected = describe(request, described, region)) return rejected;
  described.request_id = context.request_id;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json;charset=utf-8"},
                  {"x-acs-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<eas::describe_service>>(described, {.reveal_secrets = true}),
                              eas_description_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::admit(const http::request& request,
                                                      const request_context& context, cloud_response& out) {
  using op = eas::list_services;
  using describe_op = eas::describe_service;
  const eas_route route = find_eas_route(request, options_.regions);
  const bool describes = read_service_path(route.path).has_value();
  out.region = route.region;
  out.needed = describes ? describe_op::permission.needed : op::permission.needed;
  if ((!describes && route.path != op::target.path) || request.method != op::target.method)
    return rejection{eas_errors::unknown_api, {}};
  if (contradicts(request.headers, "x-acs-version", op::version))
    return rejection{eas_errors::invalid_version, {}};
  if (contradicts(request.headers, "x-acs-action", describes ? describe_op::action : op::action))
    return rejection{eas_errors::unknown_api, {}};
  if (!options_.regions.empty() && !route.known) return unknown_region(route, options_.regions);
  if (!options_.verify_signatures) return std::nullopt;
  auto rejected = authenticator_.check(request, context.now);
  out.authentic = !rejected;
  return rejected;
}

ROSTER_DECL std::optional<rejection> eas_cloud::read(const http::request& request,
                                                     eas::list_services_request& decoded) const {
  const auto query = http::detail::parse_query(request.query);
  if (!query) return bad_eas_parameter("The query cannot be read.");
  for (const auto& [name, value] : *query) {
    if (value.empty()) continue;
    const auto error = set_parameter<case_of<eas::list_services>>(decoded, name, value);
    if (error && error->fault == parameter_error::reason::bad_value) return bad_eas_parameter(error->message);
  }
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::list(const eas::list_services_request& request,
                                                     eas::list_services_response& page,
                                                     std::string_view region) const {
  const std::string sort = request.sort.value_or(std::string(eas_default_sort));
  const auto sort_member = find_sort_member(eas_service_shape(), sort);
  const bool ascending = request.order == eas::order::asc;
  const std::int64_t number = request.page_number.value_or(1);
  std::int64_t size = request.page_size.value_or(eas_default_page_size);
  if (!sort_member) return bad_eas_parameter("Sort: services cannot be sorted by this.");
  if (request.order && !request.order->known()) return bad_eas_parameter("Order: asc or desc.");
  if (number < 1) return bad_eas_parameter("PageNumber: at least 1.");
  if (size < 1) return bad_eas_parameter("PageSize: at least 1.");
  if (options_.page_size_clamp) size = (std::min)(size, *options_.page_size_clamp);

  auto records = matching(request, region);
  if (sort != eas_default_sort || ascending)
    sort_records(records, *sort_member, ascending,
                 [](const eas_record* r) -> const eas::service& { return r->service; });
  const auto total = static_cast<std::int64_t>(records.size());
  const std::int64_t begin = number - 1 > total / size ? total : (std::min)((number - 1) * size, total);
  const std::int64_t end = begin + (std::min)(size, total - begin);
  page = {.page_number = number, .page_size = size, .total_count = total};
  for (std::int64_t i = begin; i < end; ++i)
    page.services.push_back(records[static_cast<std::size_t>(i)]->service);
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::list_with_anomaly(const fault& anomaly,
                                                                  const eas::list_services_request& request,
                                                                  eas::list_services_response& page,
                                                                  std::string_view region) const {
  const std::int64_t number = request.page_number.value_or(1);
  eas::list_services_request changed = request;
  if (anomaly.kind == fault_kind::page_size) changed.page_size = anomaly.size;
  if (anomaly.kind == fault_kind::repeat_page) changed.page_number = (std::max<std::int64_t>)(number - 1, 1);
  if (auto rejected = list(changed, page, region)) return rejected;
  const auto spoil = [&](std::optional<std::int64_t>& said) {
    said = anomaly.set ? *anomaly.set : said.value_or(0) + anomaly.add.value_or(0);
  };
  page.page_number = number;
  if (anomaly.kind == fault_kind::page_size && anomaly.silent)
    page.page_size = request.page_size.value_or(eas_default_page_size);
  if (anomaly.kind == fault_kind::empty_page) page.services.clear();
  if (anomaly.kind == fault_kind::total) spoil(page.total_count);
  if (anomaly.kind == fault_kind::no_total) page.total_count.reset();
  if (anomaly.kind == fault_kind::page_number) spoil(page.page_number);
  if (anomaly.kind == fault_kind::no_page_number) page.page_number.reset();
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::describe(const eas::describe_service_request& request,
                                                         eas::service& described,
                                                         std::string_view region) const {
  const auto is_described = [&](const eas_record& r) {
    const std::string& own = r.service.region;
    return r.service.service_name == request.service_name && (region.empty() || own == region) &&
           (own.empty() || own == request.cluster_id);
  };
  const auto found = std::find_if(records_.begin(), records_.end(), is_described);
  if (found == records_.end())
    return rejection{eas_errors::unknown_service, escape_for_log(request.service_name, 64)};
  described = found->service;
  add_endpoints(described, request.cluster_id);
  return std::nullopt;
}

ROSTER_DECL void eas_cloud::add(eas_record added) {
  const auto older = [&](const eas_record& r) {
    return r.service.create_time.seconds() <= added.service.create_time.seconds();
  };
  records_.insert(std::find_if(records_.begin(), records_.end(), older), std::move(added));
}

ROSTER_DECL bool eas_cloud::remove(std::string_view service_id) {
  return std::erase_if(records_, [&](const eas_record& r) { return r.service.service_id == service_id; }) !=
         0;
}

ROSTER_DECL std::vector<const eas_record*> eas_cloud::matching(const eas::list_services_request& request,
                                                               std::string_view region) const {
  const bool wants_workspace = request.include_no_workspace == false;
  std::vector<const eas_record*> found;
  for (const eas_record& r : records_) {
    if (!region.empty() && r.service.region != region) continue;
    if (wants_workspace && r.service.workspace_id.value_or("").empty()) continue;
    if (matches<eas::list_services>(request, r.service, r.attributes)) found.push_back(&r);
  }
  return found;
}

}  // namespace roster::inline v0::emulator::detail
