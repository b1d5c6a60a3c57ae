// SPDX-License-Identifier: BSL-1.0
#pragma once
// The page source of an enriched range: calls a function for each item of another source, several items at a time.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/combine/detail/concurrent_sources.hpp>
#include <roster/range/combine/enrich_options.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/page_source.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// The items of one page, and the function that is called for each. Calls in flight share ownership: they may refer to
/// their item and to the function after the range has been destroyed.
template <class Item, class Call>
struct items_to_enrich {
  std::shared_ptr<const Call> call;
  std::vector<Item> items{};
};

/// The call for one item, as a list of one response.
template <class Item, class Call, class Response>
class call_source final : public page_source<Response> {
 public:
  call_source(std::shared_ptr<const items_to_enrich<Item, Call>> all, std::size_t index,
              asio::any_io_executor executor)
      : all_(std::move(all)), index_(index), executor_(std::move(executor)) {}

  asio::awaitable<std::optional<page<Response>>> next(demand) override {
    auto calling = std::invoke(*all_->call, all_->items[index_]);
    auto response = co_await std::move(calling);
    page<Response> out;
    out.items.push_back(std::move(response));
    co_return out;
  }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  std::shared_ptr<const items_to_enrich<Item, Call>> all_;
  std::size_t index_;
  asio::any_io_executor executor_;
  roster::report report_{};
};

/// Returns the items of `from` with their responses, in order. An await starts the calls for the next items, at most
/// `max_concurrency` and at most as many as are wanted, and returns those at the front that have ended; the other calls
/// proceed while the consumer works. The next page of `from` is requested once all items of the current one have been
/// returned.
///
/// A failed call is thrown when its item comes, after the items before it; the pending calls are cancelled, and the next
/// await calls again for that item and those that were cancelled. With on_failure::skip the item has no response.
/// Cancelling an await, and stopping or destroying the source, cancels all pending calls; responses that have arrived are
/// kept.
///
/// Everything runs on the executor of the await, which must not run handlers concurrently.
/// Example: enrich: returns the items in order, whatever the order of the responses
template <class Item, class Call, class Response>
class enrich_source final : public page_source<enriched<Item, Response>> {
  using row = enriched<Item, Response>;
  using batch = items_to_enrich<Item, Call>;
  using calls = concurrent_sources<Response>;

 public:
  enrich_source(std::unique_ptr<page_source<Item>> from, Call call, enrich_options options)
      : from_(std::move(from)), call_(std::make_shared<const Call>(std::move(call))), options_(options) {
    check_executor(from_->get_executor());
    options_.max_concurrency = (std::max<std::size_t>)(options_.max_concurrency, 1);
  }
  ~enrich_source() override {
    if (calls_) calls_->stop();
  }

  asio::awaitable<std::optional<page<row>>> next(demand wanted) override {
    const auto executor = co_await asio::this_coro::executor;
    check_executor(executor);  // the calls run concurrently on it
    wanted = (std::max<demand>)(wanted, 1);
    while (at_ == size()) {
      auto fetching = from_->next(wanted);
      auto fetched = co_await std::move(fetching);
      if (!fetched) co_return std::nullopt;
      load(std::move(*fetched), executor);
    }
    while (true) {
      start_calls(executor, wanted);
      if (is_ended(at_)) co_return take(wanted);
      auto waiting = calls::wait(calls_);
      co_await std::move(waiting);
    }
  }

  std::string request_text() const override { return from_->request_text(); }
  void prefetch(std::size_t pages) override { from_->prefetch(pages); }
  void stop() noexcept override {
    from_->stop();
    if (calls_) calls_->stop();
  }

  asio::any_io_executor get_executor() const override { return from_->get_executor(); }

  const roster::report& report() const noexcept override {
    if (failures_ == 0) return from_->report();
    report_ = from_->report();
    report_.add({.incomplete = true,
                 .note = std::to_string(failures_) + (failures_ == 1 ? " item has" : " items have") +
                         " no response; the first failure: " + first_failure_});
    return report_;
  }

 private:
  std::size_t size() const noexcept { return batch_ ? batch_->items.size() : 0; }

  void load(page<Item> fetched, const asio::any_io_executor& executor) {
    request_id_ = std::move(fetched.request_id);
    total_ = fetched.total;
    batch_ = std::make_shared<batch>(batch{.call = call_, .items = std::move(fetched.items)});
    at_ = 0;
    std::vector<page_source_factory<Response>> makers;
    makers.reserve(size());
    for (std::size_t i = 0; i < size(); ++i)
      makers.push_back([all = std::shared_ptr<const batch>(batch_), i,
                        executor]() -> std::unique_ptr<page_source<Response>> {
        return std::make_unique<call_source<Item, Call, Response>>(all, i, executor);
      });
    calls_ = std::make_shared<calls>(std::move(makers));
  }

  /// Starts the calls for the next items, but none after an item whose failure will end the page.
  void start_calls(const asio::any_io_executor& executor, demand wanted) {
    const auto window = static_cast<std::size_t>((std::min<demand>)(wanted, options_.max_concurrency));
    const auto end = at_ + (std::min)(window, size() - at_);
    for (std::size_t i = at_; i < end; ++i) {
      if (ends_page(i)) return;
      if ((*calls_)[i].now == slot_state::idle) calls_->fetch(i, executor, 1);
    }
  }

  bool is_ended(std::size_t index) const noexcept {
    const auto now = (*calls_)[index].now;
    return now == slot_state::ready || now == slot_state::failed;
  }

  /// Returns whether the call for an item has failed with what the range throws.
  bool ends_page(std::size_t index) const {
    const auto& one = (*calls_)[index];
    if (one.now != slot_state::failed) return false;
    if (options_.on_failure == on_failure::stop) return true;
    try {
      std::rethrow_exception(one.failure);
    } catch (const failure&) {
      return false;
    } catch (...) {
      return true;
    }
  }

  /// Returns the items at the front whose calls have ended, or throws the failure of the first one.
  page<row> take(demand wanted) {
    if (ends_page(at_)) {
      calls_->cancel();
      (void)calls_->take(at_);
    }
    page<row> out{.number = pages_ + 1, .request_id = request_id_, .total = total_};
    while (at_ < size() && out.items.size() < wanted && is_ended(at_) && !ends_page(at_))
      out.items.push_back(take_one());
    ++pages_;
    return out;
  }

  row take_one() {
    std::optional<Response> response;
    std::optional<failure> failed;
    try {
      auto came = calls_->take(at_);
      response.emplace(std::move(came.items.front()));
    } catch (const failure& f) {
      if (failures_++ == 0) first_failure_ = f.what();
      failed = f;
    }
    return {.item = std::move(batch_->items[at_++]),
            .response = std::move(response),
            .failed = std::move(failed)};
  }

  std::unique_ptr<page_source<Item>> from_;
  std::shared_ptr<const Call> call_;
  enrich_options options_;
  std::shared_ptr<batch> batch_{};  // the current page of `from_`
  std::shared_ptr<calls> calls_{};  // one per item of the batch
  std::size_t at_{};                // index of the first item that has not been returned
  std::string request_id_{};
  std::optional<std::int64_t> total_{};
  std::size_t pages_{};
  std::size_t failures_{};
  std::string first_failure_{};
  mutable roster::report report_{};
};

}  // namespace roster::inline v0::detail
