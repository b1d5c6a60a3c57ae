// SPDX-License-Identifier: BSL-1.0
#pragma once
// Fetches pages of a listing before the consumer needs them. The pager predicts which ones; a page that turns out not
// to be needed is cancelled and discarded.

#include <algorithm>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <roster/client/detail/background_task.hpp>
#include <roster/client/detail/list_pager.hpp>
#include <roster/client/detail/retry_loop.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// A page whose fetch is pending or complete. The response is stored undecoded, which needs less memory than its
/// items, and is decoded when the consumer reaches it. So the first of many responses that arrive together can be
/// used, and its successor requested, before the others are decoded.
struct prefetched_page : background_task {
  prefetched_page(asio::any_io_executor executor, page_cursor where)
      : background_task(std::move(executor)), cursor(std::move(where)) {}

  page_cursor cursor;
  event ended{};
  std::unique_ptr<retry_loop> loop{};  ///< holds the response
  std::exception_ptr failed{};
};

/// Holds at most `list_options::prefetch` pages, in the order of the list.
template <operation Op, class Row>
class prefetcher {
  using list_pager_type = list_pager<Op, Row>;
  using ahead = std::shared_ptr<prefetched_page>;

 public:
  explicit prefetcher(std::shared_ptr<list_pager_type> list) : list_(std::move(list)) {}
  prefetcher(const prefetcher&) = delete;
  prefetcher& operator=(const prefetcher&) = delete;
  ~prefetcher() { stop(); }

  /// Returns the response for the pager's next request, for a consumer that can use `wanted` items, while the pages
  /// after it are fetched, too. In a list by token, the page that the response points to is requested then.
  /// Fails: as the request of that page did. Other pending pages stay pending; failed ones are requested again.
  /// Cancels: only the wait. Pending fetches continue, and the next await finds them.
  asio::awaitable<std::unique_ptr<retry_loop>> next_response(demand wanted) {
    fill(wanted);
    const auto next = pages_.front();
    co_await next->ended.wait();
    if (next->failed) {
      std::erase_if(pages_, [](const auto& page) { return page->failed != nullptr; });
      std::rethrow_exception(next->failed);
    }
    std::erase(pages_, next);
    follow(next->loop->held(), wanted);
    co_return std::move(next->loop);
  }

  /// Fetches the pager's next pages and cancels all others.
  void fill(demand wanted) { fetch(list_->pager.likely(list_->options.prefetch, wanted), 0); }

  /// Cancels everything.
  void stop() noexcept { keep(pages_.begin()); }

 private:
  using position = typename std::vector<ahead>::iterator;

  /// Fetches the pages at these cursors, the first of which is `offset` pages after the next one. Pages that are
  /// already here stay; all others are cancelled.
  void fetch(const std::vector<page_cursor>& cursors, std::size_t offset) {
    pages_.reserve(pages_.size() + cursors.size());  // so that none is lost if memory is exhausted
    std::size_t index = 0;
    for (const auto& cursor : cursors) {
      const auto at = pages_.begin() + static_cast<std::ptrdiff_t>(index);
      const auto here =
          std::find_if(at, pages_.end(), [&](const ahead& page) { return page->cursor == cursor; });
      if (here == pages_.end())
        pages_.insert(at, begin(cursor, offset + index));
      else
        std::rotate(at, here, std::next(here));
      ++index;
    }
    keep(pages_.begin() + static_cast<std::ptrdiff_t>(index));
  }

  /// Cancels the pages from `end` on.
  void keep(position end) noexcept {
    std::for_each(end, pages_.end(), [](const ahead& page) { background_task::cancel(page); });
    pages_.erase(end, pages_.end());
  }

  ahead begin(const page_cursor& cursor, std::size_t index) {
    auto page = std::make_shared<prefetched_page>(list_->core->executor, cursor);
    background_task::start(page, fetch_in_background(list_, page, index));
    return page;
  }

  static asio::awaitable<void> fetch_in_background(std::shared_ptr<list_pager_type> list, ahead page,
                                                   std::size_t index) {
    try {
      page->loop = list->request(page->cursor, index);
      auto response = co_await page->loop->send();
      page->loop->accept();
      page->loop->hold(std::move(response));
    } catch (...) {
      page->failed = std::current_exception();
    }
    page->ended.set();
  }

  /// Requests the page that a response points to, before the response's items are decoded.
  void follow(const http::response& response, demand wanted) {
    if constexpr (list_pager_type::pager_type::predicts_from_response) {
      if (response.status >= 400) return;  // an accepted status: there is no page
      list_page<Op, undecoded_item> around;
      if (decode_list_page(response.body, around)) return;
      if (const auto next = list_->pager.follower(around, wanted, &response.headers)) fetch({*next}, 1);
    }
  }

  std::shared_ptr<list_pager_type> list_;
  std::vector<ahead> pages_{};
};

}  // namespace roster::inline v0::detail
