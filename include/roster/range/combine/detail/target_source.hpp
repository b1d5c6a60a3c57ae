// SPDX-License-Identifier: BSL-1.0
#pragma once
// One list of a fleet: adds the source to its items and to its failures.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/report.hpp>
#include <roster/paging/source_name.hpp>
#include <roster/range/any_range.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/combine/sourced.hpp>
#include <roster/range/detail/range_source.hpp>
#include <roster/range/page_source.hpp>
#include <utility>

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
    std::optional<page<Row>> brought;
    try {
      if (!list_) open();
      brought = co_await list_->next(wanted);
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
    if (!brought) {
      state_->ended = !state_->failed;
      co_return std::nullopt;
    }
    co_return located_page(std::move(*brought));
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

  page<sourced<Row>> located_page(page<Row> brought) const {
    page<sourced<Row>> out{
        .number = brought.number, .request_id = brought.request_id, .total = brought.total};
    out.items.reserve(brought.items.size());
    for (auto& item : brought.items) out.items.push_back({.item = std::move(item), .from = state_->from});
    return out;
  }

  asio::any_io_executor executor_;
  std::shared_ptr<target_state> state_;
  std::function<any_range<Row>()> open_;
  on_failure then_;
  std::optional<std::size_t> prefetch_{};
  std::unique_ptr<page_source<Row>> list_{};
};

}  // namespace roster::inline v0::detail
