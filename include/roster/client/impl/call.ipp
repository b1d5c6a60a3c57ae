// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of call.hpp.

#include <roster/client/call.hpp>

#include <array>
#include <boost/json/object.hpp>
#include <optional>
#include <roster/client/compose.hpp>
#include <roster/client/exchange.hpp>
#include <roster/failure.hpp>
#include <roster/http/check_request.hpp>
#include <roster/http/legal.hpp>
#include <roster/page/judgement.hpp>
#include <roster/page/vendor_error.hpp>
#include <roster/printable.hpp>
#include <roster/wire/is_json.hpp>
#include <roster/wire/json_reader.hpp>
#include <roster/wire/json_value.hpp>
#include <utility>

namespace roster::detail {

inline http::request compose_call(const http::endpoint& to, call_request what, const call_options& options) {
  if (!what.body.empty() && !is_json(what.body))
    throw failure(errc::invalid_argument, "the body of the call is not JSON");
  const target where{.method = what.method, .path = what.path, .query = {}};
  auto request = compose(to, where, std::move(what.query), std::move(what.body), {});
  request.headers.erase("content-type");
  if (!request.body.empty()) request.headers.set("content-type", "application/json");
  request.repeatable = options.read;
  http::check_request(request);
  return request;
}

/// Returns what the vendors call the id of a request: a member of the answer, or a header.
inline std::string request_id_in(const http::response& response, const boost::json::value& body) {
  if (const auto* const object = body.if_object())
    for (const std::string_view name : {"RequestId", "requestId"})
      if (const auto* const id = object->if_contains({name.data(), name.size()}); id && id->is_string())
        return std::string(id->get_string());
  const auto header = response.headers.get("x-acs-request-id");
  return std::string(header.empty() ? response.headers.get("x-bce-request-id") : header);
}

inline bool holds_error(const http::response& response) {
  const auto error = read_vendor_error(response);
  return error && !error->code.empty() && error->code != "0";
}

inline std::optional<rejection> take_call(const http::response& response, bool errors_with_200,
                                          call_answer& out) {
  json_reader json(response.body);
  const bool blank = json.peek() == '\0' && json.left() == 0;
  if (!blank) {
    if (json.skip()) json.finish();
    if (const auto mistake = json.outcome())
      return rejection{undecodable(response, "the answer cannot be read: " + mistake->text()),
                       mistake->offset >= response.body.size()};
    if (errors_with_200 && holds_error(response)) return rejection{undecodable(response, "the call failed")};
    out.body = parse(response.body);
  }
  out.status = response.status;
  out.headers = response.headers;
  out.request_id = request_id_in(response, out.body);
  return std::nullopt;
}

ROSTER_DECL void check_call_name(std::string_view what, std::string_view name) {
  if (name.size() <= 128 && http::is_token(name)) return;
  throw failure(errc::invalid_argument,
                "the " + std::string(what) + " of the call is " +
                    (name.empty() ? "not given" : '"' + printable(name, 64) + "\", which is not a name"));
}

ROSTER_DECL asio::awaitable<call_answer> carry_out_call(std::shared_ptr<const client_core> core,
                                                        call_request what, call_options options) {
  const bool errors_with_200 = what.errors_with_200;
  const auto request = compose_call(core->endpoint, std::move(what), options);
  report counters;
  exchange_context context{.counters = counters, .listing = false, .repeatable = options.read};
  if (options.deadline) context.deadline = core->around.steady_now() + *options.deadline;
  call_answer out;
  const take_answer take = [&](const http::response& response) {
    return take_call(response, errors_with_200, out);
  };
  co_await exchange(*core, request, context, take);
  co_return out;
}

}  // namespace roster::detail
