// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of send_call.hpp.

#include <roster/client/detail/send_call.hpp>

#include <memory>
#include <optional>
#include <roster/client/detail/build_request.hpp>
#include <roster/client/detail/retry_loop.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/retry/detail/error_text.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <roster/retry/detail/service_error.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <utility>

namespace roster::inline v0::detail {

inline http::request build_call_request(const http::endpoint& to, call_request what,
                                        const call_options& options) {
  if (!what.body.empty() && !is_json(what.body))
    throw failure(errc::invalid_argument, "invalid body of the call: not JSON");
  if (what.object_body && !what.body.starts_with('{'))
    throw failure(errc::invalid_argument, "invalid body of the call: not a JSON object");
  const target where{.method = what.method, .path = what.path, .query = {}};
  auto request = build_request(to, where, std::move(what.query), std::move(what.body), {});
  request.headers.erase("content-type");
  if (!request.body.empty()) request.headers.set("content-type", "application/json");
  request.idempotent = options.read;
  http::detail::check_request(request);
  return request;
}

inline bool holds_error(const http::response& response, const declared_errors& declared) {
  const auto error = read_vendor_error(response, declared);
  return error && !is_success_code(error->code);
}

/// Accepts a response of a call unchanged.
struct call_decoder {
  const declared_errors& errors;
  bool errors_with_200{};

  std::optional<response_error> operator()(http::response& response, http::response& out) const {
    auto error = check(response);
    if (!error) out = std::move(response);
    return error;
  }

  /// Returns why a response is not accepted.
  std::optional<response_error> check(const http::response& response) const {
    if (is_blank_json(response.body)) return std::nullopt;
    json_reader json(response.body);
    if (json.skip()) json.finish();
    if (const auto error = json.take_error()) return response_decode_error(response, *error, errors);
    if (auto rejected = check_declared_error(response, errors)) return response_error{std::move(*rejected)};
    if (errors_with_200 && holds_error(response, errors))
      return response_error{
          decode_failure(response, "the response has an error code", errc::malformed_response, errors)};
    return std::nullopt;
  }
};

ROSTER_DECL void check_call_name(std::string_view what, std::string_view name) {
  if (name.size() <= 128 && http::detail::is_token(name)) return;
  throw failure(errc::invalid_argument,
                name.empty()
                    ? "missing " + std::string(what) + " of the call"
                    : "invalid " + std::string(what) +
                          " of the call: expected an HTTP token of at most 128 characters, found \"" +
                          escape_for_log(name, 64) + '"');
}

ROSTER_DECL asio::awaitable<http::response> send_call(std::shared_ptr<const client_core> core,
                                                      call_request what, call_options options) {
  const call_decoder decode{what.errors, what.errors_with_200};
  const std::string name = what.name;
  auto request = build_call_request(core->endpoint, std::move(what), options);
  const http::detail::wipe_request_at_exit wiped(request);
  report counters;
  send_context context{.errors = decode.errors,
                       .counters = counters,
                       .part = {.operation = name},
                       .listing = false,
                       .idempotent = options.read};
  if (core->observer) context.part.listing = core->observer->next_listing();
  if (options.deadline) context.deadline = core->runtime.steady_now() + *options.deadline;
  auto loop = std::make_unique<retry_loop>(core, std::move(request), context);
  auto sending = fetch_with_retry<http::response, call_decoder>::run(std::move(loop), decode);
  auto out = co_await std::move(sending);
  co_return out;
}

}  // namespace roster::inline v0::detail
