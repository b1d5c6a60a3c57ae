// SPDX-License-Identifier: BSL-1.0
#pragma once
// The poll loop of a watched list: waits until a poll is due, reads the list, and computes the events.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/combine/merge_options.hpp>
#include <roster/range/page_source.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/transport/transport.hpp>
#include <roster/watch/detail/watched_items.hpp>
#include <roster/watch/watch_options.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

template <class List, class Key, class Same>
class watch_loop {
 public:
  using item_type = typename std::invoke_result_t<List&>::value_type;
  using key_type = identity_type<Key, item_type>;
  using events_page = page<change<item_type>>;

  watch_loop(List list, std::chrono::milliseconds interval, Key key, watch_options options, Same same)
      : list_(std::move(list)),
        interval_(interval),
        key_(std::move(key)),
        options_(std::move(options)),
        same_(std::move(same)),
        executor_(list_().get_executor()) {
    check_executor(executor_);
    if (interval_ <= interval_.zero())
      throw failure(errc::invalid_argument, "invalid watch interval: expected a positive duration, found " +
                                                std::to_string(interval_.count()) + " ms");
    options_.runtime = with_defaults(std::move(options_.runtime));
  }

  /// Returns the events of the next poll; nullopt when there are no more polls.
  asio::awaitable<std::optional<events_page>> next() {
    if (options_.max_polls && count_ >= *options_.max_polls) co_return std::nullopt;
    const reading_guard guard(*this);
    co_await wait_for_next_poll();
    const poll_start began{.steady = now(), .wall = options_.runtime.now()};
    events_page events{};
    try {
      co_await read_list(began);
      events.items = items_.end([this](const std::string& source) { return sources_.outcome_of(source); });
      if (options_.skip_initial && !succeeded_) events.items.clear();
      if (report_.complete()) whole_since_ = began.steady;
      succeeded_ = true;
      end_poll(began.steady, nullptr);
    } catch (const failure& why) {
      sources_.fail_poll(report_, why);
      sources_.write_times(report_);
      end_poll(began.steady, std::current_exception());
      if (options_.throw_failures || !succeeded_) throw;
    }
    events.number = static_cast<std::size_t>(count_);
    co_return events;
  }

  const std::map<key_type, item_type>& items() const noexcept { return items_.items(); }
  std::optional<std::chrono::milliseconds> age() const {
    if (!whole_since_) return std::nullopt;
    return std::chrono::floor<std::chrono::milliseconds>(now() - *whole_since_);
  }
  std::vector<watched_source> sources() const { return sources_.all(now()); }
  std::uint64_t count() const noexcept { return count_; }
  const std::exception_ptr& last_error() const noexcept { return last_error_; }
  const roster::report& report() const noexcept { return report_; }
  const asio::any_io_executor& executor() const noexcept { return executor_; }

 private:
  using time_point = std::chrono::steady_clock::time_point;

  // For sourced items, the source is part of the identity.
  static constexpr bool compares_inner_items =
      is_sourced<item_type> && (std::is_same_v<Same, same_members> ||
                                takes_inner_item<Same, item_type, const item_type&, const item_type&>);

  struct reading_guard {
    watch_loop& self;
    explicit reading_guard(watch_loop& s) : self(s) {
      if (std::exchange(self.reading_, true))
        throw failure(errc::busy, "a poll of this watch is in flight; a watch has one consumer");
    }
    reading_guard(const reading_guard&) = delete;
    reading_guard& operator=(const reading_guard&) = delete;
    ~reading_guard() { self.reading_ = false; }
  };

  time_point now() const { return options_.runtime.steady_now(); }

  asio::awaitable<void> wait_for_next_poll() {
    const auto present = now();
    if (!turn_ || *turn_ <= present) co_return;
    auto sleep = options_.runtime.sleep(std::chrono::ceil<std::chrono::milliseconds>(*turn_ - present));
    co_await std::move(sleep);
  }

  /// Reads the list once and determines how each of its sources was read.
  asio::awaitable<void> read_list(poll_start began) {
    auto list = list_();
    items_.begin();
    std::exception_ptr failed;
    try {
      while (true) {
        const auto page = co_await list.next_page();
        if (!page) break;
        for (auto&& item : *page) see(item);
      }
    } catch (...) {
      failed = std::current_exception();
    }
    const auto read = list.report();
    add_to_report(read);
    if (failed) std::rethrow_exception(failed);
    const auto doubts = items_.doubts();
    for (const auto& [source, doubt] : doubts) add_doubt(source, doubt);
    sources_.end_poll(read, doubts, began);
    sources_.write_times(report_);
  }

  void see(const item_type& item) {
    const auto same = [this](const item_type& a, const item_type& b) {
      if constexpr (compares_inner_items)
        return static_cast<bool>(std::invoke(same_, a.item, b.item));
      else
        return static_cast<bool>(std::invoke(same_, a, b));
    };
    items_.see(identity_of(key_, item), item, same);
  }

  void add_to_report(const roster::report& read) {
    report_.incomplete = report_.drift = false;
    report_.note.clear();
    report_.targets.clear();  // the list must not grow: a watch may run for months
    report_.add(read);
    report_.total = read.total;
    report_.ended = read.ended;
  }

  void add_doubt(const std::string& source, const std::string& doubt) {
    if (doubt.empty()) return;
    report_.add({.incomplete = true, .note = source.empty() ? doubt : source + ": " + doubt});
  }

  void end_poll(time_point began, std::exception_ptr error) {
    turn_ = began + interval_;
    last_error_ = std::move(error);
    ++count_;
  }

  List list_;
  std::chrono::milliseconds interval_;
  Key key_;
  watch_options options_;
  Same same_;
  asio::any_io_executor executor_;
  watched_items<item_type, key_type> items_{};
  watched_sources sources_{is_sourced<item_type>};
  roster::report report_{};
  std::optional<time_point> turn_{};
  std::optional<time_point> whole_since_{};
  std::uint64_t count_{};
  std::exception_ptr last_error_{};
  bool succeeded_{};
  bool reading_{};
};

/// The polls as pages of a list.
template <class Loop>
class watch_source final : public page_source<change<typename Loop::item_type>> {
 public:
  using events_page = typename Loop::events_page;

  explicit watch_source(std::shared_ptr<Loop> loop) : loop_(std::move(loop)) {}

  asio::awaitable<std::optional<events_page>> next(demand) override { return loop_->next(); }
  asio::any_io_executor get_executor() const override { return loop_->executor(); }
  const roster::report& report() const noexcept override { return loop_->report(); }

 private:
  std::shared_ptr<Loop> loop_;
};

}  // namespace roster::inline v0::detail
