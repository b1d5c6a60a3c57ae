// SPDX-License-Identifier: BSL-1.0
#pragma once
// The page source of a listing: gets the next request from the pager, sends it, passes the response back, and yields
// pages.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <roster/client/detail/build_request.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/list_pager.hpp>
#include <roster/client/detail/prefetcher.hpp>
#include <roster/client/detail/pushdown.hpp>
#include <roster/client/detail/retry_loop.hpp>
#include <roster/client/options.hpp>
#include <roster/failure.hpp>
#include <roster/paging/detail/pager.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <utility>
#include <variant>

namespace roster::inline v0::detail {

/// The pages of Op's list, as rows of type Row.
template <operation Op, class Row = item_of<Op>>
class paginator final : public page_source<Row> {
 public:
  paginator(std::shared_ptr<const client_core> core, typename Op::request request, list_options options)
      : list_(std::make_shared<list_pager_type>(std::move(core), std::move(options), std::move(request))) {}

  /// Fails: failure(errc::invalid_argument) for a checkpoint of another request, before any I/O;
  /// failure(errc::too_large) if there are more pages or items than the options allow.
  asio::awaitable<std::optional<page<Row>>> next(demand wanted) override {
    begin();
    const auto cursor = list_->pager.next(wanted);
    if (!cursor) return no_page();
    check_page_limit();
    return ahead_ ? fetch_ahead(*cursor, wanted) : fetch_page(list_->request(*cursor), *cursor);
  }

  bool push_down(const in_list& wanted) override {
    return detail::push_down<Op>(list_->pager.user_request(), list_->options, wanted);
  }
  std::string request_text() const override { return request_text_of<Op>(list_->pager.user_request()); }

  void prefetch(std::size_t pages) override { list_->options.prefetch = pages; }

  void stop() noexcept override {
    if (ahead_) ahead_->stop();
  }

  checkpoint beginning() const override {
    if (list_->options.resume) return *list_->options.resume;
    return {.request = list_->digest()};
  }

  asio::any_io_executor get_executor() const override { return list_->core->executor; }
  const roster::report& report() const noexcept override { return list_->pager.report(); }

 private:
  using list_pager_type = list_pager<Op, Row>;

  /// Decodes a response into a page.
  struct page_decoder {
    std::shared_ptr<list_pager_type> list;
    decode_limits limits;

    std::optional<response_error> operator()(const http::response& response,
                                             std::optional<page<Row>>& out) const {
      return list->accept(response, limits, out);
    }
  };

  /// Prepares resuming and prefetching, once, before the first request.
  void begin() {
    if (begun_) return;
    auto& options = list_->options;
    list_->check_options();
    if (options.resume) {
      check_digest(*options.resume, list_->digest());
      list_->pager.resume(*options.resume);
    }
    if (options.prefetch != 0) ahead_ = std::make_unique<prefetcher<Op, Row>>(list_);
    if (options.deadline) list_->deadline = list_->core->runtime.steady_now() + *options.deadline;
    begun_ = true;
  }

  void check_page_limit() const {
    const auto& most = list_->options.max_pages;
    if (!most || list_->pager.report().pages < *most) return;
    throw failure(errc::too_large, failure_details{.message = "more than " + std::to_string(*most) +
                                                              " pages, the limit of max_pages",
                                                   .endpoint = list_->core->endpoint.origin()});
  }

  static asio::awaitable<std::optional<page<Row>>> no_page() { co_return std::nullopt; }

  /// Fetches the page at a cursor; the loop may hold its response.
  asio::awaitable<std::optional<page<Row>>> fetch_page(std::unique_ptr<retry_loop> loop,
                                                       const page_cursor& cursor) {
    return fetch_with_retry<std::optional<page<Row>>, page_decoder>::run(
        std::move(loop), page_decoder{list_, list_->limits(cursor)});
  }

  asio::awaitable<std::optional<page<Row>>> fetch_ahead(page_cursor cursor, demand wanted) {
    auto loop = co_await ahead_->next_response(wanted);
    loop->set_part(list_->context(0).part);
    auto fetching = fetch_page(std::move(loop), cursor);
    auto out = co_await std::move(fetching);
    if (list_->pager.stepped_back()) ahead_->stop();  // these pages are as old as the one that was discarded
    if (wanted != unlimited) wanted -= (std::min<demand>)(wanted, out->items.size());
    try {
      ahead_->fill(wanted);
    } catch (
        const std::bad_alloc&) {  // the page is valid all the same; `next_response()` requests the next ones
    }
    co_return out;
  }

  std::shared_ptr<list_pager_type> list_;
  std::unique_ptr<prefetcher<Op, Row>> ahead_{};
  bool begun_{};
};

/// Returns the range over Op's list; nothing is requested before its first await.
template <operation Op, class Row = item_of<Op>>
async_range<Row> list_range(std::shared_ptr<const client_core> core, typename Op::request request,
                            list_options options) {
  return async_range<Row>(
      std::make_unique<paginator<Op, Row>>(std::move(core), std::move(request), std::move(options)));
}

/// Returns the first request of a listing, signed with the current time. Sends nothing.
template <operation Op>
asio::awaitable<http::request> prepare_listing(std::shared_ptr<const client_core> core,
                                               typename Op::request request, list_options options,
                                               demand wanted) {
  pager<Op> pages(std::move(request));
  auto step = pages.next_request(wanted);
  auto composed = build_request<Op>(core->endpoint, std::get<typename Op::request>(step), options);
  auto prepared = co_await sign_request(*core, std::move(composed));
  co_return prepared;
}

}  // namespace roster::inline v0::detail
