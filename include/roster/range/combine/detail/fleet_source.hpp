// SPDX-License-Identifier: BSL-1.0
#pragma once
// The page source of a fleet.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/any_range.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/concurrent_sources.hpp>
#include <roster/range/combine/detail/merge_source.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/combine/merge_options.hpp>
#include <roster/range/detail/range_source.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// State shared by a fleet and one of its lists.
struct target_state {
  std::shared_ptr<const origin> from{};
  roster::report did{};
  std::optional<failure> failed{};
  bool ended{};
};

/// Returns the pages of one list. The list is created at the first request, so that a target that cannot be
/// opened fails like one that cannot be read.
template <class Row>
class target_source final : public page_source<sourced<Row>> {
 public:
  target_source(asio::any_io_executor executor, std::shared_ptr<target_state> state,
                std::function<any_range<Row>()> open, on_failure then)
      : executor_(std::move(executor)), state_(std::move(state)), open_(std::move(open)), then_(then) {}

  asio::awaitable<std::optional<page<sourced<Row>>>> next(demand wanted) override {
    std::optional<page<Row>> fetched;
    try {
      if (!list_) open();
      fetched = co_await list_->next(wanted);
      look_at_report();
    } catch (const failure& f) {
      look_at_report();
      auto named = with_origin(f);
      if (then_ == on_failure::stop) throw named;
      state_->failed = std::move(named);
    } catch (...) {
      look_at_report();
      throw;
    }
    if (!fetched) {
      state_->ended = !state_->failed;
      co_return std::nullopt;
    }
    co_return located_page(std::move(*fetched));
  }

  void prefetch(std::size_t pages) override { prefetch_ = pages; }

  void stop() noexcept override {
    if (list_) list_->stop();
  }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return state_->did; }

 private:
  void open() {
    auto list = range_source<Row>::of(open_());
    if (prefetch_) list->prefetch(*prefetch_);
    list_ = std::move(list);
  }

  void look_at_report() {
    if (list_) state_->did = list_->report();
  }

  failure with_origin(const failure& from) const {
    auto details = from.details();
    const std::string condition = make_error_code(from.condition()).message();
    if (details.message.empty()) details.message = condition;
    if (details.message.starts_with(condition + ": ")) details.message.erase(0, condition.size() + 2);
    details.message.insert(0, state_->from->name + ": ");
    return {from.condition(), std::move(details)};
  }

  page<sourced<Row>> located_page(page<Row> fetched) const {
    page<sourced<Row>> out{
        .number = fetched.number, .request_id = fetched.request_id, .total = fetched.total};
    out.items.reserve(fetched.items.size());
    for (auto& item : fetched.items) out.items.push_back({.item = std::move(item), .from = state_->from});
    return out;
  }

  asio::any_io_executor executor_;
  std::shared_ptr<target_state> state_;
  std::function<any_range<Row>()> open_;
  on_failure then_;
  std::optional<std::size_t> prefetch_{};
  std::unique_ptr<page_source<Row>> list_{};
};

/// The report is the sum of all lists, with one entry per list; its note is "2 of 150 targets failed: a, b".
template <class Row>
class fleet_source final : public page_source<sourced<Row>> {
 public:
  fleet_source(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
               const fleet_options& options, std::string request_text)
      : request_text_(std::move(request_text)),
        states_(states_of(targets)),
        merged_(executor, makers_of(executor, std::move(targets), states_, options),
                {.max_concurrency = options.max_concurrency, .order = options.order}) {}

  asio::awaitable<std::optional<page<sourced<Row>>>> next(demand wanted) override {
    return merged_.next(wanted);
  }

  void prefetch(std::size_t pages) override { merged_.prefetch(pages); }
  void stop() noexcept override { merged_.stop(); }

  std::string request_text() const override { return request_text_; }
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

  static report::source report_of(const target_state& one) {
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

  std::string request_text_;
  states states_;
  merge_source<sourced<Row>> merged_;
  mutable roster::report report_{};
};

}  // namespace roster::inline v0::detail
