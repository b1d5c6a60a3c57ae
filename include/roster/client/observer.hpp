// SPDX-License-Identifier: BSL-1.0
#pragma once
// The observer of a client: for logs, metrics and traces. Events are safe to log: they never hold a query, a body,
// credentials or any header but the request id.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <roster/failure.hpp>
#include <set>
#include <string>

namespace roster::inline v0 {

/// Is notified of the activity of all clients that have it in their config. Override the functions that you need.
///
/// Each function is called from within the listing or call, on its client's executor, and must not block. An
/// exception that it throws is dropped: an observer changes nothing. Requests for credentials and invalid arguments
/// are not reported.
///
/// A warning is reported once for each observer, endpoint and subject, however many clients share the observer: from
/// the constructor of a client, on its thread, or when credentials are fetched.
/// Thread safety: one observer of clients on several threads is called from all of them.
/// Example: observer: is notified of every request, response and page, in order
class ROSTER_VISIBLE observer {
 public:
  /// The operation, listing and page that an event belongs to.
  struct event_context {
    /// "list_services", the struct that declares it; in a call, the name that was called.
    std::string operation{};
    /// "pai-eas.cn-shanghai.aliyuncs.com", with its port unless it is the scheme's default.
    std::string host{};
    std::uint64_t listing{};  ///< or call: from 1, in the order in which they were made
    std::size_t page{};       ///< from 1, in this listing; 0 in a call
  };

  /// A request is sent. A response, a retry or a failure follows; nothing follows if the request is cancelled.
  struct request_event {
    event_context context{};  ///< which listing or call it belongs to
    /// From 1; unchanged when a request is re-sent after refreshed credentials or a clock correction.
    std::size_t attempt{};
    std::string method{};      ///< "GET", "POST", …
    std::string path{};        ///< percent-encoded, without the query
    std::size_t body_bytes{};  ///< 0 without a body
  };

  /// A response was received completely, whatever its status.
  struct response_event {
    event_context context{};   ///< which listing or call it belongs to
    std::size_t attempt{};     ///< that of the request
    unsigned status{};         ///< of HTTP
    std::uint64_t bytes{};     ///< over the wire, framing included
    std::string request_id{};  ///< from the vendor's header, to quote to its support; escaped and capped
    /// Since the request, including the wait for a connection and connecting.
    std::chrono::microseconds elapsed{};
    /// Whether the connection had been used before, where this is known.
    std::optional<bool> connection_reused{};
  };

  /// An attempt has failed, and another one follows.
  struct retry_event {
    event_context context{};           ///< which listing or call it belongs to
    std::size_t attempt{};             ///< the one that failed
    failure why;                       ///< of the failed attempt
    std::chrono::milliseconds wait{};  ///< before the next one
  };

  /// A page was decoded, and goes to the consumer.
  struct page_event {
    event_context context{};               ///< which listing it belongs to
    std::size_t items{};                   ///< without duplicates
    std::optional<std::int64_t> total{};   ///< on all pages, as the service reports it
    std::chrono::microseconds decoding{};  ///< the time that decoding the page took
  };

  /// The last attempt has failed: `why` is thrown next, or when the consumer reaches the prefetched page.
  struct failure_event {
    event_context context{};  ///< which listing or call it belongs to
    std::size_t attempt{};    ///< the last one
    failure why;              ///< the last failure
  };

  /// Something is allowed but probably unintended: requests are sent in clear text to another machine.
  struct warning_event {
    std::string host{};     ///< the endpoint concerned, "eas.example:8080"
    std::string message{};  ///< a sentence without a final full stop; contains no secret
  };

  observer() = default;
  observer(const observer&) = delete;
  observer& operator=(const observer&) = delete;
  virtual ~observer() = default;

  /// Called before a request is sent.
  virtual void on_request(const request_event&) {}
  /// Called when a response was received.
  virtual void on_response(const response_event&) {}
  /// Called before the wait for the next attempt.
  virtual void on_retry(const retry_event&) {}
  /// Called when a page was decoded.
  virtual void on_page(const page_event&) {}
  /// Called when no attempt is left.
  virtual void on_failure(const failure_event&) {}
  /// Called for what is suspicious but no failure.
  virtual void on_warning(const warning_event&) {}

  /// Returns the number of a new listing or call; for clients.
  std::uint64_t next_listing() noexcept { return ++listings_; }

  /// Returns whether this is the first warning about `subject`; for clients.
  bool begin_warning(const std::string& subject) {
    const std::lock_guard lock(warnings_mutex_);
    return warned_.insert(subject).second;
  }

 private:
  std::atomic<std::uint64_t> listings_{};
  std::mutex warnings_mutex_{};
  std::set<std::string> warned_{};
};

}  // namespace roster::inline v0
