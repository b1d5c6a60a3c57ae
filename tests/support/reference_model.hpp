// SPDX-License-Identifier: BSL-1.0
#pragma once
// Computes how many items of a list must be known before the results of a pipeline are determined, by
// applying the standard adaptors to lists with a common prefix. Independent of the library's implementation.

#include <algorithm>
#include <cstddef>
#include <deque>
#include <vector>

namespace law {

/// Returns the length of the common prefix of two lists.
template <class Value>
std::size_t common_items(const std::vector<Value>& a, const std::vector<Value>& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

class oracle {
 public:
  /// `standard(list)` returns the standard's result for a list. `continuations` are possible continuations of
  /// any list; at least one of them distinguishes it from a list that has ended.
  template <class Row, class Standard>
  oracle(const std::deque<std::vector<Row>>& pages, const std::vector<std::vector<Row>>& continuations,
         Standard standard) {
    std::vector<Row> known;
    note(known, continuations, standard);
    pages_.push_back(0);
    for (const auto& page : pages) {
      for (const auto& row : page) {
        known.push_back(row);
        note(known, continuations, standard);
      }
      pages_.push_back(known.size());
    }
  }

  /// Returns the fewest items of the list that determine the first `items` items of the pipeline, if it has
  /// that many.
  std::size_t known_for(std::size_t items) const {
    std::size_t known = 0;
    while (known < results_.size() && results_[known] < items) ++known;
    return known;
  }
  /// Returns the fewest items of the list that determine the end of the pipeline; one more than there are if
  /// it may continue.
  std::size_t known_for_end() const {
    std::size_t known = 0;
    while (known < ended_.size() && !ended_[known]) ++known;
    return known;
  }
  bool ends_early() const { return known_for_end() < ended_.size(); }

  /// Returns the fewest requests that return that many items of the list; beyond the list, including the one
  /// that returns no page.
  std::size_t requests_for(std::size_t known) const {
    std::size_t requests = 0;
    while (requests < pages_.size() && pages_[requests] < known) ++requests;
    return requests;
  }

 private:
  template <class Row, class Standard>
  void note(const std::vector<Row>& known, const std::vector<std::vector<Row>>& continuations,
            Standard& standard) {
    const auto over = standard(known);
    auto certain = over.size();
    bool ended = true;
    for (const auto& paging_strategy : continuations) {
      auto longer = known;
      longer.insert(longer.end(), paging_strategy.begin(), paging_strategy.end());
      const auto more = standard(std::move(longer));
      certain = std::min(certain, common_items(over, more));
      ended = ended && over == more;
    }
    results_.push_back(certain);
    ended_.push_back(ended);
  }

  std::vector<std::size_t> results_{};  // items that are determined, by the number of items known
  std::vector<bool> ended_{};           // by the number of items known
  std::vector<std::size_t> pages_{};    // items known after that many pages
};

}  // namespace law
