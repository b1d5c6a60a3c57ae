// SPDX-License-Identifier: BSL-1.0
#pragma once
// Concatenates several lists: a page source that consists of page sources, so that it looks like one list to
// a range.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/page.hpp>
#include <roster/range/combine/detail/concurrent_sources.hpp>
#include <roster/range/page_source.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// The request that all lists share; the factories of the lists read it, too. Without it, each list is requested
/// exactly as its factory specifies.
struct common_request {
  std::function<bool(const in_list&)> push_down{};  ///< as page_source::push_down, for all lists
  std::function<std::string()> request_text{};      ///< as `page_source::request_text`
};

/// Returns all pages of the first list, then those of the second, and so on. A list is created and requested
/// once the previous one has ended, not earlier. The demand is passed on unchanged. Pages are numbered across
/// all lists. Deduplication is per list: an item that is in two lists is returned twice.
///
/// The report is the sum of all lists so far. The total is the sum of the lists' totals, and unknown until
/// every list has reported one: a partial sum would be wrong.
/// Example: concat_source: returns the lists one after the other, and requests each only in its turn
template <class Row>
class concat_source final : public page_source<Row> {
 public:
  concat_source(asio::any_io_executor executor, std::vector<page_source_factory<Row>> lists,
                common_request common = {})
      : executor_(std::move(executor)), lists_(std::move(lists)), common_(std::move(common)) {
    check_executor(executor_);
  }

  asio::awaitable<std::optional<page<Row>>> next(demand wanted) override {
    while (begin_list()) {
      auto fetched = co_await fetch(wanted);
      if (fetched) {
        fetched->number = static_cast<std::size_t>(report_.pages);
        fetched->total = report_.total;
        co_return fetched;
      }
      end_list();
    }
    co_return std::nullopt;
  }

  bool push_down(const in_list& wanted) override { return common_.push_down && common_.push_down(wanted); }
  std::string request_text() const override {
    return common_.request_text ? common_.request_text() : std::string();
  }

  void prefetch(std::size_t pages) override { prefetch_ = pages; }

  void stop() noexcept override {
    if (current_) current_->stop();
  }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  /// Creates the next list unless one is being read. Returns false after the last one.
  bool begin_list() {
    if (current_) return true;
    if (begun_ == lists_.size()) return false;
    current_ = lists_[begun_]();
    if (prefetch_) current_->prefetch(*prefetch_);
    ++begun_;
    return true;
  }

  void end_list() {
    ended_.add(current_->report());
    ended_total_ = sum_of_totals(ended_total_, current_->report().total);
    current_.reset();
  }

  asio::awaitable<std::optional<page<Row>>> fetch(demand wanted) {
    std::optional<failure> failed;
    std::optional<page<Row>> fetched;
    try {
      fetched = co_await current_->next(wanted);
    } catch (const failure& f) {
      failed = counted(f);
    } catch (...) {
      merge();
      throw;
    }
    merge();
    if (failed) throw std::move(*failed);
    co_return fetched;
  }

  void merge() {
    auto all = ended_;
    all.add(current_->report());
    if (begun_ == lists_.size()) all.total = sum_of_totals(ended_total_, current_->report().total);
    report_ = std::move(all);
  }

  /// Returns the failure with the page's number counted across all lists.
  failure counted(const failure& from) const {
    auto details = from.details();
    if (details.page != 0) details.page += static_cast<std::size_t>(ended_.pages);
    return {from.condition(), std::move(details)};
  }

  asio::any_io_executor executor_;
  std::vector<page_source_factory<Row>> lists_;
  common_request common_;
  std::optional<std::size_t> prefetch_{};  // unset: the factories decide
  std::size_t begun_{};
  std::unique_ptr<page_source<Row>> current_{};
  roster::report ended_{};                      // sum over the lists that have ended
  std::optional<std::int64_t> ended_total_{0};  // sum of their totals
  roster::report report_{};
};

}  // namespace roster::inline v0::detail
