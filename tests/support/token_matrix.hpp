// SPDX-License-Identifier: BSL-1.0
#pragma once
// What holds for every token, operation and ending: exactly one completion, never inside the initiating
// function, on the right executor, and a range that keeps its position.

#include <doctest/doctest.h>

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <optional>
#include <roster/range/async_range.hpp>
#include <support/fake_list.hpp>
#include <support/token_rows.hpp>
#include <utility>
#include <vector>

namespace token {

using numbers = std::vector<int>;
using number_range = roster::async_range<int>;

// Each operation: how it begins, the items in its result, and what the range still yields if the result was
// not consumed.

struct next {
  using result = std::optional<int>;
  template <class Token>
  static auto begin(number_range& range, Token&& token) {
    return range.async_next(std::forward<Token>(token));
  }
  static numbers items(const result& item) { return item ? numbers{*item} : numbers{}; }
  static numbers rest() { return {2, 3}; }
};

struct next_page {
  using result = typename decltype(std::declval<number_range&>().next_page())::value_type;
  template <class Token>
  static auto begin(number_range& range, Token&& token) {
    return range.async_next_page(std::forward<Token>(token));
  }
  static numbers items(const result& page) {
    numbers all;
    if (!page) return all;
    for (const int item : *page) all.push_back(item);
    return all;
  }
  static numbers rest() { return {1, 2, 3}; }
};

struct collect {
  using result = numbers;
  template <class Token>
  static auto begin(number_range& range, Token&& token) {
    return range.async_collect(std::forward<Token>(token));
  }
  static numbers items(const result& all) { return all; }
  static numbers rest() { return {}; }
};

enum class ending { at_once, posted, failure, cancelled_before, cancelled_during, cancelled_after };

template <class Row>
inline constexpr bool tells = !requires { Row::tells_nothing; };

/// Runs one operation on the list {1, 2}, {3} to one ending; the token is used in a handler of the range's
/// executor, or outside of any.
template <class Row, class Operation>
void check_ending(ending how, bool inside) {
  CAPTURE(static_cast<int>(how));
  CAPTURE(inside);
  world w;
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{1, 2}, {3}};
  list->failing = how == ending::failure ? 1 : 0;
  if (how == ending::posted) list->mode = fake::answers::posted;
  if (how == ending::cancelled_during) list->mode = fake::answers::never;
  auto range = fake::range_of(list, w.io.get_executor());
  auto out = std::make_shared<outcome<typename Operation::result>>();

  const auto cancel = [&] { w.cancel.emit(asio::cancellation_type::terminal); };
  const auto start = [&] {
    Row::start(
        w, [&range](auto&& token) { return Operation::begin(range, std::forward<decltype(token)>(token)); },
        out);
    CHECK(out->completions == 0);
    CHECK(list->requests() == 0);
    if (how == ending::cancelled_before) cancel();
  };
  if (inside)
    asio::post(w.io, start);
  else
    start();
  w.drain();
  if (how == ending::cancelled_during) {
    CHECK(out->completions == 0);
    CHECK(list->requests() == 1);
    cancel();
  }
  if (how == ending::cancelled_after) cancel();
  w.drain();
  out->look();

  const bool cancelled = how == ending::cancelled_before || how == ending::cancelled_during;
  const bool failed = how == ending::failure;
  const bool succeeded = !cancelled && !failed;
  if constexpr (tells<Row>) {
    CHECK(out->completions == 1);
    CHECK(out->at_home);
    if (succeeded) CHECK(!out->code);
    if (cancelled) CHECK(out->code == asio::error::operation_aborted);
    if (failed) CHECK(out->code == roster::errc::unavailable);
  }
  // Newer versions of Asio do not start what is awaited by a coroutine that has been cancelled: there is no
  // error then.
  if (how != ending::cancelled_before) CHECK((range.last_error() == nullptr) == succeeded);
  CHECK(range.last_failure().has_value() == failed);

  list->mode = fake::answers::at_once;
  numbers all = tells<Row> || !succeeded ? Operation::items(out->result) : numbers{1, 2, 3};
  const auto rest = fake::run(w.io, range.collect());
  if (!tells<Row> && succeeded) {
    CHECK(rest == Operation::rest());
  } else {
    all.insert(all.end(), rest.begin(), rest.end());
    CHECK(all == numbers{1, 2, 3});
  }
}

/// Runs every operation to every ending.
template <class Row>
void check_row() {
  for (const auto how : {ending::at_once, ending::posted, ending::failure, ending::cancelled_before,
                         ending::cancelled_during, ending::cancelled_after})
    for (const bool inside : {false, true}) {
      check_ending<Row, next>(how, inside);
      check_ending<Row, next_page>(how, inside);
      check_ending<Row, collect>(how, inside);
    }
}

}  // namespace token
