// SPDX-License-Identifier: BSL-1.0
#pragma once
// A single call of an operation: its request as a struct is sent with retry, and its response decoded into a struct.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <roster/client/detail/build_request.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/request_shape.hpp>
#include <roster/client/detail/retry_loop.hpp>
#include <roster/client/options.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/paging/report.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <roster/schema/detail/check_call.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/decode_call.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

/// What a call declares about how it is sent.
struct call_declaration {
  std::string_view name{};  ///< of the operation, for observers
  permission needed{};
  const declared_errors& errors{no_declared_errors};
  bool idempotent{};
};

/// The state of a call in flight, which its attempts and its decoder share.
struct call_state {
  std::shared_ptr<const client_core> core;
  const declared_errors& errors;
  std::shared_ptr<roster::report> counters;
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  bool lenient{};
};

/// Returns the state of a call that begins now.
ROSTER_DECL call_state begin_call(std::shared_ptr<const client_core> core, const call_declaration& declared,
                                  const call_options& options);

/// Returns the attempts at a call.
ROSTER_DECL std::unique_ptr<retry_loop> attempts_at_call(const call_state& call, http::request request,
                                                         const call_declaration& declared, bool idempotent);

/// Returns why an empty response is not accepted, unless it `may_be_empty`.
ROSTER_DECL std::optional<response_error> check_empty_response(bool may_be_empty);

/// Returns why a response that was decoded is not accepted. `missing_key` is the path of the key if the response lacks
/// it.
ROSTER_DECL std::optional<response_error> check_decoded_call(const call_state& call,
                                                             const http::response& response,
                                                             const std::string& missing_key);

/// Sends calls of Op. (A class: g++ warns of coroutines that are function templates, see fetch_with_retry.)
template <class Op>
class typed_call {
 public:
  using request = typename Op::request;
  using response = typename Op::response;

  /// Returns the decoded response.
  /// Fails: as a listing does; its failures have no page.
  static asio::awaitable<response> run(std::shared_ptr<const client_core> core, request what,
                                       call_options options) {
    const call_declaration declared{.name = name_of_type<Op>,
                                    .needed = permission_of<Op>,
                                    .errors = declared_errors_of<Op>,
                                    .idempotent = is_idempotent<Op>()};
    const call_state call = begin_call(std::move(core), declared, options);
    auto built = build(*call.core, what);
    auto loop = attempts_at_call(call, std::move(built), declared, declared.idempotent || options.read);
    auto sending = fetch_with_retry<response, body_decoder>::run(std::move(loop), body_decoder{&call});
    auto out = co_await std::move(sending);
    co_return out;
  }

  /// Returns the request as it would be sent now, signed. Sends nothing.
  static asio::awaitable<http::request> prepare(std::shared_ptr<const client_core> core, request what) {
    auto built = build(*core, what);
    auto signing = sign_request(*core, std::move(built));
    auto prepared = co_await std::move(signing);
    co_return prepared;
  }

 private:
  static http::request build(const client_core& core, const request& what) {
    return build_request(core.endpoint, request_shape_of<Op>, std::addressof(what), list_options{});
  }

  /// Whether the response has no member, so that an empty body is one, too.
  static consteval bool may_be_empty() {
    if constexpr (kind_of<response> == kind::object)
      return field_count<response>() == 0;
    else
      return false;
  }

  struct body_decoder {
    const call_state* call;

    std::optional<response_error> operator()(const http::response& from, response& out) const {
      if (is_blank_json(from.body)) return check_empty_response(may_be_empty());
      decoded_call<Op> came;
      if (const auto error = decode_call(from.body, came, call->lenient))
        return response_decode_error(from, *error, call->errors);
      std::string missing;
      if constexpr (has_path<key_path<Op>>)
        if (came.key.empty()) missing = wire_path<case_of<Op>>(key_of<Op>);
      if (auto rejected = check_decoded_call(*call, from, missing)) return rejected;
      call->counters->skipped_fields.add(came.skipped_fields);
      call->counters->unreadable_times.add(came.unreadable_times);
      out = std::move(came.value);
      return std::nullopt;
    }
  };
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/typed_call.ipp>
#endif
