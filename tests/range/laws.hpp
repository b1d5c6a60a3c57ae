// SPDX-License-Identifier: BSL-1.0
#pragma once
// The laws of a range, each checked for one pipeline over one list: what comes, when it is asked for, what the
// functions are called with, and where the range stands after a failure and after a throw.

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <range/fake_list.hpp>
#include <range/pipelines.hpp>
#include <ranges>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace law {

namespace asio = boost::asio;

inline std::shared_ptr<fake::list<service>> list_of(std::deque<std::vector<service>> pages) {
  auto list = std::make_shared<fake::list<service>>();
  list->pages = std::move(pages);
  return list;
}

inline int last_seen(const calls& log) {
  int last = 0;
  for (const auto& function : log)
    for (const int id : function) last = std::max(last, id);
  return last;
}

/// What was seen when an item, or the end, arrived.
struct moment {
  std::size_t requests;
  int last_seen;  ///< the last item of the list that a function was called with
};

/// Brings everything by next(). Half of the requests fail if `failing`; they are awaited again and not noted.
template <class Range, class Value>
asio::awaitable<void> bring_all(Range range, fake::list<service>& list, const calls& log, bool failing,
                                std::vector<Value>& items, std::vector<moment>& moments) {
  std::size_t failures = 0;
  while (true) {
    std::optional<Value> item;
    list.failing = failing ? list.requests() % 2 : 0;
    try {
      item = co_await range.next();
    } catch (const roster::failure& f) {
      if (f.condition() != roster::errc::unavailable) throw;
      ++failures;
      continue;
    }
    moments.push_back({list.requests() - failures, last_seen(log)});
    if (!item) co_return;
    items.push_back(std::move(*item));
  }
}

inline std::vector<int> distinct(std::vector<int> ids) {
  const auto rest = std::ranges::unique(ids);
  ids.erase(rest.begin(), rest.end());
  return ids;
}

/// Items are those of the standard; requests, and looks at the list, are the fewest with which each item, and
/// the end, can be known; a function's distinct arguments come in list order, it is never called more often
/// than by the standard, and sees the same items where nothing ends the list early.
/// `as_often`: it is then called as often, too, as the standard does not repeat calls in this pipeline.
template <class Pipeline>
void check_against_standard(const Pipeline& pipeline, std::mt19937& random, bool as_often = false) {
  asio::io_context io;
  const auto flat = random_list(random);
  auto list = list_of(fake::split(flat, random));
  if (random() % 2 == 0) list->mode = fake::answers::posted;
  const bool failing = random() % 3 == 0;
  const oracle known(pipeline, list->pages);
  calls std_log, log;
  const auto expected = standard(pipeline, flat, std_log);
  auto range = pipeline(fake::range_of(list, io.get_executor()), log);
  std::remove_const_t<decltype(expected)> items;
  std::vector<moment> moments;
  REQUIRE(list->requests() == 0);
  fake::run(io, bring_all(std::move(range), *list, log, failing, items, moments));

  REQUIRE(items == expected);
  for (std::size_t n = 0; n <= items.size(); ++n) {
    const auto needed = n < items.size() ? known.known_for(n + 1) : known.known_for_end();
    REQUIRE(moments[n].requests == known.requests_for(needed));
    REQUIRE(moments[n].last_seen <= static_cast<int>(needed));
  }
  REQUIRE(log.size() == std_log.size());
  for (std::size_t f = 0; f < log.size(); ++f) {
    REQUIRE(std::ranges::is_sorted(log[f]));
    REQUIRE(log[f].size() <= std_log[f].size());
    if (!known.ends_early()) REQUIRE(distinct(log[f]) == distinct(std_log[f]));
    if (!known.ends_early() && as_often) REQUIRE(log[f] == std_log[f]);
  }
}

/// Throws once for each of the given ids, and passes on what it is given.
struct trap {
  std::set<int>* ids;
  void operator()(const auto& item) const {
    if (ids->erase(id_of(item))) throw std::runtime_error("trap");
  }
};

/// Brings all items by next(), past whatever a trap throws.
template <class Range>
asio::awaitable<void> bring_past_traps(Range range, std::vector<typename Range::value_type>& items,
                                       std::size_t& throws) {
  while (true) {
    std::optional<typename Range::value_type> item;
    try {
      item = co_await range.next();
    } catch (const std::runtime_error& e) {
      if (e.what() != std::string("trap")) throw;
      ++throws;
      continue;
    }
    if (!item) co_return;
    items.push_back(std::move(*item));
  }
}

inline std::set<int> some_ids(const std::vector<service>& flat, std::mt19937& random) {
  std::set<int> ids;
  for (const auto& s : flat)
    if (random() % 4 == 0) ids.insert(s.id);
  return ids;
}

/// An item at which a function in front of the pipeline throws is consumed: the rest is as if it had not been in
/// the list. No page is asked for again.
template <class Pipeline>
void check_throws_in_front(const Pipeline& pipeline, std::mt19937& random) {
  asio::io_context io;
  const auto flat = random_list(random);
  auto list = list_of(fake::split(flat, random));
  const auto pages = list->pages.size();
  auto ids = some_ids(flat, random);
  auto rest = flat;
  std::erase_if(rest, [&](const service& s) { return ids.count(s.id) > 0; });
  calls log, ignored;
  const auto expected = standard(pipeline, rest, ignored);
  auto trapped =
      fake::range_of(list, io.get_executor()) | std::views::filter([t = trap{&ids}](const service& s) {
        t(s);
        return true;
      });
  std::remove_const_t<decltype(expected)> items;
  std::size_t throws = 0;
  const auto planted = ids.size();
  fake::run(io, bring_past_traps(pipeline(std::move(trapped), log), items, throws));
  REQUIRE(items == expected);
  REQUIRE(throws == planted - ids.size());
  REQUIRE(list->requests() <= pages + 1);
}

/// An item at which a function behind the pipeline throws is consumed: the others come as if nothing had been.
/// For pipelines that give an item of the list once at most.
template <class Pipeline>
void check_throws_behind(const Pipeline& pipeline, std::mt19937& random) {
  asio::io_context io;
  const auto flat = random_list(random);
  auto ids = some_ids(flat, random);
  calls log, ignored;
  std::vector<int> expected;
  for (const auto& item : standard(pipeline, flat, ignored))
    if (ids.count(id_of(item)) == 0) expected.push_back(id_of(item));
  auto list = list_of(fake::split(flat, random));
  auto trapped = pipeline(fake::range_of(list, io.get_executor()), log) |
                 std::views::transform([t = trap{&ids}](const auto& item) {
                   t(item);
                   return id_of(item);
                 });
  std::vector<int> items;
  std::size_t throws = 0;
  const auto planted = ids.size();
  fake::run(io, bring_past_traps(std::move(trapped), items, throws));
  REQUIRE(items == expected);
  REQUIRE(throws == planted - ids.size());
}

}  // namespace law
