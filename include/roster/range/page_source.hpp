// SPDX-License-Identifier: BSL-1.0
#pragma once
// The interface between ranges and pagers: a source of pages.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/report.hpp>
#include <roster/schema/condition.hpp>
#include <string>

namespace roster::inline v0 {

namespace asio = boost::asio;

/// Returns the pages of one list, in order.
template <class Row>
class page_source {
 public:
  page_source() = default;
  page_source(const page_source&) = delete;
  page_source& operator=(const page_source&) = delete;
  virtual ~page_source() = default;

  /// Returns the next page; nullopt at the end of the list. After a failure the next call requests the same
  /// page again.
  /// Cancels: terminal cancellation completes it with operation_aborted.
  /// Lifetime: the source must outlive the await.
  virtual asio::awaitable<std::optional<page<Row>>> next(demand wanted) = 0;

  /// Pushes a condition down to the service, from the first page on. Returns false and changes nothing unless
  /// the service returns exactly those of its items that satisfy `wanted`. Called before the first next()
  /// only.
  virtual bool push_down(const detail::in_list& /*wanted*/) { return false; }

  /// Returns the request parameters as they are sent: "ServiceStatus=Running"; secrets are redacted.
  virtual std::string request_text() const { return {}; }

  /// Lets the source prefetch up to this number of pages, if it can. Called before the first next() only.
  virtual void prefetch(std::size_t /*pages*/) {}

  /// Stops prefetching: no consumer is left.
  virtual void stop() noexcept {}

  /// Returns the position of the first item, with the digest of the request; positions of pages do not have
  /// it.
  /// Fails: failure(errc::invalid_argument) for a source whose list has no positions.
  virtual checkpoint beginning() const {
    throw failure(errc::invalid_argument,
                  "checkpoint not supported: the list is computed, or combines several lists");
  }

  /// Returns the executor that pages are fetched on.
  virtual asio::any_io_executor get_executor() const = 0;
  /// Returns the report of what was fetched so far.
  virtual const roster::report& report() const noexcept = 0;
};

}  // namespace roster::inline v0
