// SPDX-License-Identifier: BSL-1.0
#pragma once
// The walk over one list, without I/O: says what to send, takes what came, yields pages. Sockets, retries and
// clocks are somebody else's; every pager bug that there is can be provoked in a plain unit test.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/detail/fingerprint.hpp>
#include <roster/error.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/dedup.hpp>
#include <roster/paging/demand.hpp>
#include <roster/paging/detail/dedup_filter.hpp>
#include <roster/paging/detail/paging_strategy.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/page_cursor.hpp>
#include <roster/paging/report.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::detail {

/// The list has ended; the report says how.
struct end_of_list {};

/// The walk cannot go on from this answer. It stays where it was: the same page can be asked for again.
struct pagination_error {
  errc condition{};
  std::string message{};
};

/// Walks over the list of Op for a consumer of Row. `ask` and `take` alternate; `ask` may be repeated after a
/// failure.
template <operation Op, class Row = item_of<Op>>
class pager {
 public:
  using request = typename Op::request;
  using paging_strategy = detail::paging_strategy<std::remove_cvref_t<decltype(paging_of<Op>)>>;

  /// Only an answer says where the next page is.
  static constexpr bool leads_by_answers = paging_strategy::leads_by_answers;

  /// Starts a walk. What the user set in `request` is sent with every page; a start (page number, marker) and
  /// a page size that he set are respected. A page with which the list would have more than `max_items` is stuck.
  explicit pager(request user, duplicates known = duplicates::recent_pages,
                 std::optional<std::uint64_t> max_items = {})
      : user_(std::move(user)), continuation_(paging_of<Op>), seen_(known), max_items_(max_items) {
    static_assert(check_operation<Op>());
  }

  /// Goes on from a checkpoint of the same request; called before anything else.
  /// Example: walker: goes on behind the items that a checkpoint has behind it
  void resume(const checkpoint& from) {
    position_ = from;
    done_ = from.at == checkpoint::where::end;
    if (from.at != checkpoint::where::page) return;
    skip_ = static_cast<std::size_t>(from.index);
    continuation_.resume(from.place, from.before);
  }

  /// Returns the position in front of the next page.
  const checkpoint& position() const noexcept { return position_; }

  /// Returns the request for the next page, or that there is none.
  std::variant<request, end_of_list> ask(demand wanted) {
    const auto place = next(wanted);
    if (!place) return end_of_list{};
    return at(*place);
  }

  /// Returns where the next page is, for a consumer that can use `wanted` items; nothing at the end.
  std::optional<page_cursor> next(demand wanted) {
    if (done_) return std::nullopt;
    return continuation_.next(user_, wanted);
  }

  /// Returns the request for the page at a place.
  request at(const page_cursor& place) const {
    request out = user_;
    continuation_.write(out, place);
    return out;
  }

  /// Returns how many items the request for the page at a place asks for, where it says so.
  std::optional<std::int64_t> page_size(const page_cursor& place) const {
    return continuation_.page_size(at(place));
  }

  /// Returns where the pages are that will probably be asked for, the next one first, at most `most`; none behind
  /// the end, or behind what brings `wanted` items.
  /// Example: walker: foresees pages up to the total, the demand and the limit, once one has come
  std::vector<page_cursor> likely(std::size_t most, demand wanted) {
    std::vector<page_cursor> out;
    const auto first = next(wanted);
    if (!first || wanted == 0) return out;
    const auto pages = (std::min)(most, continuation_.likely_pages(wanted));
    for (std::size_t i = 0; i < pages; ++i) out.push_back(continuation_.behind(*first, i));
    return out;
  }

  /// Returns where the page is to which this answer, the next one to be taken, leads by its marker. Its items may
  /// have been read over.
  /// Example: walker: foresees by token where an answer leads before it is taken
  template <class Unread>
  std::optional<page_cursor> follower(const list_page<Op, Unread>& came, demand wanted) const {
    return continuation_.follower(user_, came.rest, came.items.size(), wanted);
  }

  /// Tells whether the page that was taken last was thrown away, since the list is read again from an earlier one on.
  bool stepped_back() const noexcept { return stepped_back_; }

  /// Takes the answer to the last `ask`. The page of one that is thrown away has no items.
  /// Example: walker: reads the page before again when the total has shrunk
  std::variant<page<Row>, pagination_error> take(list_page<Op, Row>&& came) {
    if (came.list != list_state::present && !may_lack_list(came))
      return pagination_error{errc::malformed_response, missing_list(came.list)};
    const std::size_t items = came.items.size();
    const auto keys = fingerprints_of(came.keys);
    auto repeated = seen_.mark(keys);
    const auto list = list_without_keys(came);
    if (list && list == last_list_) repeated.assign(items, true);
    const auto fresh = items - static_cast<std::size_t>(std::count(repeated.begin(), repeated.end(), true));
    if (max_items_ && report_.items + kept_items(items, repeated) > *max_items_)
      return pagination_error{errc::too_large,
                              "more than " + std::to_string(*max_items_) + " items, the limit of max_items"};
    auto here = next_position();
    auto verdict = continuation_.accept(came.rest, items, fresh, seen_.reach());
    if (verdict.what == page_outcome::kind::stuck)
      return pagination_error{errc::pagination_stalled, std::move(verdict.note)};
    stepped_back_ = verdict.what == page_outcome::kind::back;
    if (!stepped_back_) seen_.remember(keys, verdict.again);
    last_list_ = list;
    auto positions = keep(came.items, repeated, stepped_back_ ? items : skip_);
    note_shorter_page(items, verdict);
    auto out = accepted(std::move(came), verdict, stepped_back_ || verdict.again ? 0 : items - fresh);
    position_ = done_ ? checkpoint{.at = checkpoint::where::end} : next_position();
    out.positions = std::move(positions);
    out.here = std::move(here);
    out.behind = position_;
    return out;
  }

  /// The request without what the walk adds; it may be changed before the first `ask`.
  request& asked() noexcept { return user_; }
  const request& asked() const noexcept { return user_; }

  const roster::report& report() const noexcept { return report_; }
  roster::report& report() noexcept { return report_; }

 private:
  /// Without keys and without a total, a service that ignores the page number is known by its list, which is the same
  /// byte for byte; the items then count as repeated.
  std::optional<text_fingerprint> list_without_keys(const list_page<Op, Row>& came) const {
    constexpr bool has_numbers =
        !leads_by_answers && !std::is_same_v<decltype(paging_of<Op>), const one_page>;
    if (has_path<decltype(key_of<Op>)> || !has_numbers || came.items.empty()) return std::nullopt;
    if (continuation_.total_of(came.rest)) return std::nullopt;
    return fingerprint_of(came.list_json);
  }

  bool may_lack_list(const list_page<Op, Row>& came) const {
    const bool declared = came.list == list_state::missing ? path_may_be_absent<Op> : list_may_be_absent<Op>;
    return declared || continuation_.may_lack_list(came.rest, came.list == list_state::null);
  }

  static std::string missing_list(list_state list) {
    const std::string name = '"' + wire_path<case_of<Op>>(Op::items) + '"';
    return list == list_state::null ? "list " + name + " is null" : "missing list " + name;
  }

  /// Leaves out the first items and those that came before. Returns where the others were, nothing if all stay.
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

  /// Returns how many items of a page keep() leaves; items without keys are never marked.
  std::size_t kept_items(std::size_t items, const std::vector<bool>& repeated) const {
    const auto skipped = static_cast<std::ptrdiff_t>((std::min)(skip_, repeated.size()));
    const auto dropped = std::count(repeated.begin() + skipped, repeated.end(), true);
    return items - (std::min)(skip_, items) - static_cast<std::size_t>(dropped);
  }

  checkpoint next_position() {
    checkpoint out{.at = checkpoint::where::page, .place = continuation_.next(user_, unlimited)};
    out.before = continuation_.before();
    out.index = continuation_.index();
    return out;
  }

  /// Says that the first page after a checkpoint no longer has the items that were behind it.
  void note_shorter_page(std::size_t items, page_outcome& verdict) {
    if (std::exchange(skip_, 0) <= items) return;
    verdict.drift = true;
    verdict.note = "the page at which the listing was resumed has become shorter";
  }

  page<Row> accepted(list_page<Op, Row>&& came, page_outcome& verdict, std::size_t duplicates) {
    done_ = verdict.what == page_outcome::kind::end;
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
      report_.note = "the service listed an item twice";
    const auto total = continuation_.total_of(came.rest);
    if (total) report_.total = total;
    return {.items = std::move(came.items),
            .number = static_cast<std::size_t>(report_.pages),
            .request_id = request_id_of(came.rest),
            .total = report_.total};
  }

  request user_;
  paging_strategy continuation_;
  dedup_filter seen_;
  std::optional<text_fingerprint> last_list_{};  // of the page before, where items have no keys
  std::optional<std::uint64_t> max_items_;
  roster::report report_{};
  checkpoint position_{};
  std::size_t skip_{};  // items at the front of the next page that are behind a checkpoint
  bool done_{};
  bool stepped_back_{};
};

}  // namespace roster::inline v0::detail
