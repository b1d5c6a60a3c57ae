// SPDX-License-Identifier: BSL-1.0
#pragma once
// The state that all requests of one listing share. It is shared, since prefetching requests may outlive the listing
// until their cancellation has completed.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/client/detail/build_request.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/retry_loop.hpp>
#include <roster/client/options.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/detail/pager.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <utility>
#include <variant>

namespace roster::inline v0::detail {

template <operation Op, class Row>
struct list_pager {
  using pager_type = detail::pager<Op, Row>;
  static constexpr const declared_errors& errors = declared_errors_of<Op>;

  list_pager(std::shared_ptr<const client_core> with, list_options how, typename Op::request request)
      : core(std::move(with)),
        options(std::move(how)),
        pager(std::move(request), known_pages(options), options.max_items),
        number(core->observer ? core->observer->next_listing() : 0) {}

  std::shared_ptr<const client_core> core;
  list_options options;
  pager_type pager;
  std::uint64_t number;  ///< of the listing, for an observer
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  std::chrono::steady_clock::duration decoding{};  ///< of the last page, where there is an observer

  /// Returns the attempts at the page at a cursor, `ahead` pages after the next one.
  std::unique_ptr<retry_loop> request(const page_cursor& cursor, std::size_t ahead = 0) {
    auto built = build_request<Op>(core->endpoint, pager.at(cursor), options);
    if constexpr (pages_by_url<std::remove_cvref_t<decltype(paging_of<Op>)>>)
      if (!cursor.token.empty()) go_to_url(built, cursor.token);
    auto with = context(ahead);
    with.accepted_status = pager.accepted_status(cursor);
    return std::make_unique<retry_loop>(core, std::move(built), with);
  }

  /// Returns the digest of the request as the user made it.
  std::string digest() const {
    return digest_of(build_request<Op>(core->endpoint, pager.user_request(), options));
  }

  /// Returns the context for the page that comes `ahead` pages after the next one.
  send_context context(std::size_t ahead) {
    return {.deadline = deadline,
            .needed = permission_of<Op>,
            .errors = errors,
            .counters = pager.report(),
            .part = {.operation = name_of_type<Op>,
                     .listing = number,
                     .page = static_cast<std::size_t>(pager.report().pages) + ahead + 1},
            .may_be_empty = format_of<Op> == json_lines};
  }

  /// Returns the limits for the page at a cursor.
  decode_limits limits(const page_cursor& cursor) const {
    return {.items = options.max_page_items.value_or(default_page_items(pager.page_size(cursor)))};
  }

  /// Accepts the response for the pager's next page, or returns why it is not a valid page. If decoding ends after
  /// the deadline, the page is not accepted.
  std::optional<response_error> accept(const http::response& response, const decode_limits& limits,
                                       std::optional<page<Row>>& out) {
    const auto part = context(0).part;
    if (response.status >= 400) {  // an accepted status
      if (auto rejected = accept_status(response, out)) return response_error{std::move(*rejected)};
      event_emitter(*core, part).page(0, out->total, {});
      return std::nullopt;
    }
    list_page<Op, Row> came;
    if (const auto error = decode(response.body, limits, came))
      return response_decode_error(response, *error, errors);
    if (deadline && core->runtime.steady_now() > *deadline)
      return response_error{failure(errc::timed_out, "listing deadline exceeded")};
    const bool is_list_of_lines = format_of<Op> == json_lines && !came.items.empty();
    if (auto rejected = is_list_of_lines
                            ? check_declared_error(response, errors)
                            : check_list_response(response, {came.items.empty(), came.list_json}, errors))
      return response_error{std::move(*rejected)};
    if (const auto key = options.lenient ? std::nullopt : missing_key(came))
      return response_error{decode_failure(response, "missing item key: " + *key + " is absent or empty",
                                           errc::malformed_response, errors)};
    auto taken = pager.take(std::move(came), &response.headers);
    if (auto* stuck = std::get_if<pagination_error>(&taken)) {
      if (stuck->condition == errc::malformed_response)
        return response_error{decode_failure(response, stuck->message, stuck->condition, errors)};
      return response_error{failure(stuck->condition, stuck->message)};
    }
    out = std::get<page<Row>>(std::move(taken));
    event_emitter(*core, part).page(out->items.size(), out->total, decoding);
    return std::nullopt;
  }

  /// Checks that the operation declares what the options need.
  /// Fails: failure(errc::invalid_argument).
  void check_options() const {
    if constexpr (pager_type::has_expiry) {
      if (options.on_expired_token == on_expired_token::restart && !has_path<decltype(key_of<Op>)>)
        throw failure(errc::invalid_argument,
                      "invalid on_expired_token: the items of " + std::string(name_of_type<Op>) +
                          " have no key, by which a restarted list drops items that were delivered before");
      if (options.on_expired_token == on_expired_token::resume && !recovery_place().declared())
        throw failure(errc::invalid_argument, "invalid on_expired_token: the paging of " +
                                                  std::string(name_of_type<Op>) +
                                                  " declares no recovery token; use restart");
    }
  }

 private:
  static dedup known_pages(const list_options& options) {
    const bool may_restart = pager_type::has_expiry && options.on_expired_token == on_expired_token::restart;
    return may_restart ? dedup::all_pages : options.dedup;
  }

  static constexpr error_place recovery_place() noexcept {
    return erase_place<case_of<Op>>(paging_of<Op>.expired.recovery);
  }

  /// Accepts a response with an accepted error status, or returns its failure: its page does not exist or its token has
  /// expired.
  std::optional<failure> accept_status(const http::response& response, std::optional<page<Row>>& out) {
    if constexpr (pager_type::has_expiry) {
      auto rejected = check_response(response, false, errors);
      constexpr auto code = paging_of<Op>.expired.code;
      if (!code.empty() && rejected->details().vendor_code != code) return rejected;
      auto next = after_expiry(response);
      if (const auto* reason = std::get_if<std::string>(&next))
        return with_note(*rejected, "the token of the page has expired: " + *reason);
      out = std::get<page<Row>>(std::move(next));
    } else {
      out = pager.end();
    }
    return std::nullopt;
  }

  std::variant<page<Row>, std::string> after_expiry(const http::response& response) {
    if (options.on_expired_token == on_expired_token::restart) return pager.restart();
    if (options.on_expired_token == on_expired_token::resume)
      return pager.resume_with(text_at_place(response, recovery_place()));
    return std::string("list again, or set list_options::on_expired_token");
  }

  static std::size_t default_page_items(std::optional<std::int64_t> requested) {
    constexpr std::size_t multiple = 50;
    constexpr std::size_t least = 10'000;
    constexpr std::size_t most = decode_limits{}.items;
    if (!requested || *requested >= static_cast<std::int64_t>(most / multiple)) return most;
    return (std::max)(least, multiple * static_cast<std::size_t>((std::max<std::int64_t>)(*requested, 0)));
  }

  std::optional<decode_error> decode(const std::string& body, const decode_limits& limits,
                                     list_page<Op, Row>& came) {
    if (!core->observer) return decode_list_page(body, came, limits, options.lenient);
    const auto begun = core->runtime.steady_now();
    auto error = decode_list_page(body, came, limits, options.lenient);
    decoding = core->runtime.steady_now() - begun;
    return error;
  }
};

}  // namespace roster::inline v0::detail
