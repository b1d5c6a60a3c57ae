// SPDX-License-Identifier: BSL-1.0
#pragma once
// The pipelines that the laws are checked with: the same expression over a list of pages and over a flat
// list, with functions that note what they are called with.

#include <algorithm>
#include <cstddef>
#include <deque>
#include <random>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

namespace law {

struct service {
  int id{};
  int group{};
  std::string name{};
  std::pair<int, std::string> tag{};
  bool operator==(const service&) const = default;
};

inline service make_service(int id, int group) {
  const auto text = "service number " + std::to_string(id);
  return {.id = id, .group = group, .name = text, .tag = {id, text + " tagged"}};
}

inline std::vector<service> random_list(std::mt19937& random) {
  std::vector<service> flat;
  const int size = std::uniform_int_distribution<int>(0, 24)(random);
  for (int id = 1; id <= size; ++id) flat.push_back(make_service(id, static_cast<int>(random() % 6)));
  return flat;
}

/// For each function of a pipeline the ids that it was called with, in order.
using calls = std::vector<std::vector<int>>;

inline int id_of(const service& s) { return s.id; }
inline int id_of(const std::pair<int, std::string>& tag) { return tag.first; }
inline int id_of(const std::string& text) {  // "service number 12 tagged"
  return std::stoi(text.substr(std::string("service number ").size()));
}
inline int id_of(int id) { return id; }

/// Wraps a function so that it notes its calls as those of function number `which`.
template <class Function>
auto noted(calls& log, std::size_t which, Function function) {
  if (log.size() <= which) log.resize(which + 1);
  return [&log, which, function](auto&& argument) -> decltype(auto) {
    log[which].push_back(id_of(argument));
    return function(std::forward<decltype(argument)>(argument));
  };
}

inline const auto even_group = [](const service& s) { return s.group % 2 == 0; };
inline const auto low_group = [](const service& s) { return s.group < 3; };
inline const auto early_group = [](const service& s) { return s.group < 5; };
inline const auto late_group = [](const service& s) { return s.group > 2; };
inline const auto twice = [](const service& s) { return std::vector<service>{s, s}; };
inline const auto odd_id = [](const auto& item) { return id_of(item) % 2 == 1; };
inline const auto to_id = [](const service& s) { return s.id; };
inline const auto to_name = [](const service& s) { return s.name; };
inline const std::string one_for_all = "service number 0, a global one";
inline const auto to_global = [](const service&) -> const std::string& { return one_for_all; };

/// Calls `law(pipeline)` with each pipeline: a function that extends a range, noting calls.
template <class Law>
void for_each_pipeline(Law law) {
  namespace v = std::views;
  law([](auto r, calls&) { return r; });
  law([](auto r, calls& c) { return std::move(r) | v::filter(noted(c, 0, even_group)); });
  law([](auto r, calls& c) { return std::move(r) | v::transform(noted(c, 0, to_name)); });
  law([](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, even_group)) | v::transform(&service::name);
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::transform(noted(c, 0, to_id)) | v::filter(noted(c, 1, odd_id));
  });
  law([](auto r, calls&) { return std::move(r) | v::take(5); });
  law([](auto r, calls& c) { return std::move(r) | v::filter(noted(c, 0, low_group)) | v::take(3); });
  law([](auto r, calls& c) { return std::move(r) | v::take(7) | v::filter(noted(c, 0, low_group)); });
  law([](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, low_group)) | v::transform(noted(c, 1, to_id)) | v::take(6) |
           v::filter(noted(c, 2, odd_id));
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::take(9) | v::filter(noted(c, 0, even_group)) | v::take(2);
  });
  law([](auto r, calls&) { return std::move(r) | v::take(8) | v::take(3) | v::take(5); });
  law([](auto r, calls& c) { return std::move(r) | v::filter(noted(c, 0, even_group)) | v::take(0); });
  law([](auto r, calls& c) { return std::move(r) | v::take(1000) | v::transform(noted(c, 0, to_name)); });
  law([](auto r, calls&) { return std::move(r) | v::transform(&service::tag) | v::keys; });
  law([](auto r, calls& c) {
    return std::move(r) | v::transform(&service::tag) | v::values | v::filter(noted(c, 0, odd_id)) |
           v::take(4);
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, low_group)) | v::transform(&service::tag) | v::elements<1>;
  });
  law([](auto r, calls& c) { return std::move(r) | v::transform(noted(c, 0, to_global)) | v::take(4); });
  law([](auto r, calls& c) {
    const auto composed =
        v::filter(noted(c, 0, even_group)) | v::transform(noted(c, 1, to_name)) | v::take(3);
    return std::move(r) | composed;
  });
  law([](auto r, calls& c) {
    return std::move(r) | (v::filter(noted(c, 0, low_group)) | v::transform(&service::tag)) |
           (v::keys | v::take(5)) | v::filter(noted(c, 1, odd_id)) | v::take(2);
  });
}

/// The same with a few of them, for what is costly to compile.
template <class Law>
void for_some_pipelines(Law law) {
  namespace v = std::views;
  law([](auto r, calls&) { return r; });
  law([](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, even_group)) | v::transform(&service::name);
  });
  law([](auto r, calls& c) { return std::move(r) | v::take(7) | v::filter(noted(c, 0, low_group)); });
  law([](auto r, calls& c) {
    return std::move(r) | (v::transform(noted(c, 0, to_id)) | v::filter(noted(c, 1, odd_id)) | v::take(3));
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::drop(2) | v::drop_while(noted(c, 0, late_group)) | v::take(9) |
           (v::filter(noted(c, 1, low_group)) | v::drop(1));
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::take_while(noted(c, 0, early_group)) | v::transform(noted(c, 1, twice)) |
           v::join | v::drop(3);
  });
}

/// The items of a range as values.
template <class Range>
auto values_of(Range&& range) {
  std::vector<std::ranges::range_value_t<Range>> values;
  for (auto&& item : range) values.push_back(item);
  return values;
}

/// What the standard makes of a flat list.
template <class Pipeline>
auto standard(const Pipeline& pipeline, std::vector<service> flat, calls& log) {
  return values_of(pipeline(std::views::all(flat), log));
}

/// Says how much of a list must be known before something can be told, by asking the standard about lists
/// that begin with what is known. Knows nothing of how the library works.
template <class Pipeline>
class oracle {
 public:
  oracle(const Pipeline& pipeline, const std::deque<std::vector<service>>& pages) {
    std::vector<service> more;  // more than any count, and they pass everything
    for (int id = 1001; id < 1081; id += 2) more.push_back(make_service(id, 0));
    std::vector<service> known;
    note(pipeline, known, more);
    pages_.push_back(0);
    for (const auto& page : pages) {
      for (const auto& item : page) {
        known.push_back(item);
        note(pipeline, known, more);
      }
      pages_.push_back(known.size());
    }
  }

  /// The fewest items of the list that tell the first `items` items of the pipeline.
  std::size_t known_for(std::size_t items) const {
    std::size_t known = 0;
    while (results_[known] < items) ++known;
    return known;
  }
  /// The fewest items of the list that tell that the pipeline ends; one more than there are if it may go on.
  std::size_t known_for_end() const {
    std::size_t known = 0;
    while (known < ended_.size() && !ended_[known]) ++known;
    return known;
  }
  bool ends_early() const { return known_for_end() < ended_.size(); }

  /// The fewest requests that bring so many items of the list; beyond the list, the one that brings no page.
  std::size_t requests_for(std::size_t known) const {
    std::size_t requests = 0;
    while (requests < pages_.size() && pages_[requests] < known) ++requests;
    return requests;
  }

  /// Items that come out of the first `pages` pages.
  std::size_t results_of(std::size_t pages) const {
    return results_[pages_[std::min(pages, pages_.size() - 1)]];
  }

 private:
  void note(const Pipeline& pipeline, std::vector<service> known, const std::vector<service>& more) {
    calls ignored;
    results_.push_back(standard(pipeline, known, ignored).size());
    known.insert(known.end(), more.begin(), more.end());
    ended_.push_back(standard(pipeline, known, ignored).size() == results_.back());
  }

  std::vector<std::size_t> results_{};  // by the number of items known
  std::vector<bool> ended_{};           // by the number of items known
  std::vector<std::size_t> pages_{};    // items known after so many pages
};

}  // namespace law
