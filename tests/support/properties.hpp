// SPDX-License-Identifier: BSL-1.0
#pragma once
// The properties of a range, checked for one pipeline over one list: the items, the time of each request, and
// the arguments of the functions, also after failures and exceptions.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <random>
#include <roster/failure.hpp>
#include <support/fake_list.hpp>
#include <support/pipelines.hpp>
#include <support/reference_model.hpp>
#include <utility>
#include <vector>

namespace law {

namespace asio = boost::asio;

template <class Row = service>
std::shared_ptr<fake::list<Row>> list_of(std::deque<std::vector<Row>> pages) {
  auto list = std::make_shared<fake::list<Row>>();
  list->pages = std::move(pages);
  return list;
}

/// How a list is delivered to the library.
struct delivery {
  bool posted{};   ///< responses arrive from the executor's queue
  bool failing{};  ///< every request fails once and is repeated
};

/// The observations of a listing. A request that was repeated counts once.
template <class Value>
struct seen {
  std::vector<Value> items{};
  std::vector<std::size_t> requests{};  ///< number of requests when each item, and finally the end, arrived
  std::vector<std::size_t> looks{};     ///< the last item that any function had been called with by then
  std::vector<roster::demand> demands{};
};

inline std::size_t last_look(const calls& log) {
  int last = 0;
  for (const auto& function : log)
    if (!function.empty()) last = std::max(last, std::ranges::max(function));
  return static_cast<std::size_t>(last);
}

/// Awaits all items by next(), and again after every failure and every exception.
template <class Range, class Row>
asio::awaitable<void> bring_all(Range range, const fake::list<Row>& list, const calls& log,
                                seen<typename Range::value_type>& out) {
  while (true) {
    std::optional<typename Range::value_type> item;
    try {
      item = co_await range.next();
    } catch (const roster::failure& f) {
      if (f.condition() != roster::errc::unavailable) throw;
      continue;
    } catch (const sprung&) {
      continue;
    }
    out.requests.push_back(list.failing_first ? list.requests() / 2 : list.requests());
    out.looks.push_back(last_look(log));
    if (!item) co_return;
    out.items.push_back(std::move(*item));
  }
}

/// Lists all pages through `pipeline`, whose functions record their calls in `log`.
template <class Row, class Pipeline>
auto list_all(const std::deque<std::vector<Row>>& pages, delivery how, const Pipeline& pipeline, calls& log) {
  asio::io_context io;
  auto list = list_of(pages);
  list->mode = how.posted ? fake::answers::posted : fake::answers::at_once;
  list->failing_first = how.failing;
  auto range = pipeline(fake::range_of(list, io.get_executor()), log);
  REQUIRE(list->requests() == 0);
  seen<typename decltype(range)::value_type> out;
  fake::run(io, bring_all(std::move(range), *list, log, out));
  for (std::size_t n = 0; n < list->requests(); ++n) {
    if (!how.failing || n % 2 == 0) out.demands.push_back(list->demands[n]);
    REQUIRE(list->demands[n] == out.demands.back());
  }
  return out;
}

/// Requests are the fewest that determine each item, and the end; no function is called with a later item.
/// `counted` exempts what could be determined earlier by counting items that are going to be skipped: the
/// end, or also an item that is complete since nothing follows it.
enum class counted { nothing, end, items_and_end };
template <class Value>
void check_laziness(const seen<Value>& out, const oracle& known, counted what = counted::nothing) {
  std::vector<std::size_t> needed;
  for (std::size_t n = 1; n <= out.items.size(); ++n) needed.push_back(known.known_for(n));
  needed.push_back(known.known_for_end());
  for (std::size_t n = 0; n < needed.size(); ++n) {
    CAPTURE(n);
    REQUIRE(out.requests[n] == known.requests_for(needed[n]));
    if (what == counted::items_and_end || (what == counted::end && n == out.items.size())) continue;
    REQUIRE(out.looks[n] <= needed[n]);
  }
}

inline std::vector<int> distinct(std::vector<int> ids) {
  std::ranges::sort(ids);  // the standard steps back for pairwise, and passes through a chunk several times
  const auto rest = std::ranges::unique(ids);
  ids.erase(rest.begin(), rest.end());
  return ids;
}

/// A function's distinct arguments are in list order; it is never called more often than by the standard, and
/// sees the same items unless something ends the list early. The first `kept` functions produce items that a
/// later adaptor buffers before it is known whether they will be skipped: their arguments are only checked
/// for list order.
inline void check_calls(const calls& log, const calls& std_log, bool ends_early, std::size_t kept = 0) {
  REQUIRE(log.size() == std_log.size());
  for (std::size_t f = 0; f < log.size(); ++f) {
    CAPTURE(f);
    REQUIRE(std::ranges::is_sorted(log[f]));
    if (f < kept) continue;
    REQUIRE(log[f].size() <= std_log[f].size());
    if (!ends_early) REQUIRE(distinct(log[f]) == distinct(std_log[f]));
  }
}

/// Checks all properties of a pipeline with a known type, over a random list. `as_often`: its functions are
/// called as often as by the standard, which does not repeat calls in it.
template <class Pipeline>
void check_against_standard(const Pipeline& pipeline, std::mt19937& random, bool as_often = false) {
  const auto flat = random_list(random);
  const auto pages = fake::split(flat, random);
  const oracle known(pages, continuations(), [&](const std::vector<service>& list) {
    calls ignored;
    return standard(pipeline, list, ignored);
  });
  const delivery how{.posted = random() % 2 == 0, .failing = random() % 3 == 0};
  calls std_log, log;
  const auto expected = standard(pipeline, flat, std_log);
  const auto out = list_all(pages, how, pipeline, log);
  REQUIRE(out.items == expected);
  check_laziness(out, known);
  check_calls(log, std_log, known.ends_early());
  if (as_often && !known.ends_early()) REQUIRE(log == std_log);
}

}  // namespace law
