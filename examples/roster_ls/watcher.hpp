// SPDX-License-Identifier: BSL-1.0
#pragma once
// Watches every task of a listing: writes the added, changed and removed services of every poll.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <roster/paging/report.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/watch/watch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "conditions.hpp"
#include "listings.hpp"
#include "options.hpp"
#include "rows.hpp"
#include "run.hpp"
#include "stderr_log.hpp"
#include "tasks.hpp"

namespace roster_ls {

template <class Listing>
class watcher {
  using item = typename Listing::item;

 public:
  watcher(boost::asio::any_io_executor executor, std::vector<typename Listing::task> work,
          const options& wanted, row_output& out)
      : rows_(out, wanted),
        watch_([executor, work = std::move(work), only = make_condition<Listing>(wanted),
                &wanted] { return Listing::open(executor, work, only, wanted); },
               *wanted.watch, &Listing::key_of, {.max_polls = wanted.polls}),
        changes_(watch_.changes()) {}

  /// Writes the changes of the next poll. Returns false if there are no more polls.
  boost::asio::awaitable<bool> show_poll() {
    auto changes = co_await changes_.next_page();
    if (!changes) co_return false;
    for (const auto& change : *changes) rows_.write_change(change.kind, change.item.item);
    for (const auto& one : changes_.report().targets) print_problems(one);
    co_return true;
  }

  /// Adds the totals of all polls, and the failures of the last one.
  void add_to(outcome& all) const {
    all.sum.add(changes_.report());
    for (const auto& one : changes_.report().targets) {
      ++all.listings;
      if (one.failed) all.failed.push_back(one.from.name);
    }
  }

 private:
  static void print_problems(const roster::report::source& one) {
    print_skipped_fields(one);
    if (one.failed)
      say(one.failed->what());
    else if (one.incomplete || one.drift)
      say(one.from.name + (one.incomplete ? ": incomplete: " : ": the list changed while it was read: ") +
          one.note);
  }

  using list = std::function<decltype(Listing::open({}, {}, {}, {}))()>;

  row_writer<Listing> rows_;
  roster::watch<list, std::string (*)(const item&)> watch_;
  decltype(watch_.changes()) changes_;
};

}  // namespace roster_ls
