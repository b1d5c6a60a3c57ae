// SPDX-License-Identifier: BSL-1.0
#pragma once
// Merges several lists: a page source that consists of page sources. This file decides which list is fetched
// when; concurrent_sources.hpp carries it out.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/paging/page.hpp>
#include <roster/range/combine/detail/concurrent_sources.hpp>
#include <roster/range/combine/merge_options.hpp>
#include <roster/range/page_source.hpp>
#include <roster/transport/transport.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// Returns the pages of all lists. Every await starts fetching those lists that have no page ready; the
/// fetches proceed while the consumer works, at most one page per list. No fetch is cancelled because another
/// one was faster, and none is repeated. If the number of items wanted is known, at most that many lists are
/// fetched at a time, each with that demand: a take(5) of 30 lists fetches five of them. In ordered mode, one
/// list is fetched per hundred items wanted. Pages are numbered across all lists; deduplication is per list.
///
/// The failure of a list is thrown when its turn comes; the other lists keep their positions, and the next
/// await fetches that list again. Cancelling an await, and stopping or destroying the source, cancels all
/// pending fetches.
///
/// The report is the sum of all lists, ready pages included. The total is the sum of the lists' totals, and
/// unknown until every list has reported one.
///
/// Everything runs on the executor of the await, which must not run handlers concurrently.
/// Example: merge_source: lists are read concurrently, and those that have a page take turns
template <class Row>
class merge_source final : public page_source<Row> {
 public:
  merge_source(asio::any_io_executor executor, std::vector<page_source_factory<Row>> lists,
               merge_options options = {})
      : executor_(std::move(executor)),
        lists_(std::make_shared<concurrent_sources<Row>>(std::move(lists))),
        options_(options) {
    check_executor(executor_);
    options_.max_concurrency = (std::max<std::size_t>)(options_.max_concurrency, 1);
  }
  ~merge_source() override { lists_->stop(); }

  asio::awaitable<std::optional<page<Row>>> next(demand wanted) override {
    const auto executor = co_await asio::this_coro::executor;
    check_executor(executor);  // the lists are read concurrently on it
    while (true) {
      start_fetch(executor, (std::max<demand>)(wanted, 1));
      if (const auto here = find_ready()) co_return take(*here);
      if (lists_->ended() == lists_->size()) {
        add_up();
        co_return std::nullopt;
      }
      if (lists_->fetching() != 0) co_await concurrent_sources<Row>::wait(lists_);
    }
  }

  void prefetch(std::size_t pages) override { lists_->prefetch(pages); }
  void stop() noexcept override { lists_->stop(); }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  using state = slot_state;

  static constexpr demand items_of_a_page = 100;  // the maximum page size of most services

  bool ordered() const noexcept { return options_.order == merge_order::ordered; }

  /// Starts fetching the lists that have begun, then new ones, until the demand is covered.
  void start_fetch(const asio::any_io_executor& executor, demand wanted) {
    skip_ended();
    const demand each = ordered() ? items_of_a_page : 1;
    const auto enough = [&] { return lists_->fetching() * each + lists_->waiting_items() >= wanted; };
    for (std::size_t i = 0; i < begun_; ++i) {
      const auto at = (turn_ + i) % begun_;
      const bool awaited = ordered() && at == turn_;
      if ((*lists_)[at].now == state::idle && (awaited || !enough())) lists_->fetch(at, executor, wanted);
    }
    while (begun_ < lists_->size() && begun_ - lists_->ended() < options_.max_concurrency && !enough())
      lists_->fetch(begun_++, executor, wanted);
  }

  /// In ordered mode, advances the turn past lists that have ended.
  void skip_ended() noexcept {
    if (!ordered()) return;
    while (turn_ < begun_ && (*lists_)[turn_].now == state::ended) ++turn_;
  }

  /// Returns the first list, starting at the turn, that has a page or a failure ready.
  std::optional<std::size_t> find_ready() {
    skip_ended();
    const auto ready = [&](std::size_t at) {
      return (*lists_)[at].now == state::ready || (*lists_)[at].now == state::failed;
    };
    if (ordered()) return turn_ < begun_ && ready(turn_) ? std::optional(turn_) : std::nullopt;
    for (std::size_t i = 0; i < begun_; ++i)
      if (const auto at = (turn_ + i) % begun_; ready(at)) return at;
    return std::nullopt;
  }

  page<Row> take(std::size_t at) {
    if (!ordered()) turn_ = at + 1;
    add_up();
    auto fetched = lists_->take(at);
    fetched.number = ++pages_;
    fetched.total = report_.total;
    return fetched;
  }

  void add_up() {
    roster::report sum;
    std::optional<std::int64_t> total = 0;
    for (std::size_t i = 0; i < lists_->size(); ++i) {
      const auto* const list = (*lists_)[i].source.get();
      if (list != nullptr) sum.add(list->report());
      total = sum_of_totals(total, list != nullptr ? list->report().total : std::nullopt);
    }
    sum.total = total;
    report_ = std::move(sum);
  }

  asio::any_io_executor executor_;
  std::shared_ptr<concurrent_sources<Row>> lists_;
  merge_options options_;
  std::size_t begun_{};  // number of lists started, from the first one on
  std::size_t turn_{};   // index of the list that yields the next page
  std::size_t pages_{};
  roster::report report_{};
};

}  // namespace roster::inline v0::detail
