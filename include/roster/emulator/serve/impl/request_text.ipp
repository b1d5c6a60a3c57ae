// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of request_text.hpp.

#include <roster/emulator/serve/detail/request_text.hpp>

#include <algorithm>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <set>
#include <utility>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL std::optional<serve_problem> read_number(std::string_view what,
                                                     const std::optional<std::string>& text,
                                                     std::optional<std::int64_t>& out) {
  if (!text) return std::nullopt;
  std::int64_t number{};
  if (roster::detail::parse_number(*text, number) != roster::detail::number_result::ok)
    return bad_request("invalid " + std::string(what) + ' ' + in_quotes(*text) + "; expected an integer");
  out = number;
  return std::nullopt;
}

ROSTER_DECL void check_unique_keys(std::vector<std::string_view> keys) {
  std::sort(keys.begin(), keys.end());
  const auto is_twice = [](std::string_view one, std::string_view next) {
    return !one.empty() && one == next;
  };
  const auto found = std::adjacent_find(keys.begin(), keys.end(), is_twice);
  if (found != keys.end())
    throw failure(errc::invalid_argument,
                  "invalid items of emulator::serve: duplicate key " + in_quotes(*found));
}

ROSTER_DECL std::optional<serve_problem> check_content_type(const http::headers& headers) {
  const std::string type(headers.get("content-type"));
  const std::string media = http::detail::lower_case(type.substr(0, type.find(';')));
  if (!headers.contains("content-type") || media.find("json") != media.npos) return std::nullopt;
  return bad_request("the Content-Type is " + in_quotes(type) + "; expected \"application/json\"");
}

ROSTER_DECL std::optional<serve_problem> check_query(const http::detail::query_list& query,
                                                     const http::detail::query_list& path,
                                                     const std::vector<std::string_view>& single) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : query) {
    const std::string_view wanted = name;
    if (std::any_of(path.begin(), path.end(), [&](const auto& p) { return p.first == wanted; }))
      return bad_request("parameter " + in_quotes(name) + " belongs to the path, not to the query");
    if (!seen.insert(name).second && std::find(single.begin(), single.end(), wanted) != single.end())
      return bad_request("repeated parameter " + in_quotes(name));
  }
  return std::nullopt;
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
