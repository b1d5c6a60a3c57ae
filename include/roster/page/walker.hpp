// SPDX-License-Identifier: BSL-1.0
#pragma once
// The walk over one list, without I/O: says what to send, takes what came, yields pages. Sockets, retries and
// clocks are somebody else's; every pager bug that there is can be provoked in a plain unit test.

#include <algorithm>
#include <cstddef>
#include <roster/error.hpp>
#include <roster/page/continuation.hpp>
#include <roster/page/demand.hpp>
#include <roster/page/page.hpp>
#include <roster/page/report.hpp>
#include <roster/page/seen_keys.hpp>
#include <roster/schema/operation.hpp>
#include <roster/wire/answer.hpp>
#include <string>
#include <utility>
#include <variant>

namespace roster {

/// The list has ended; the report says how.
struct walk_done {};

/// The walk cannot go on from this answer. It stays where it was: the same page can be asked for again.
struct walk_stuck {
  errc condition{};
  std::string message{};
};

/// Walks over the list of Op for a consumer of Row. `ask` and `take` alternate; `ask` may be repeated after a
/// failure.
template <operation Op, class Row = item_of<Op>>
class walker {
 public:
  using request = typename Op::request;

  /// Starts a walk. What the user set in `request` is sent with every page; a start (page number, marker) and
  /// a page size that he set are respected.
  explicit walker(request user) : user_(std::move(user)), continuation_(paging_of<Op>) {
    static_assert(check_operation<Op>());
  }

  /// Returns the request for the next page, or that there is none.
  std::variant<request, walk_done> ask(demand wanted) {
    if (done_) return walk_done{};
    request next = user_;
    continuation_.prepare(next, wanted);
    return next;
  }

  /// Takes the answer to the last `ask`.
  std::variant<page<Row>, walk_stuck> take(answer<Op, Row>&& came) {
    if (came.list != list_state::present &&
        !continuation_.may_lack_list(came.rest, came.list == list_state::null))
      return walk_stuck{errc::bad_answer, "the answer has no list of items"};
    const std::size_t items = came.items.size();
    const auto repeated = seen_.mark(came.keys);
    const auto fresh = items - static_cast<std::size_t>(std::count(repeated.begin(), repeated.end(), true));
    auto verdict = continuation_.accept(came.rest, items, fresh);
    if (verdict.what == walk_verdict::kind::stuck)
      return walk_stuck{errc::no_progress, std::move(verdict.remark)};
    seen_.remember(std::move(came.keys));
    drop(came.items, repeated);
    return accepted(std::move(came), verdict, items - fresh);
  }

  /// The request without what the walk adds; it may be changed before the first `ask`.
  request& asked() noexcept { return user_; }
  const request& asked() const noexcept { return user_; }

  const roster::report& report() const noexcept { return report_; }
  roster::report& report() noexcept { return report_; }

 private:
  static void drop(std::vector<Row>& items, const std::vector<bool>& repeated) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i < repeated.size() && repeated[i]) continue;
      if (kept != i) items[kept] = std::move(items[i]);
      ++kept;
    }
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(kept), items.end());
  }

  page<Row> accepted(answer<Op, Row>&& came, walk_verdict& verdict, std::size_t duplicates) {
    done_ = verdict.what == walk_verdict::kind::end;
    ++report_.pages;
    report_.items += came.items.size();
    report_.duplicates += duplicates;
    report_.incomplete = report_.incomplete || verdict.incomplete;
    report_.drift = report_.drift || verdict.drift || duplicates != 0;
    if (!verdict.remark.empty())
      report_.remark = std::move(verdict.remark);
    else if (duplicates != 0 && report_.remark.empty())
      report_.remark = "the service listed an item twice";
    const auto total = continuation_.total_of(came.rest);
    if (total) report_.total = total;
    return {.items = std::move(came.items),
            .number = static_cast<std::size_t>(report_.pages),
            .request_id = detail::request_id_of(came.rest),
            .total = report_.total};
  }

  request user_;
  detail::continuation<std::remove_cvref_t<decltype(paging_of<Op>)>> continuation_;
  seen_keys seen_{};
  roster::report report_{};
  bool done_{};
};

}  // namespace roster
