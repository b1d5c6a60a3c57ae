// SPDX-License-Identifier: BSL-1.0
#pragma once
// Pagination of one list without I/O: builds requests, accepts decoded responses, returns pages. Has no
// sockets, retries or clocks, so that every pagination bug can be reproduced in a unit test.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/detail/fingerprint.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/dedup.hpp>
#include <roster/paging/detail/paging_strategy.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/report.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::detail {

/// The list has ended; the report has the details.
struct end_of_list {};

/// The listing cannot continue from this response. The state is unchanged: the same page can be requested
/// again.
struct pagination_error {
  errc condition{};
  std::string message{};
};

/// The maximum number of times that a listing starts again because a token has expired.
inline constexpr int max_restarts = 3;

/// Pages through the list of Op for a consumer of Row. `next_request` and `take` are called alternately; after a
/// failure `next_request` may be called again.
template <operation Op, class Row = item_of<Op>>
class pager {
 public:
  using request = typename Op::request;
  using paging_strategy = detail::paging_strategy<std::remove_cvref_t<decltype(paging_of<Op>)>>;

  /// Whether a response whose items are not decoded says what is requested next.
  static constexpr bool predicts_from_response = paging_strategy::predicts_from_response;

  /// Whether the operation declares how an expired token is reported.
  static constexpr bool has_expiry = requires { paging_of<Op>.expired.status; };

  /// Starts at the beginning of the list. Members that the user set in `request` are sent with every page,
  /// including a start position (page number or marker) and a page size. A page that would exceed `max_items`
  /// items is rejected with a pagination_error.
  explicit pager(request user, dedup known = dedup::recent_pages, std::optional<std::uint64_t> max_items = {})
      : user_(std::move(user)), strategy_(paging_of<Op>), seen_(known), max_items_(max_items) {
    static_assert(check_operation<Op>());
  }

  /// Resumes from a checkpoint of the same request; must be called before any other member.
  /// Example: pager: resumes after the items that precede the checkpoint
  void resume(const checkpoint& from) {
    position_ = from;
    done_ = from.at == checkpoint::where::end;
    if (from.at != checkpoint::where::page) return;
    skip_ = static_cast<std::size_t>(from.index);
    strategy_.resume(from.cursor, from.before);
  }

  /// Returns the position before the next page.
  const checkpoint& position() const noexcept { return position_; }

  /// Returns the request for the next page, or end_of_list.
  std::variant<request, end_of_list> next_request(demand wanted) {
    const auto cursor = next(wanted);
    if (!cursor) return end_of_list{};
    return at(*cursor);
  }

  /// Returns the cursor of the next page, for a consumer that can use `wanted` items; std::nullopt at the
  /// end.
  std::optional<page_cursor> next(demand wanted) {
    if (done_) return std::nullopt;
    return strategy_.next(user_, wanted);
  }

  /// Returns the request for the page at a cursor.
  request at(const page_cursor& cursor) const {
    request out = user_;
    strategy_.write(out, cursor);
    return out;
  }

  /// Returns the page size in the request for the page at a cursor; std::nullopt if the request sets none.
  std::optional<std::int64_t> page_size(const page_cursor& cursor) const {
    return strategy_.page_size(at(cursor));
  }

  /// Returns the cursors of the pages that will probably be requested, the next one first, at most `most`.
  /// Stops at the end of the list and after the page that satisfies `wanted`.
  /// Example: pager: predicts pages up to the total, the demand and the limit after the first page
  std::vector<page_cursor> likely(std::size_t most, demand wanted) {
    std::vector<page_cursor> out;
    const auto first = next(wanted);
    if (!first || wanted == 0) return out;
    const auto pages = (std::min)(most, strategy_.likely_pages(wanted));
    for (std::size_t i = 0; i < pages; ++i) out.push_back(strategy_.after(*first, i));
    return out;
  }

  /// Returns the cursor of the page after this response, from its marker; the response has to be the next one
  /// to be accepted. Its items need not have been decoded. Only where `predicts_from_response`.
  /// Example: pager: by token, predicts the page after a response before accepting it
  template <class Unread>
  std::optional<page_cursor> follower(const list_page<Op, Unread>& came, demand wanted,
                                      const http::headers* headers = nullptr) const {
    return strategy_.follower(user_, view_of(came, headers), came.items.size(), wanted);
  }

  /// Returns the error status that a response for this page may have; 0 for none. It is the end of the list, or, if
  /// `has_expiry`, says that the token of the page has expired.
  unsigned accepted_status(const page_cursor& cursor) const noexcept {
    return strategy_.accepted_status(cursor);
  }

  /// Ends the list, at a response with that status.
  page<Row> end() {
    auto here = next_position();
    done_ = true;
    position_ = checkpoint{.at = checkpoint::where::end};
    return without_items(std::move(here));
  }

  /// Starts again at the beginning of the list, since a token has expired. Items that were returned before are dropped by
  /// their keys, which `dedup::all_pages` has to remember.
  /// Returns: a page without items, or why the listing cannot start again.
  std::variant<page<Row>, std::string> restart() {
    if (restarts_ == max_restarts)
      return "the list was restarted " + std::to_string(max_restarts) + " times before";
    if (!strategy_.restart())
      return std::string("a listing that did not start at the beginning of the list cannot be restarted");
    ++restarts_;
    return after_expiry("the list was read again from its beginning");
  }

  /// Continues with another token, since that of the next page has expired.
  /// Returns: a page without items, or why the listing cannot continue.
  std::variant<page<Row>, std::string> resume_with(std::string token) {
    if (token.empty()) return std::string("the response has no token with which the list could be resumed");
    if (recovered_) return std::string("the token with which the list was resumed has expired, too");
    if (!strategy_.resume_with(std::move(token)))
      return std::string("the token with which the list could be resumed is too large, or was sent before");
    recovered_ = true;
    return after_expiry("the list was resumed in another state");
  }

  /// Returns whether the last page was discarded because the list is read again from an earlier page.
  bool stepped_back() const noexcept { return stepped_back_; }

  /// Accepts the response to the last `next_request`. For a discarded response, returns a page without items.
  /// Example: pager: reads the previous page again when the total has shrunk
  std::variant<page<Row>, pagination_error> take(list_page<Op, Row>&& came,
                                                 const http::headers* headers = nullptr) {
    const auto response = view_of(came, headers);
    if (came.list != list_state::present && !may_lack_list(came, response))
      return pagination_error{errc::malformed_response, missing_list(came.list)};
    const std::size_t items = came.items.size();
    const auto keys = fingerprints_of(came.keys);
    auto repeated = seen_.mark(keys);
    const auto list = list_without_keys(came, response);
    if (list && list == last_list_) repeated.assign(items, true);
    const auto fresh = items - static_cast<std::size_t>(std::count(repeated.begin(), repeated.end(), true));
    if (max_items_ && report_.items + kept_items(items, repeated) > *max_items_)
      return pagination_error{errc::too_large,
                              "more than " + std::to_string(*max_items_) + " items, the limit of max_items"};
    auto here = next_position();
    auto verdict = strategy_.accept(response, items, fresh, seen_.reach());
    if (!verdict.accepted()) {
      const bool stalled = verdict.what == page_outcome::kind::stuck;
      return pagination_error{stalled ? errc::pagination_stalled : errc::malformed_response,
                              std::move(verdict.note)};
    }
    stepped_back_ = verdict.what == page_outcome::kind::back;
    if (!stepped_back_) seen_.remember(keys, verdict.again);
    last_list_ = list;
    auto positions = keep(came.items, repeated, stepped_back_ ? items : skip_);
    note_shorter_page(items, verdict);
    auto out =
        accepted(std::move(came), headers, verdict, stepped_back_ || verdict.again ? 0 : items - fresh);
    position_ = done_ ? checkpoint{.at = checkpoint::where::end} : next_position();
    out.positions = std::move(positions);
    out.here = std::move(here);
    out.after = position_;
    return out;
  }

  /// Returns the user's request, without the members that the pager sets; it may be changed before the first
  /// `next_request`.
  request& user_request() noexcept { return user_; }
  const request& user_request() const noexcept { return user_; }

  const roster::report& report() const noexcept { return report_; }
  roster::report& report() noexcept { return report_; }

 private:
  template <class Unread>
  static response_view<typename Op::response> view_of(const list_page<Op, Unread>& came,
                                                      const http::headers* headers) noexcept {
    return {came.rest, headers, came.keys.empty() ? std::string_view() : std::string_view(came.keys.back())};
  }

  /// Detects a service that ignores the page number if items have no keys and there is no total: the JSON of
  /// the list is the same, byte for byte; all items then count as duplicates.
  std::optional<text_fingerprint> list_without_keys(
      const list_page<Op, Row>& came, const response_view<typename Op::response>& response) const {
    if (has_path<decltype(key_of<Op>)> || !paging_strategy::is_numbered || came.items.empty())
      return std::nullopt;
    if (strategy_.total_of(response)) return std::nullopt;
    return fingerprint_of(came.list_json);
  }

  bool may_lack_list(const list_page<Op, Row>& came,
                     const response_view<typename Op::response>& response) const {
    const bool declared = came.list == list_state::missing ? path_may_be_absent<Op> : list_may_be_absent<Op>;
    return declared || strategy_.may_lack_list(response, came.list == list_state::null);
  }

  static std::string missing_list(list_state list) {
    const std::string name = '"' + wire_path<case_of<Op>>(list_path<Op>{}) + '"';
    return list == list_state::null ? "list " + name + " is null" : "missing list " + name;
  }

  /// Removes the first `skip` items and the duplicates. Returns the original indices of the remaining items;
  /// empty if all remain.
  static std::vector<std::size_t> keep(std::vector<Row>& items, const std::vector<bool>& repeated,
                                       std::size_t skip) {
    if (skip == 0 && std::find(repeated.begin(), repeated.end(), true) == repeated.end()) return {};
    std::vector<std::size_t> kept;
    for (std::size_t i = skip; i < items.size(); ++i) {
      if (i < repeated.size() && repeated[i]) continue;
      if (kept.size() != i) items[kept.size()] = std::move(items[i]);
      kept.push_back(i);
    }
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(kept.size()), items.end());
    return kept;
  }

  /// Returns how many items of a page keep() retains; items without keys are never marked.
  std::size_t kept_items(std::size_t items, const std::vector<bool>& repeated) const {
    const auto skipped = static_cast<std::ptrdiff_t>((std::min)(skip_, repeated.size()));
    const auto dropped = std::count(repeated.begin() + skipped, repeated.end(), true);
    return items - (std::min)(skip_, items) - static_cast<std::size_t>(dropped);
  }

  checkpoint next_position() {
    checkpoint out{.at = checkpoint::where::page, .cursor = strategy_.next(user_, unlimited)};
    out.before = strategy_.before();
    out.index = strategy_.index();
    return out;
  }

  /// Reports drift if the page at which the listing was resumed has fewer items than precede the checkpoint
  /// in it.
  void note_shorter_page(std::size_t items, page_outcome& verdict) {
    if (std::exchange(skip_, 0) <= items) return;
    verdict.drift = true;
    verdict.note = "the page at which the listing was resumed has fewer items than before";
  }

  /// Returns a page without items, at a response that has none.
  page<Row> without_items(checkpoint here) {
    return {.number = static_cast<std::size_t>(++report_.pages),
            .total = report_.total,
            .here = std::move(here),
            .after = position_};
  }

  page<Row> after_expiry(const std::string& consequence) {
    report_.drift = true;
    report_.note = "the token of a page had expired: " + consequence;
    position_ = next_position();
    return without_items(position_);
  }

  page<Row> accepted(list_page<Op, Row>&& came, const http::headers* headers, page_outcome& verdict,
                     std::size_t duplicates) {
    done_ = verdict.what == page_outcome::kind::end;
    recovered_ = false;
    ++report_.pages;
    report_.items += came.items.size();
    report_.duplicates += duplicates;
    came.skipped_fields.page = report_.pages;
    came.unreadable_times.page = report_.pages;
    if (!stepped_back_) report_.skipped_fields.add(came.skipped_fields);
    if (!stepped_back_) report_.unreadable_times.add(came.unreadable_times);
    report_.incomplete = report_.incomplete || verdict.incomplete;
    report_.drift = report_.drift || verdict.drift || duplicates != 0;
    if (!verdict.note.empty())
      report_.note = std::move(verdict.note);
    else if (duplicates != 0 && report_.note.empty())
      report_.note = "the service returned duplicate items";
    const auto total = strategy_.total_of(view_of(came, headers));
    if (total) report_.total = total;
    return {.items = std::move(came.items),
            .number = static_cast<std::size_t>(report_.pages),
            .request_id = request_id_of(came.rest),
            .total = report_.total};
  }

  request user_;
  paging_strategy strategy_;
  dedup_filter seen_;
  std::optional<text_fingerprint> last_list_{};  // of the previous page, if items have no keys
  std::optional<std::uint64_t> max_items_;
  roster::report report_{};
  checkpoint position_{};
  std::size_t skip_{};  // leading items of the next page that precede the checkpoint
  bool done_{};
  bool stepped_back_{};
  int restarts_{};
  bool recovered_{};  // with another token, at which no page was accepted yet
};

}  // namespace roster::inline v0::detail
