// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of error_form.hpp.

#include <roster/emulator/serve/detail/error_form.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/emulator/data/member_order.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Returns the JSON of values whose places begin with the same `depth` members.
inline std::string compose_below(const std::vector<const placed_value*>& values, std::size_t depth) {
  std::vector<std::string_view> written;
  std::string out = "{";
  for (const placed_value* one : values) {
    const place_step& step = one->steps[depth];
    if (std::find(written.begin(), written.end(), step.name) != written.end()) continue;
    written.push_back(step.name);
    std::vector<const placed_value*> inside;
    for (const placed_value* other : values)
      if (other->steps[depth].name == step.name && other->steps.size() > depth + 1) inside.push_back(other);
    const bool ends = one->steps.size() == depth + 1;
    const std::string value = ends ? one->json : compose_below(inside, depth + 1);
    if (out.size() > 1) out += ',';
    out += roster::detail::json_string(step.name) + ':' + (step.is_list ? '[' + value + ']' : value);
  }
  return out + '}';
}

ROSTER_DECL std::string compose_object(const std::vector<placed_value>& values) {
  std::vector<const placed_value*> all;
  for (const placed_value& one : values) all.push_back(&one);
  return compose_below(all, 0);
}

struct top_level_members {
  unknown_fields all{};
};

ROSTER_DECL std::vector<std::string> member_names(std::string_view json) {
  top_level_members members;
  std::vector<std::string> names;
  if (!decode(json, members))
    for (const unknown_fields::field& field : members.all.list) names.push_back(field.name);
  return names;
}

ROSTER_DECL std::string add_members(std::string object, const std::vector<placed_value>& values) {
  if (!object.starts_with('{')) return object;
  const auto present = member_names(object);
  std::vector<placed_value> added;
  for (const placed_value& one : values)
    if (std::find(present.begin(), present.end(), one.steps.front().name) == present.end())
      added.push_back(one);
  if (added.empty()) return object;
  std::string joined = compose_object(added);
  if (present.empty()) return joined;
  joined.back() = ',';
  return joined.append(object, 1);
}

/// Puts a text into its declared place, or into a top-level member without a declaration.
inline void place_text(const std::optional<error_place>& place, std::string_view name, std::string_view text,
                       unsigned status, std::vector<placed_value>& body, http::headers& headers) {
  if (!place) return body.push_back({{{name}}, roster::detail::json_string(roster::detail::as_utf8(text))});
  if (!place->header.empty()) return headers.set(place->header, std::string(text));
  std::int64_t number{};
  const bool is_number = roster::detail::parse_number(text, number) == roster::detail::number_result::ok;
  body.push_back({place->steps, !place->is_number ? roster::detail::json_string(roster::detail::as_utf8(text))
                                                  : std::to_string(is_number ? number : status)});
}

ROSTER_DECL http::response write_error(const error_form& form, const rejection& rejected,
                                       const request_context& context, std::string_view recovery) {
  http::response out{.status = rejected.error.status, .headers = {{"Content-Type", "application/json"}}};
  std::vector<placed_value> body;
  const auto place = [&](const std::optional<error_place>& where, std::string_view name,
                         std::string_view text) {
    place_text(where, name, text, rejected.error.status, body, out.headers);
  };
  if (form.fails_unless) body.push_back({form.fails_unless->steps, "false"});
  place(form.code, "code", rejected.error.code);
  place(form.message, "message", rejected.message());
  place(form.request_id, "request_id", context.request_id);
  if (form.recovery && !recovery.empty()) place(form.recovery, {}, recovery);
  out.body = arrange_members(compose_object(body), {}, context);
  return out;
}

/// Returns a declared code, which may be a prefix, or the default.
inline std::string_view code_or(std::string_view declared, std::string_view otherwise) {
  if (declared.ends_with('*')) declared.remove_suffix(1);
  return declared.empty() ? otherwise : declared;
}

ROSTER_DECL cloud_error error_of(const error_form& form, const serve_problem& problem) {
  cloud_error out;
  switch (problem.kind) {
    case problem_kind::bad_request:
      out = {400, code_or(form.bad_request, "BadRequest"), {}};
      break;
    case problem_kind::not_found:
      out = {404, "NotFound", {}};
      break;
    case problem_kind::wrong_method:
      out = {405, "MethodNotAllowed", {}};
      break;
    case problem_kind::unauthenticated:
      out = {401, code_or(form.unauthenticated, "Unauthenticated"), {}};
      break;
    case problem_kind::clock_skew:
      out = {401, code_or(form.clock_skew, "RequestTimeTooSkewed"), {}};
      break;
    case problem_kind::internal:
      out = {500, code_or(form.transient, "InternalError"), {}};
      break;
  }
  if (problem.status != 0) out.status = problem.status;
  if (!problem.code.empty()) out.code = problem.code;
  return out;
}

ROSTER_DECL fault_errors fault_errors_of(const error_form& form, const request_context& context) {
  return {
      .internal = {500, code_or(form.transient, "InternalError"), "The service failed."},
      .throttled = {429, code_or(form.throttled, "TooManyRequests"), "There are too many requests."},
      .unauthenticated = {401, code_or(form.unauthenticated, "Unauthenticated"), "The key is not accepted."},
      .denied = {403, code_or(form.forbidden, "Forbidden"), "A permission is missing."},
      .not_found = {404, "NotFound", "The resource was not found."},
      .bad_request = {400, code_or(form.bad_request, "BadRequest"), "The request is invalid."},
      .expired_token = {401, code_or(form.expired_token, "ExpiredToken"), "The token has expired."},
      .respond = [&form, &context](const rejection& rejected) {
        return write_error(form, rejected, context);
      }};
}

}  // namespace roster::inline v0::emulator::detail
