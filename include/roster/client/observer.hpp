// SPDX-License-Identifier: BSL-1.0
#pragma once
// Who is told what a client does while it does it: for logs, metrics and traces. The events are made for being
// written down. They have no place for a query, a body, a key or a header but the request's id.

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

/// What an event belongs to.
struct event_context {
  std::string
      operation{};     ///< "list_services", the struct that declares it; the name that is called in a call
  std::string host{};  ///< "pai-eas.cn-shanghai.aliyuncs.com", with its port unless the scheme says it
  std::uint64_t listing{};  ///< or call: from 1, in the order in which they were made
  std::size_t page{};       ///< from 1, in this listing; 0 in a call
};

/// A request goes out. It ends with a response, a retry or a failure; with nothing if it is cancelled.
struct request_event {
  event_context at{};
  std::size_t attempt{};  ///< from 1; the same again when the key was renewed or the clock corrected
  std::string method{};
  std::string path{};  ///< percent-encoded, without the query
  std::size_t body_bytes{};
};

/// An answer has come whole, whatever it says.
struct response_event {
  event_context at{};
  std::size_t attempt{};
  unsigned status{};
  std::uint64_t bytes{};     ///< over the wire, framing included
  std::string request_id{};  ///< of the vendor's header, to quote to its support; escaped and capped
  std::chrono::microseconds elapsed{};  ///< since the request, with the wait for a connection and connecting
  std::optional<bool>
      connection_reused{};  ///< it came over one that had been used before, where this is known
};

/// An attempt has failed, and there will be another.
struct retry_event {
  event_context at{};
  std::size_t attempt{};  ///< the one that failed
  failure why;
  std::chrono::milliseconds wait{};  ///< before the next one
};

/// A page has been read, and goes to whoever awaits it.
struct page_event {
  event_context at{};
  std::size_t items{};                  ///< without those that had come before
  std::optional<std::int64_t> total{};  ///< on all pages, as the service says
  std::chrono::microseconds decoding{};
};

/// The last attempt has failed: what is thrown next, or when it is the turn of a page that was fetched ahead.
struct failure_event {
  event_context at{};
  std::size_t attempt{};  ///< the last one
  failure why;
};

/// Something is allowed, and probably not what is wanted: requests are sent in clear text to another machine.
struct warning_event {
  std::string host{};     ///< "eas.example:8080": which endpoint it is about
  std::string message{};  ///< a sentence without a final dot; shows no secret
};

/// Is told what the clients do that have it in their config. Override what is of interest.
///
/// Each function is called from within the listing or call, on its client's executor, and must not wait; one
/// observer of clients on several threads is called from all of them. What it throws is dropped: an observer
/// changes nothing. Requests for credentials are not told, nor what is wrong with the arguments.
///
/// A warning comes once for each observer, endpoint and subject, however many clients share the observer: from the
/// constructor of a client, on its thread, or when credentials are fetched.
/// Example: observer: is told of every request, response and page, in order
class observer {
 public:
  observer() = default;
  observer(const observer&) = delete;
  observer& operator=(const observer&) = delete;
  virtual ~observer() = default;

  virtual void on_request(const request_event&) {}
  virtual void on_response(const response_event&) {}
  virtual void on_retry(const retry_event&) {}
  virtual void on_page(const page_event&) {}
  virtual void on_failure(const failure_event&) {}
  virtual void on_warning(const warning_event&) {}

  /// Returns the number of a new listing or call; for clients.
  std::uint64_t next_listing() noexcept { return ++listings_; }

  /// Tells whether this is the first warning about `subject`; for clients.
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
