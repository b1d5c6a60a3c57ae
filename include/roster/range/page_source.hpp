// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where a range gets its pages from: the one interface between the ranges and whatever walks a list.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/demand.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/report.hpp>
#include <roster/schema/condition.hpp>
#include <string>

namespace roster::inline v0 {

namespace asio = boost::asio;

/// Brings the pages of one list, in order.
template <class Row>
class page_source {
 public:
  page_source() = default;
  page_source(const page_source&) = delete;
  page_source& operator=(const page_source&) = delete;
  virtual ~page_source() = default;

  /// Brings the next page; nothing at the end of the list. After a failure the same page is asked for again.
  /// Cancels: terminal cancellation completes it with operation_aborted.
  /// Lifetime: the source must outlive the await.
  virtual asio::awaitable<std::optional<page<Row>>> next(demand wanted) = 0;

  /// Asks the service for nothing but items that meet `wanted`, from the first page on. Returns false, and
  /// changes nothing, unless the service gives exactly those of its items that meet it. Called before the first
  /// next() only.
  virtual bool push_down(const in_list& /*wanted*/) { return false; }

  /// Returns what the service is asked for, as it is sent: "ServiceStatus=Running"; secrets are masked.
  virtual std::string asked() const { return {}; }

  /// Fetches up to so many pages before they are asked for, if the source can. Called before the first next() only.
  virtual void prefetch(std::size_t /*pages*/) {}

  /// Ends the fetching of pages that were not asked for yet: nobody wants any more.
  virtual void stop() noexcept {}

  /// Returns the position of the first item, with the digest of the request, which those of pages lack.
  /// Fails: failure(errc::invalid_argument) for a source whose list has none.
  virtual checkpoint beginning() const {
    throw failure(errc::invalid_argument,
                  "this list has no checkpoints, since it is made of several, or of no service's answers");
  }

  virtual asio::any_io_executor get_executor() const = 0;
  virtual const roster::report& report() const noexcept = 0;
};

}  // namespace roster::inline v0
