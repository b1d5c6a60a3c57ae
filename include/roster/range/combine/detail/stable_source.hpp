// SPDX-License-Identifier: BSL-1.0
#pragma once
// The passes of read_until_stable: reads the list until two passes agree, and returns the items of the last
// pass.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

template <class List>
using listed_item = typename std::invoke_result_t<List&>::value_type;

template <class List, class Key>
class stable_source final : public page_source<listed_item<List>> {
 public:
  using item_type = listed_item<List>;

  stable_source(List list, std::size_t most, Key key)
      : list_(std::move(list)), max_(most), key_(std::move(key)), executor_(list_().get_executor()) {
    if (max_ < 2)
      throw failure(errc::invalid_argument,
                    "invalid number of passes: expected at least 2, found " + std::to_string(max_));
  }

  /// Returns all items in one page. A failed pass does not count; the next await restarts it.
  asio::awaitable<std::optional<page<item_type>>> next(demand) override {
    if (ended_) co_return std::nullopt;
    std::vector<item_type> items;
    do items = co_await read_list();
    while (!is_last(items));
    ended_ = true;
    co_return page<item_type>{.items = std::move(items), .number = 1, .total = report_.total};
  }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  using keys = std::vector<identity_type<Key, item_type>>;

  asio::awaitable<std::vector<item_type>> read_list() {
    auto list = list_();
    std::vector<item_type> items;
    std::exception_ptr failed;
    try {
      items = co_await list.collect();
    } catch (...) {
      failed = std::current_exception();
    }
    add_to_report(list.report());
    if (failed) std::rethrow_exception(failed);
    co_return items;
  }

  /// Records a pass. Returns whether it was the last one needed.
  bool is_last(const std::vector<item_type>& items) {
    keys came;
    for (const auto& item : items) came.push_back(identity_of(key_, item));
    std::sort(came.begin(), came.end());
    const bool agree = before_ == came && !report_.drift;
    before_ = std::move(came);
    if (++passes_ < max_ || agree) return agree;
    for (auto& target : report_.targets) target.drift = true;
    report_.add({.drift = true,
                 .note = "not stable: no two consecutive passes of " + std::to_string(max_) +
                         " agreed without drift"});
    return true;
  }

  /// Accumulates the work done; items, drift and notes are those of the last pass.
  void add_to_report(const roster::report& read) {
    auto sum = report_;
    sum.items = sum.duplicates = 0;
    sum.incomplete = sum.drift = false;
    sum.note.clear();
    sum.skipped_fields = {};
    sum.unreadable_times = {};
    sum.targets.clear();
    sum.add(read);
    sum.total = read.total;
    report_ = std::move(sum);
  }

  List list_;
  std::size_t max_;
  Key key_;
  asio::any_io_executor executor_;
  roster::report report_{};
  std::optional<keys> before_{};  // of the previous pass
  std::size_t passes_{};
  bool ended_{};
};

}  // namespace roster::inline v0::detail
