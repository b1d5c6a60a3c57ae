// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of request_text.hpp.

#include <roster/emulator/serve/detail/request_text.hpp>

#include <roster/escape_for_log.hpp>
#include <roster/http/url.hpp>
#include <roster/wire/detail/number_text.hpp>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL std::optional<serve_problem> read_number(std::string_view what,
                                                     const std::optional<std::string>& text,
                                                     std::optional<std::int64_t>& out) {
  if (!text) return std::nullopt;
  std::int64_t number{};
  if (roster::detail::parse_number(*text, number) != roster::detail::number_result::ok)
    return serve_problem{
        problem_kind::bad_request,
        "invalid " + std::string(what) + " \"" + escape_for_log(*text, 64) + "\"; expected an integer"};
  out = number;
  return std::nullopt;
}

ROSTER_DECL std::string unknown_member(std::string_view name) {
  return "unknown member \"" + escape_for_log(name, 64) + "\" in the body";
}

ROSTER_DECL std::string next_page_url(const http::request& request, std::string_view token) {
  std::string query;
  http::detail::for_each_parameter(request.query, [&](const http::detail::query_parameter& p) {
    if (p.name != page_parameter) query.append(p.text).append(1, '&');
  });
  query.append(page_parameter).append(1, '=').append(token);
  return request.to.scheme + "://" + std::string(request.headers.get("host")) + request.path + '?' + query;
}

ROSTER_DECL std::vector<placed_value> success_members(const error_form& form, std::string_view request_id,
                                                      http::headers& headers) {
  std::vector<placed_value> out;
  if (form.fails_unless) out.push_back({form.fails_unless->steps, "true"});
  if (form.request_id && !form.request_id->header.empty())
    headers.set(form.request_id->header, std::string(request_id));
  else if (form.request_id && !form.request_id->is_number)
    out.push_back({form.request_id->steps, '"' + std::string(request_id) + '"'});
  return out;
}

}  // namespace roster::inline v0::emulator::detail
