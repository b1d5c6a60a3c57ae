// SPDX-License-Identifier: BSL-1.0
#pragma once
// The lifetime test cases, each at every step of every operation of a range, for any world that creates the
// range.
//
// A world has an io_context `io`, which may be destroyed at any time; `range()`, which lists six items and is
// hooked() to `called`; and `let_go()`, which returns whether everything that the range holds has been
// released.

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/failure.hpp>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace lifetime {

namespace asio = boost::asio;

constexpr std::size_t items = 6;

/// The action of the pipeline's functions when they are called.
using hook = std::shared_ptr<std::function<void()>>;

/// Returns a range through user functions that run a test's hook and change nothing.
template <class Range>
auto hooked(Range range, const hook& called) {
  const auto call = [called] {
    if (*called) (*called)();
  };
  const auto pass = [call](const auto&) { return call(), true; };
  const auto give = [call](const auto& item) { return call(), item; };
  return std::move(range) | std::views::filter(pass) | std::views::transform(give);
}

template <class T>
asio::awaitable<void> without_result(asio::awaitable<T> work) {
  (void)co_await std::move(work);
}

template <class Range>
struct operation {
  std::string_view name;
  asio::awaitable<void> (*begin)(Range&);  ///< the awaitable does not depend on the range's address
};

template <class Range>
inline const operation<Range> operations[] = {
    {"next", [](Range& r) { return without_result(r.next()); }},
    {"next_page", [](Range& r) { return without_result(r.next_page()); }},
    {"for_each", [](Range& r) { return r.for_each([](const auto&) {}); }},
    {"collect", [](Range& r) { return without_result(r.collect()); }},
    {"first", [](Range& r) { return without_result(r.first()); }},
    {"count", [](Range& r) { return without_result(r.count()); }},
    {"begin", [](Range& r) { return without_result(r.begin()); }},
};

/// The result of an operation that was started, once it has ended.
class outcome {
 public:
  void start(asio::io_context& on, asio::awaitable<void> work, asio::cancellation_slot slot = {},
             std::function<void()> then = {}) {
    asio::co_spawn(on, std::move(work),
                   asio::bind_cancellation_slot(slot, [this, then = std::move(then)](std::exception_ptr e) {
                     ++ended_;
                     error_ = e;
                     if (then) then();
                   }));
  }
  bool ended() const {
    REQUIRE(ended_ <= 1);
    return ended_ == 1;
  }
  bool succeeded() const { return ended() && !error_; }
  bool aborted() const {
    return fails_with([](const std::exception_ptr& e) {
      try {
        std::rethrow_exception(e);
      } catch (const boost::system::system_error& why) {
        return why.code() == asio::error::operation_aborted;
      }
    });
  }
  bool refused() const {
    return fails_with([](const std::exception_ptr& e) {
      try {
        std::rethrow_exception(e);
      } catch (const roster::failure& why) {
        return why.condition() == roster::errc::busy;
      }
    });
  }

 private:
  template <class Test>
  bool fails_with(Test test) const {
    return ended() && error_ && test(error_);
  }

  int ended_{};
  std::exception_ptr error_{};
};

/// A world with an operation of its range in flight.
template <class World>
struct scene {
  using range_type = decltype(std::declval<World&>().range());

  World world{};
  std::optional<range_type> range{world.range()};
  asio::cancellation_signal stop{};
  outcome out{};

  void start(const operation<range_type>& what) { out.start(*world.io, what.begin(*range), stop.slot()); }
  void steps(int number) {
    for (int n = 0; n < number; ++n) world.io->run_one();
  }
  void run() {
    world.io->restart();
    world.io->run();
  }
};

/// Calls `check(scene)` with each operation of a range, at each of its steps, up to the one that completes
/// it.
template <class World, class Check>
void at_every_step(Check check) {
  using range_type = typename scene<World>::range_type;
  for (const auto& what : operations<range_type>) {
    CAPTURE(what.name);
    bool ended = false;
    for (int number = 0; !ended; ++number) {
      CAPTURE(number);
      REQUIRE(number < 500);
      scene<World> now;
      now.start(what);
      now.steps(number);
      ended = now.out.ended();
      check(now);
    }
  }
}

template <class World>
void check_range_destroyed() {
  at_every_step<World>([](scene<World>& now) {
    const bool before = now.out.ended();
    now.range.reset();
    now.run();
    CHECK(now.out.ended());
    if (!before) CHECK(now.out.aborted());
    CHECK(now.world.let_go());
  });
  at_every_step<World>([](scene<World>& now) {  // destroyed by the executor and cancelled at the same time
    asio::post(*now.world.io, [&] { now.range.reset(); });
    now.stop.emit(asio::cancellation_type::terminal);
    now.run();
    CHECK(now.out.ended());
    CHECK(now.world.let_go());
  });
}

template <class World>
void check_range_moved() {
  at_every_step<World>([](scene<World>& now) {
    auto moved = std::move(*now.range);
    now.range.reset();
    auto again = std::move(moved);
    now.run();
    CHECK(now.out.succeeded());
    outcome refused;
    CHECK_THROWS_AS(refused.start(*now.world.io, without_result(moved.next())), roster::failure);
    outcome rest;
    rest.start(*now.world.io, without_result(again.count()));
    now.run();
    CHECK(rest.succeeded());
  });
}

template <class World>
void check_context_destroyed() {
  const auto check = [](bool range_first) {
    at_every_step<World>([range_first](scene<World>& now) {
      const bool before = now.out.ended();
      if (range_first) now.range.reset();
      now.world.io.reset();
      now.range.reset();
      CHECK(now.out.ended() == before);
      CHECK(now.world.let_go());
    });
  };
  check(true);
  check(false);
}

/// The operation's own handler destroys the range.
template <class World>
void check_destroyed_by_handler() {
  for (const auto& what : operations<typename scene<World>::range_type>) {
    CAPTURE(what.name);
    scene<World> now;
    now.out.start(*now.world.io, what.begin(*now.range), {}, [&] { now.range.reset(); });
    now.run();
    CHECK(now.out.succeeded());
    CHECK(now.world.let_go());
  }
}

template <class World>
void check_cancelled() {
  at_every_step<World>([](scene<World>& now) {
    const bool before = now.out.ended();
    now.stop.emit(asio::cancellation_type::terminal);
    now.run();
    CHECK((now.out.succeeded() || now.out.aborted()));
    if (before) CHECK(now.out.succeeded());
    outcome rest;
    rest.start(*now.world.io, without_result(now.range->count()));
    now.run();
    CHECK(rest.succeeded());
  });
}

/// While one operation is in flight every other one is rejected, and the first continues.
template <class World>
void check_second_refused() {
  using range_type = typename scene<World>::range_type;
  at_every_step<World>([](scene<World>& now) {
    std::deque<outcome> others;
    for (const auto& second : operations<range_type>) {
      auto& other = others.emplace_back();
      other.start(*now.world.io, second.begin(*now.range), {},
                  [&] { CHECK((other.refused() || now.out.ended())); });
    }
    now.run();
    CHECK(now.out.succeeded());
    CHECK(std::ranges::all_of(others, &outcome::ended));
  });
}

/// A coroutine that owns the range; all of its frames are destroyed with it.
template <class Range>
asio::awaitable<void> list_all(Range range) {
  std::size_t came = 0;
  while (true) {
    auto item = co_await range.next();
    if (!item) break;
    ++came;
  }
  CHECK(came == items);
}

enum class frame_ends { cancelled, with_its_context };

template <class World>
void check_frame_ends(frame_ends how) {
  bool ended = false;
  for (int number = 0; !ended; ++number) {
    CAPTURE(number);
    REQUIRE(number < 500);
    scene<World> now;
    now.out.start(*now.world.io, list_all(std::move(*now.range)), now.stop.slot());
    now.range.reset();
    now.steps(number);
    ended = now.out.ended();
    if (how == frame_ends::cancelled) {
      now.stop.emit(asio::cancellation_type::terminal);
      now.run();
      CHECK((now.out.succeeded() || now.out.aborted()));
    } else {
      now.world.io.reset();
      CHECK(now.out.ended() == ended);
    }
    CHECK(now.world.let_go());
  }
}

template <class World>
void check_frame_destroyed() {
  check_frame_ends<World>(frame_ends::cancelled);
  check_frame_ends<World>(frame_ends::with_its_context);
}

/// Calls `check(scene, operation)` so that the first, the second… call of the user function runs
/// `what(scene)`.
template <class World, class What, class Check>
void at_every_call(What what, Check check) {
  for (const auto& each : operations<typename scene<World>::range_type>) {
    CAPTURE(each.name);
    for (std::size_t call = 1; call <= 2 * items; ++call) {
      CAPTURE(call);
      scene<World> now;
      std::size_t calls = 0;
      *now.world.called = [&] {
        if (++calls == call) what(now);
      };
      now.start(each);
      now.run();
      check(now, calls >= call);
      *now.world.called = nullptr;
    }
  }
}

template <class World>
void check_destroyed_by_function() {
  at_every_call<World>([](scene<World>& now) { now.range.reset(); },
                       [](scene<World>& now, bool reached) {
                         CHECK(now.out.ended());
                         if (!reached) return;
                         CHECK(now.out.aborted());
                         CHECK(now.world.let_go());
                       });
}

/// The item at which a function throws is consumed; the others are delivered.
template <class World>
void check_function_throws() {
  at_every_call<World>([](scene<World>&) { throw std::runtime_error("trap"); },
                       [](scene<World>& now, bool reached) {
                         CHECK(now.out.ended());
                         CHECK(now.out.succeeded() == !reached);
                         *now.world.called = nullptr;
                         outcome rest;
                         rest.start(*now.world.io, without_result(now.range->count()));
                         now.run();
                         CHECK(rest.succeeded());
                       });
}

/// A function of the pipeline that awaits its own range is rejected.
template <class World>
void check_second_refused_to_function() {
  using range_type = typename scene<World>::range_type;
  for (const auto& second : operations<range_type>) {
    CAPTURE(second.name);
    outcome inner;
    at_every_call<World>(
        [&](scene<World>& now) {
          inner = {};
          inner.start(*now.world.io, second.begin(*now.range));
        },
        [&](scene<World>& now, bool reached) {
          CHECK(now.out.succeeded());
          if (reached) CHECK(inner.refused());
        });
  }
}

}  // namespace lifetime
