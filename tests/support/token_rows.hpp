// SPDX-License-Identifier: BSL-1.0
#pragma once
// One row for each way to await an operation through a completion token: it starts the operation and records
// its result.

#include <doctest/doctest.h>

#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <roster/range/completion_code.hpp>
#include <tuple>
#include <utility>

namespace token {

namespace asio = boost::asio;
using boost::system::error_code;

/// Two single-threaded contexts: that of the range, and one that a handler can be bound to.
struct world {
  asio::io_context io{};
  asio::io_context other{};
  asio::cancellation_signal cancel{};

  void drain() {
    do {
      io.restart();
      other.restart();
    } while (io.poll() + other.poll() > 0);
  }
};

template <class Result>
struct outcome {
  int completions{};
  error_code code{};
  Result result{};
  bool at_home{};                      ///< completed on the expected executor
  std::function<void()> look = [] {};  ///< fills in what was not reported
};

template <class Result>
using outcome_of = std::shared_ptr<outcome<Result>>;

/// A move-only handler that records where it is called.
template <class Result>
struct note {
  outcome_of<Result> out;
  asio::io_context* home;
  std::unique_ptr<int> only_movable = std::make_unique<int>();

  void operator()(error_code code, Result result) {
    ++out->completions;
    out->code = code;
    out->result = std::move(result);
    out->at_home = home->get_executor().running_in_this_thread();
  }
};

template <class Result>
note<Result> noting(const outcome_of<Result>& out, asio::io_context& home) {
  return {.out = out, .home = &home};
}

/// What was allocated from an allocator.
struct allocations {
  int all{};
  int in_use{};
};

template <class T>
struct counting_allocator {
  using value_type = T;
  allocations* count;

  explicit counting_allocator(allocations& c) noexcept : count(&c) {}
  template <class U>
  counting_allocator(const counting_allocator<U>& other) noexcept : count(other.count) {}
  T* allocate(std::size_t n) {
    ++count->all;
    ++count->in_use;
    return std::allocator<T>().allocate(n);
  }
  void deallocate(T* at, std::size_t n) {
    --count->in_use;
    std::allocator<T>().deallocate(at, n);
  }
  template <class U>
  bool operator==(const counting_allocator<U>& other) const noexcept {
    return count == other.count;
  }
};

// Each row: start(world, begin, out) starts what `begin` makes of a token and records its result in `out`.

struct callback {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    begin(asio::bind_cancellation_slot(w.cancel.slot(), noting(out, w.io)));
  }
};

struct callback_on_another_executor {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    auto handler = asio::bind_executor(w.other.get_executor(), noting(out, w.other));
    begin(asio::bind_cancellation_slot(w.cancel.slot(), std::move(handler)));
  }
};

struct callback_with_an_allocator {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    auto count = std::make_shared<allocations>();
    auto handler = [count, then = noting(out, w.io)](error_code code, Result result) mutable {
      CHECK(count->all > 0);
      CHECK(count->in_use == 0);
      then(code, std::move(result));
    };
    begin(asio::bind_allocator(counting_allocator<int>(*count),
                               asio::bind_cancellation_slot(w.cancel.slot(), std::move(handler))));
    CHECK(count->in_use > 0);
  }
};

struct callback_with_a_value_appended {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    auto handler = [then = noting(out, w.io)](error_code code, Result result, int appended) mutable {
      CHECK(appended == 7);
      then(code, std::move(result));
    };
    begin(asio::append(asio::bind_cancellation_slot(w.cancel.slot(), std::move(handler)), 7));
  }
};

struct as_tuple_of_a_callback {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    auto handler = [then = noting(out, w.io)](std::tuple<error_code, Result> both) mutable {
      std::apply(then, std::move(both));
    };
    begin(asio::as_tuple(asio::bind_cancellation_slot(w.cancel.slot(), std::move(handler))));
  }
};

struct deferred {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    auto later = begin(asio::deferred);
    std::move(later)(asio::bind_cancellation_slot(w.cancel.slot(), noting(out, w.io)));
  }
};

struct use_future {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    auto future = begin(asio::bind_cancellation_slot(w.cancel.slot(), asio::use_future));
    auto shared = std::make_shared<std::future<Result>>(std::move(future));
    out->look = [shared, seen = out.get()] {
      if (shared->wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
      ++seen->completions;
      seen->at_home = true;  // a future has no executor
      try {
        seen->result = shared->get();
      } catch (const boost::system::system_error& e) {
        seen->code = e.code();
      }
    };
  }
};

struct detached {
  static constexpr bool tells_nothing = true;
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result>) {
    begin(asio::bind_cancellation_slot(w.cancel.slot(), asio::detached));
  }
};

/// Rows that await in a coroutine: await(begin) returns or throws the result.
template <class Awaiting>
struct in_coroutine {
  template <class Begin, class Result>
  static void start(world& w, Begin begin, outcome_of<Result> out) {
    auto handler = [then = noting(out, w.io)](std::exception_ptr error, Result result) mutable {
      then(roster::detail::completion_code(error), std::move(result));
    };
    asio::co_spawn(w.io, Awaiting::template await<Result>(begin),
                   asio::bind_cancellation_slot(w.cancel.slot(), std::move(handler)));
  }
};

struct use_awaitable {
  template <class Result, class Begin>
  static asio::awaitable<Result> await(Begin begin) {
    auto operation = begin(asio::use_awaitable);
    auto result = co_await std::move(operation);
    co_return result;
  }
};

struct deferred_awaited {
  template <class Result, class Begin>
  static asio::awaitable<Result> await(Begin begin) {
    auto operation = begin(asio::deferred);
    auto result = co_await std::move(operation);
    co_return result;
  }
};

struct as_tuple_awaited {
  template <class Result, class Begin>
  static asio::awaitable<Result> await(Begin begin) {
    auto operation = begin(asio::as_tuple(asio::use_awaitable));
    auto [code, result] = co_await std::move(operation);
    if (code) throw boost::system::system_error(code);
    co_return std::move(result);
  }
};

struct redirect_error_awaited {
  template <class Result, class Begin>
  static asio::awaitable<Result> await(Begin begin) {
    error_code code;
    auto operation = begin(asio::redirect_error(asio::use_awaitable, code));
    auto result = co_await std::move(operation);
    if (code) throw boost::system::system_error(code);
    co_return result;
  }
};

}  // namespace token
