// SPDX-License-Identifier: BSL-1.0
#pragma once
// Sending a request until it succeeds or must not be repeated.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <roster/client/detail/build_request.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/event_emitter.hpp>
#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/paging/report.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

/// RAII reservation: returns `taken` to `from` on destruction unless use() was called, for example when the waiting
/// coroutine is cancelled.
template <class Shared, class Taken>
class scoped_reservation {
 public:
  scoped_reservation(Shared& from, const Taken& taken) noexcept : from_(&from), taken_(taken) {}
  scoped_reservation(const scoped_reservation&) = delete;
  scoped_reservation& operator=(const scoped_reservation&) = delete;
  ~scoped_reservation() {
    try {
      if (from_ != nullptr) from_->give_back(taken_);
    } catch (const std::bad_alloc&) {  // the reservation is lost: other requests wait a little longer
    }
  }
  void use() noexcept { from_ = nullptr; }

 private:
  Shared* from_;
  Taken taken_;
};

/// Why a response is not accepted.
struct response_error {
  failure why;
  bool truncated_body{};  ///< the JSON ends early, as in a truncated response
};

/// Returns why a response whose body cannot be decoded is not accepted.
ROSTER_DECL response_error response_decode_error(const http::response& response, const decode_error& error,
                                                 const declared_errors& declared);

/// The context of a request, for deadlines, counters, messages and observers.
struct send_context {
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  permission needed{};
  const declared_errors& errors{no_declared_errors};
  roster::report& counters;
  observed_part part{};        ///< the page and its listing or call
  bool listing{true};          ///< false for a single call: no page number, and an empty response is allowed
  bool idempotent{true};       ///< false: there is one attempt, whatever its outcome
  unsigned accepted_status{};  ///< an error status that is accepted, since the pager handles it; 0: none
  bool may_be_empty{};         ///< an empty response is allowed in a listing, too
};

/// Returns the failure with a note added to its message.
ROSTER_DECL failure with_note(const failure& why, const std::string& note);

/// Returns the failure with its context added, after `attempts` attempts at the request.
ROSTER_DECL failure final_failure(const failure& why, const client_core& core, const send_context& context,
                                  const http::request& request, std::size_t attempts,
                                  const std::string& note);

/// Returns the time until the deadline, or the maximum if there is none.
ROSTER_DECL std::chrono::milliseconds time_left(const client_core& core, const send_context& context);

/// The attempts at one request. `send` returns a response; the caller decodes it, and then calls `accept`, or `reject` and
/// `send` again. Credentials that were rejected as expired are refreshed and clock skew is corrected once for each attempt; the
/// request is then sent again at once, which is not a retry, since nothing was wrong with it.
/// Lifetime: the counters of the context must outlive it. Overwrites the memory of the request on destruction.
class retry_loop {
 public:
  ROSTER_DECL retry_loop(std::shared_ptr<const client_core> core, http::request request,
                         const send_context& context);
  retry_loop(const retry_loop&) = delete;
  retry_loop& operator=(const retry_loop&) = delete;
  ROSTER_DECL ~retry_loop();

  /// Returns a response without an error status, after as many attempts as that takes; or the one that is held.
  /// Fails: failure with its full context when the request is not retried.
  ROSTER_DECL asio::awaitable<http::response> send();

  /// Accepts the response of the last `send`: the cost of its retries returns to the quota.
  ROSTER_DECL void accept();

  /// Gives the memory of the body of a response that is no longer needed to the next response.
  ROSTER_DECL void reuse(std::string body) noexcept;

  /// Rejects the response of the last `send`; the next one tries again.
  /// Fails: as `send` does.
  ROSTER_DECL void reject(const http::response& response, response_error error);

  /// Keeps a response that the next `send` returns.
  void hold(http::response response) { held_ = std::move(response); }
  const http::response& held() const noexcept { return *held_; }

  /// Sets the page that events and failures name from now on.
  ROSTER_DECL void set_part(const observed_part& part);

 private:
  asio::awaitable<void> acquire();
  void sign();
  void begin_attempt();
  void check_deadline(const std::string& note = {});
  std::optional<response_error> check(http::response& response);
  void decide(response_error error, std::optional<std::chrono::sys_seconds> answered_at,
              std::optional<std::chrono::milliseconds> hint);
  bool recover(const failure& why, std::optional<std::chrono::sys_seconds> answered_at);
  const redactor& secrets();
  [[noreturn]] void fail(const failure& why, const std::string& note);

  std::shared_ptr<const client_core> core_;
  http::request request_;  // not signed
  send_context context_;
  event_emitter events_;
  sent_request sent_{};                // of the current attempt
  std::optional<redactor> secrets_{};  // of `sent_`, once they are needed
  std::chrono::sys_seconds signed_at_{};
  std::optional<http::response> held_{};
  std::size_t number_{};    // of the attempt
  std::size_t attempts_{};  // requests sent or tried, including those after a recovery
  bool accepted_{};         // the last response
  bool resend_{};           // the next request belongs to the same attempt
  bool refreshed_{};        // the credentials, in this attempt
  bool corrected_{};        // the clock skew, in this attempt
  std::size_t taken_{};     // from the quota
  std::optional<scoped_reservation<retry_quota, std::size_t>> backoff_{};
  std::size_t cost_{};
  std::chrono::milliseconds wait_{};
};

/// Sends until `Decode` accepts a response. (A class: g++ warns of a coroutine that is a function template and has
/// arguments of a type in an anonymous namespace, as the operations of a program may be.)
template <class T, class Decode>
class fetch_with_retry {
 public:
  /// Returns what `decode(response, out)` writes to `out` when it returns no response_error.
  /// Fails: as retry_loop does.
  static asio::awaitable<T> run(std::unique_ptr<retry_loop> loop, Decode decode) {
    while (true) {
      auto response = co_await loop->send();
      T out{};
      std::optional<response_error> error;
      try {
        error = decode(response, out);
      } catch (const failure& f) {
        error = response_error{f};
      }
      if (!error) {
        loop->accept();
        loop->reuse(std::move(response.body));
        co_return out;
      }
      loop->reject(response, std::move(*error));
    }
  }
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/retry_loop.ipp>
#endif
