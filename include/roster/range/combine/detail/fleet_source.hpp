// SPDX-License-Identifier: BSL-1.0
#pragma once
// All lists of a fleet as one page source: a merge that also tracks which lists failed.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/paging/detail/sum_of_totals.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/combine/detail/merge_source.hpp>
#include <roster/range/combine/detail/page_source_factory.hpp>
#include <roster/range/combine/detail/target_source.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/combine/fleet_target.hpp>
#include <roster/range/combine/sourced.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// The report is the sum of all lists, with one entry per list; its note is "2 of 150 targets failed: a, b".
template <class Row>
class fleet_source final : public page_source<sourced<Row>> {
 public:
  fleet_source(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
               const fleet_options& options)
      : states_(states_of(targets)),
        merged_(executor, makers_of(executor, std::move(targets), states_, options),
                {.max_concurrency = options.max_concurrency, .order = options.order}) {}

  asio::awaitable<std::optional<page<sourced<Row>>>> next(demand wanted) override {
    return merged_.next(wanted);
  }

  void prefetch(std::size_t pages) override { merged_.prefetch(pages); }
  void stop() noexcept override { merged_.stop(); }

  asio::any_io_executor get_executor() const override { return merged_.get_executor(); }

  /// Computes the sum when the report is read, not after every page: a fleet may be large.
  const roster::report& report() const noexcept override {
    report_ = added_up();
    return report_;
  }

 private:
  using states = std::vector<std::shared_ptr<target_state>>;

  static states states_of(const std::vector<fleet_target<Row>>& targets) {
    states all;
    for (const auto& one : targets)
      all.push_back(std::make_shared<target_state>(
          target_state{.from = std::make_shared<const origin>(with_name(one.from))}));
    return all;
  }

  static auto makers_of(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
                        const states& known, const fleet_options& options) {
    std::vector<page_source_factory<sourced<Row>>> makers;
    for (std::size_t i = 0; i < targets.size(); ++i)
      makers.push_back([executor, state = known[i], open = std::move(targets[i].open),
                        then = options.on_failure]() -> std::unique_ptr<page_source<sourced<Row>>> {
        return std::make_unique<target_source<Row>>(executor, state, open, then);
      });
    return makers;
  }

  static source_report report_of(const target_state& one) {
    return {.from = *one.from,
            .failed = one.failed,
            .requests = one.did.requests,
            .retries = one.did.retries,
            .pages = one.did.pages,
            .items = one.did.items,
            .skipped_fields = one.did.skipped_fields,
            .unreadable_times = one.did.unreadable_times,
            .ended = one.ended,
            .incomplete = one.did.incomplete || one.failed.has_value(),
            .drift = one.did.drift,
            .note = one.did.note};
  }

  roster::report added_up() const {
    roster::report sum;
    std::optional<std::int64_t> total = 0;
    std::string failed;
    std::size_t failures = 0;
    for (const auto& one : states_) {
      auto did = one->did;
      if (!did.note.empty()) did.note.insert(0, one->from->name + ": ");
      sum.add(did);
      total = sum_of_totals(total, one->did.total);
      if (!one->failed) continue;
      ++failures;
      failed += (failed.empty() ? "" : ", ") + one->from->name;
    }
    for (const auto& one : states_) sum.targets.push_back(report_of(*one));
    sum.total = total;
    if (failures != 0)
      sum.add({.incomplete = true,
               .note = std::to_string(failures) + " of " + std::to_string(states_.size()) +
                       " targets failed: " + failed});
    return sum;
  }

  states states_;
  merge_source<sourced<Row>> merged_;
  mutable roster::report report_{};
};

}  // namespace roster::inline v0::detail
