// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of qianfan_cloud.hpp.

#include <roster/emulator/baidu/detail/qianfan_cloud.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <roster/emulator/baidu/detail/qianfan_errors.hpp>
#include <roster/emulator/baidu/detail/qianfan_member_order.hpp>
#include <roster/emulator/data/detail/matches.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/operation.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline constexpr std::int64_t qianfan_default_max_keys = 10;
inline constexpr std::int64_t qianfan_most_keys = 100;

inline rejection bad_qianfan_parameter(std::string_view member) {
  return {qianfan_errors::bad_parameter, "param[" + std::string(member) + "] invalid."};
}

/// Returns whether a path is that of this API in another version, "/v7/service".
inline bool is_other_qianfan_version(std::string_view path) {
  return path.size() == 11 && path.starts_with("/v") && http::detail::is_digit(path[2]) &&
         path.ends_with("/service");
}

template <class Request>
std::optional<rejection> read_qianfan_body(const std::string& body, Request& decoded) {
  if (body.empty()) return std::nullopt;  // the vendor's Node.js client sends none without parameters
  const auto error = decode<case_of<qianfan::describe_services>>(body, decoded);
  if (!error) return std::nullopt;
  if (error->fault == roster::detail::decode_fault::syntax) return rejection{qianfan_errors::bad_json, {}};
  return bad_qianfan_parameter(error->path);
}

/// Returns whether a request names an action.
inline bool names_action(const http::request& request, std::string_view action) {
  const auto query = http::detail::parse_query(request.query);
  const std::pair<std::string, std::string> wanted("Action", action);
  return query && std::find(query->begin(), query->end(), wanted) != query->end();
}

inline bool is_describe(const http::request& request) {
  return !names_action(request, qianfan::describe_services::action) &&
         names_action(request, qianfan::describe_service::action);
}

/// Returns whether a marker refers to an id: it is the id, or the id followed by '#' and any text.
inline bool leads_to(std::string_view marker, std::string_view id) {
  return marker.starts_with(id) && (marker.size() == id.size() || marker[id.size()] == '#');
}

/// Returns a marker for the page that begins with `id`, different from `sent`.
inline std::string other_marker(const std::string& sent, const std::string& id) {
  return leads_to(sent, id) ? sent + (sent.size() == id.size() ? "#1" : "1") : id + "#";
}

/// Returns a service as it is in a response: with its log destination only if logs are enabled.
inline qianfan::service as_returned(const qianfan::service& held) {
  qianfan::service out = held;
  if (!out.enable_logs && out.log_store_config) out.log_store_config.emplace();
  return out;
}

ROSTER_DECL qianfan_cloud::qianfan_cloud(std::vector<qianfan::service> services, cloud_options options)
    : services_(std::move(services)),
      options_(checked(std::move(options))),
      authenticator_(options_.key, options_.tokens_expire) {}

ROSTER_DECL cloud_response qianfan_cloud::handle(const http::request& request,
                                                 const request_context& context) const {
  cloud_response out;
  std::optional<rejection> rejected;
  try {
    rejected = admit(request, context, out);
    if (!rejected)
      rejected = is_describe(request) ? respond_to_describe(request, context, out)
                                      : respond(request, context, out, nullptr);
  } catch (const std::exception& why) {
    rejected = rejection{qianfan_errors::internal, why.what()};
  }
  if (rejected) {
    out.code = rejected->error.code;
    out.response = qianfan_error_response(*rejected, context);
  }
  return out;
}

ROSTER_DECL cloud_response qianfan_cloud::inject_anomaly(const fault& anomaly, const http::request& request,
                                                         const request_context& context) const {
  cloud_response out;
  if (options_.verify_signatures) out.authentic = true;
  respond(request, context, out, &anomaly);  // rejects only what `handle` has rejected before
  return out;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::respond(const http::request& request,
                                                            const request_context& context,
                                                            cloud_response& out, const fault* anomaly) const {
  qianfan::describe_services_request decoded;
  if (auto rejected = read_qianfan_body(request.body, decoded)) return rejected;
  out.marker = decoded.marker;
  out.page_size = decoded.max_keys;
  qianfan::describe_services_response body{.request_id = context.request_id};
  std::size_t first{};
  qianfan::result& page = body.result.emplace();
  if (auto rejected =
          anomaly ? list_with_anomaly(*anomaly, decoded, page, first) : list(decoded, page, first))
    return rejected;
  out.page = static_cast<std::int64_t>(first) / page.page_info->max_keys.value() + 1;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json; charset=utf-8"},
                  {"x-bce-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<qianfan::describe_services>>(body, {.reveal_secrets = true}),
                              qianfan_member_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::respond_to_describe(const http::request& request,
                                                                        const request_context& context,
                                                                        cloud_response& out) const {
  qianfan::describe_service_request decoded;
  if (auto rejected = read_qianfan_body(request.body, decoded)) return rejected;
  qianfan::describe_service_response body{.request_id = context.request_id};
  if (auto rejected = describe(decoded, body.result)) return rejected;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json; charset=utf-8"},
                  {"x-bce-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<qianfan::describe_service>>(body, {.reveal_secrets = true}),
                              qianfan_description_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::admit(const http::request& request,
                                                          const request_context& context,
                                                          cloud_response& out) const {
  using op = qianfan::describe_services;
  if (request.path != op::target.path)
    return rejection{is_other_qianfan_version(request.path) ? qianfan_errors::invalid_version
                                                            : qianfan_errors::unknown_path,
                     {}};
  if (request.method != op::target.method) return rejection{qianfan_errors::wrong_method, {}};
  if (!names_action(request, op::action) && !is_describe(request))
    return rejection{qianfan_errors::unknown_action, {}};
  if (!options_.verify_signatures) return std::nullopt;
  auto rejected = authenticator_.check(request, context.now);
  out.authentic = !rejected;
  return rejected;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::list(const qianfan::describe_services_request& request,
                                                         qianfan::result& page, std::size_t& first) const {
  const std::int64_t version = request.protocol_version.value_or(1);
  const std::int64_t requested = request.max_keys.value_or(qianfan_default_max_keys);
  if (version != 1 && version != 2) return bad_qianfan_parameter("protocolVersion");
  if (requested < 1) return bad_qianfan_parameter("maxKeys");
  const std::int64_t size =
      (std::min)({requested, qianfan_most_keys, options_.page_size_clamp.value_or(requested)});

  const auto services = ordered(request);
  const std::string marker = request.marker.value_or("");
  const auto begin =
      marker.empty() ? services.begin() : std::find_if(services.begin(), services.end(), [&](const auto* s) {
        return leads_to(marker, s->service_id);
      });
  if (begin == services.end() && !marker.empty()) return bad_qianfan_parameter("marker");
  const auto end = begin + (std::min<std::ptrdiff_t>)(size, services.end() - begin);

  first = static_cast<std::size_t>(begin - services.begin());
  page = {.page_info =
              qianfan::page_info{.marker = marker, .max_keys = size, .is_truncated = end != services.end()}};
  if (end != services.end()) page.page_info->next_marker = (*end)->service_id;
  std::for_each(begin, end, [&](const auto* s) { page.service_list.push_back(as_returned(*s)); });
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::list_with_anomaly(
    const fault& anomaly, const qianfan::describe_services_request& request, qianfan::result& page,
    std::size_t& first) const {
  qianfan::describe_services_request changed = request;
  if (anomaly.kind == fault_kind::page_size) changed.max_keys = anomaly.size;
  if (auto rejected = list(changed, page, first)) return rejected;
  qianfan::page_info& info = *page.page_info;
  const std::string sent = request.marker.value_or("");
  const std::string here = page.service_list.empty() ? sent : page.service_list.front().service_id;
  switch (anomaly.kind) {
    case fault_kind::page_size:
      if (anomaly.silent) info.max_keys = request.max_keys.value_or(qianfan_default_max_keys);
      break;
    case fault_kind::empty_page:
      page.service_list.clear();
      if (!here.empty()) info.next_marker = other_marker(sent, here);
      info.is_truncated = info.next_marker.has_value();
      break;
    case fault_kind::repeat_page:
      if (first != 0)
        page.service_list = page_before(request, first, static_cast<std::size_t>(*info.max_keys));
      break;
    case fault_kind::repeat_marker:
      info.is_truncated = true;
      info.next_marker = sent.empty() ? here : sent;
      break;
    case fault_kind::no_marker:
      info.is_truncated = true;
      info.next_marker.reset();
      break;
    case fault_kind::no_truncated:
      info.is_truncated = {};
      break;
    case fault_kind::stray_marker:
      if (!info.next_marker) info.next_marker = "svco-000000000000";
      break;
    default:
      break;
  }
  return std::nullopt;
}

ROSTER_DECL std::vector<qianfan::service> qianfan_cloud::page_before(
    const qianfan::describe_services_request& request, std::size_t first, std::size_t size) const {
  const auto services = ordered(request);
  std::vector<qianfan::service> page;
  for (std::size_t i = first - (std::min)(first, size); i < first; ++i)
    page.push_back(as_returned(*services[i]));
  return page;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::describe(const qianfan::describe_service_request& request,
                                                             qianfan::service& described) const {
  if (request.service_id.empty()) return bad_qianfan_parameter("serviceId");
  const auto found = std::find_if(services_.begin(), services_.end(), [&](const qianfan::service& s) {
    return s.service_id == request.service_id;
  });
  if (found == services_.end()) return rejection{qianfan_errors::unknown_service, {}};
  described = as_returned(*found);
  return std::nullopt;
}

ROSTER_DECL void qianfan_cloud::add(qianfan::service added) { services_.push_back(std::move(added)); }

ROSTER_DECL bool qianfan_cloud::remove(std::string_view service_id) {
  return std::erase_if(services_, [&](const qianfan::service& s) { return s.service_id == service_id; }) != 0;
}

ROSTER_DECL std::vector<const qianfan::service*> qianfan_cloud::ordered(
    qianfan::describe_services_request request) const {
  const std::int64_t version = request.protocol_version.value_or(1);
  request.protocol_version.reset();  // compared with defaults on both sides, which no declared filter does
  std::vector<const qianfan::service*> found;
  for (const qianfan::service& s : services_)
    if (s.protocol_version.value_or(1) == version && matches<qianfan::describe_services>(request, s))
      found.push_back(&s);
  if (request.page_reverse) std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace roster::inline v0::emulator::detail
