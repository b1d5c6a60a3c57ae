// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lists every task of a listing: writes rows as they arrive, and reports failures.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstddef>
#include <limits>
#include <optional>
#include <ranges>
#include <roster/failure.hpp>
#include <roster/paging/report.hpp>
#include <roster/schema/condition.hpp>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "conditions.hpp"
#include "groups.hpp"
#include "listings.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "prometheus.hpp"
#include "rows.hpp"
#include "run.hpp"
#include "skip_limit.hpp"
#include "stderr_log.hpp"
#include "tasks.hpp"

namespace roster_ls {

/// The state that all listings of one run share.
struct shared {
  const options& wanted;
  row_output out;
  window view;
  progress bar;
  outcome& result;

  shared(standard_output& sink, const options& o, outcome& r)
      : wanted(o), out(sink, o), view(o), bar(o.progress, !o.verbose), result(r) {}
};

template <class Listing>
class lister {
 public:
  explicit lister(shared& with)
      : with_(with), rows_(with.out, with.wanted), condition_(make_condition<Listing>(with.wanted)) {
    if (!with.wanted.group_by.empty()) groups_.emplace(row_writer<Listing>::make_groups(with.wanted));
  }

  /// Lists all tasks; `name` is the name of the listing if there are several.
  boost::asio::awaitable<void> list(const std::vector<typename Listing::task>& work, std::string name) {
    auto executor = co_await boost::asio::this_coro::executor;
    if (work.size() == 1) name = Listing::name_of(work.front());
    auto range = Listing::open(executor, work, condition_, with_.wanted) | std::views::take(most());
    show_progress(range.report(), name);
    co_await show_pages(range, name);
    with_.bar.hide();
    conclude(range.report());
  }

  /// Sorts and writes the buffered rows, or the groups.
  void finish() {
    if (groups_) write_groups(with_.out, *groups_);
    if constexpr (std::is_same_v<item, roster::model_service>) {
      const bool reveal_secrets = with_.wanted.reveal_secrets;
      if (with_.wanted.output == format::prometheus)
        with_.out.add_raw(prometheus_metrics(held_, lists_, reveal_secrets));
      if (with_.wanted.output == format::prometheus_sd)
        with_.out.add_raw(prometheus_targets(held_, reveal_secrets));
    }
    if (sorted()) rows_.sort(held_);
    if (sorted())
      for (const auto& service : held_) write(service);
    with_.out.flush();
  }

 private:
  using item = typename Listing::item;

  bool sorted() const noexcept {
    return !with_.wanted.sort_by.empty() && !groups_ && !is_for_prometheus(with_.wanted);
  }

  /// A sorted list is limited only after it was sorted.
  std::ptrdiff_t most() const noexcept {
    return sorted() ? std::numeric_limits<std::ptrdiff_t>::max() : with_.view.most();
  }

  template <class Range>
  boost::asio::awaitable<void> show_pages(Range& range, const std::string& name) {
    while (true) {
      auto page = co_await range.next_page();
      with_.bar.hide();
      print_failures(range.report());
      if (!page) co_return;
      for (auto& row : *page) {
        if (sorted())
          held_.push_back(std::move(row.item));
        else
          write(row.item);
      }
      with_.out.flush();
      show_progress(range.report(), name);
    }
  }

  /// The total is not shown for a limited listing, which never reaches it.
  void show_progress(roster::report so_far, const std::string& name) {
    if (with_.wanted.limit) so_far.total.reset();
    with_.bar.show(name, so_far);
  }

  void write(const item& service) {
    if (!with_.view.passes()) return;
    if (is_for_prometheus(with_.wanted))  // needs the samples of a metric together
      held_.push_back(service);
    else if (groups_)
      rows_.count(service, *groups_);
    else if (!with_.wanted.count)
      rows_.write(service);
  }

  /// Reports each failure once.
  void print_failures(const roster::report& so_far) {
    for (std::size_t i = 0; i < so_far.targets.size(); ++i) {
      const auto& failed = so_far.targets[i].failed;
      if (!failed || !reported_.insert(i).second) continue;
      const auto& name = so_far.targets[i].from.name;
      const bool has_emulator = name.starts_with("eas") || name.starts_with("qianfan");
      const bool no_key = failed->condition() == roster::errc::no_credentials;
      say(failed->what() +
          std::string(no_key && has_emulator ? "; to list generated services: roster-ls --emulator" : ""));
    }
  }

  void conclude(const roster::report& all) {
    with_.result.sum.add(all);
    for (const auto& one : all.targets) {
      if (one.requests != 0 || one.failed) ++with_.result.listings;
      lists_.push_back({.source = one.from.name,
                        .succeeded = !one.failed && !one.incomplete && !one.drift,
                        .requests = one.requests});
      print_skipped_fields(one);
      if (one.failed)
        with_.result.failed.push_back(one.from.name);
      else if (one.incomplete || one.drift)
        say(one.from.name + (one.incomplete ? ": incomplete: " : ": the list changed while it was read: ") +
            one.note);
    }
  }

  shared& with_;
  row_writer<Listing> rows_;
  roster::condition<item> condition_;
  std::vector<item> held_{};
  std::optional<groups> groups_{};
  std::vector<list_result> lists_{};
  std::set<std::size_t> reported_{};  // targets whose failure was reported
};

}  // namespace roster_ls
